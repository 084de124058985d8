import type { RouteLocationNormalizedLoaded } from 'vue-router'
import { report } from '../../diagnostics.ts'
import type { PageLabels } from './page-labels.ts'

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
  const text: unknown = typeof title === 'function' ? isRendered && callSafely(title, route) : title
  if (typeof text !== 'string' || text === '') return undefined
  if (process.env.NODE_ENV !== 'production' && holdsParameter(text, route)) report('VT305')
  return text.length > MOST ? '[long]' : text
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
