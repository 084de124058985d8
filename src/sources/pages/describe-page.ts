import type { RouteLocationNormalizedLoaded } from 'vue-router'
import type { PageEvent } from '../../events.ts'
import { allowedValues } from './allowed-values.ts'
import { describeRoute } from './describe-route.ts'
import type { PageLabels } from './page-labels.ts'
import { titleOf } from './page-title.ts'
import type { PagesOptions } from './pages-options.ts'

/** All that a view says of its page. */
export type Subject = Pick<PageEvent, 'page' | 'title' | 'params' | 'query'>

/**
 * @param labels - what the matched records say of it
 * @param origin - what the URL of a page begins with
 * @param isRendered - whether the page is on the screen
 */
export function describePage(
  route: RouteLocationNormalizedLoaded,
  labels: PageLabels,
  options: Pick<PagesOptions, 'title'>,
  origin: string,
  isRendered: boolean,
): Subject {
  return withoutAbsent({
    page: describeRoute(route, labels, origin),
    title: titleOf(route, labels.title ?? options.title, isRendered),
    params: allowedValues(labels.params, () => route.params),
    query: allowedValues(labels.query, () => route.query),
  })
}

function withoutAbsent({ page, title, params, query }: Record<keyof Subject, unknown>): Subject {
  const entries = Object.entries({ page, title, params, query })
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined),
  ) as unknown as Subject
}
