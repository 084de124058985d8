import type { RouteLocationNormalizedLoaded } from 'vue-router'
import { report } from '../../diagnostics.ts'
import { ignoreRejection } from './ignore-rejection.ts'
import { readLabels, type PageLabels } from './page-labels.ts'

/** How long a title may be, in characters; what is longer is none. */
const MOST = 100

/**
 * The title to be sent with a page.
 *
 * @param title - of its labels, or of the options
 * @param isRendered - whether the page is on the screen: a function may read what is there, and
 * would otherwise read the title of another page
 */
export function titleOf(
  route: RouteLocationNormalizedLoaded,
  title: PageLabels['title'],
  isRendered: boolean,
): string | undefined {
  if (typeof title === 'function' && !isRendered) return undefined
  const text: unknown = typeof title === 'function' ? callSafely(title, route) : title
  if (text === undefined || text === '') return undefined
  if (typeof text !== 'string') {
    ignoreRejection(text)
    if (process.env.NODE_ENV !== 'production') report('VT304', 'title')
    return undefined
  }
  if (process.env.NODE_ENV !== 'production' && holdsParameter(text, route)) report('VT305')
  return text.length > MOST ? '[long]' : text
}

/** Whether a page has a title that can be told only once the page is on the screen. */
export function asksForTitle(
  route: RouteLocationNormalizedLoaded,
  option: PageLabels['title'],
): boolean {
  try {
    return typeof (readLabels(route)?.title ?? option) === 'function'
  } catch {
    return false
  }
}

function callSafely(
  title: (to: RouteLocationNormalizedLoaded) => unknown,
  route: RouteLocationNormalizedLoaded,
): unknown {
  try {
    return title(route)
  } catch {
    if (process.env.NODE_ENV !== 'production') report('VT304', 'title')
    return undefined
  }
}

/** Short values, such as "1", turn up in titles by chance. */
function holdsParameter(text: string, { params }: RouteLocationNormalizedLoaded): boolean {
  return Object.values(params)
    .flat()
    .some((value) => value.length > 2 && text.includes(value))
}
