import type { RouteLocationNormalizedLoaded, RouteRecordNormalized } from 'vue-router'
import type { Page } from '../../events.ts'
import type { PageLabels } from './page-labels.ts'

/**
 * The only parts of a route that this package reads; addresses and titles are not among them,
 * and of the query only what labels allow by name.
 */
export type ReadableRoute = Pick<RouteLocationNormalizedLoaded, 'matched' | 'params' | 'query'>

/** Stands for the host of a page, which names the customer. */
export const NO_ORIGIN = 'https://app.invalid'

/** What a page is called. */
export type PageLabel = Pick<Page, 'route' | 'name'>

/**
 * Names a page by the pattern of its route record: the same for every team, project and person,
 * and so without an id, a token or a name.
 *
 * @param labels - what the matched records say of it
 * @param staticRecords - the records that may be named; others were added while the app ran,
 * perhaps of what somebody has entered. All may be named where it is left out
 */
export function labelOf(
  route: Pick<ReadableRoute, 'matched'>,
  labels: PageLabels,
  staticRecords?: ReadonlySet<RouteRecordNormalized>,
): PageLabel {
  const { name: label } = labels
  if (label && typeof label === 'string') return { route: label, name: label }
  const record = recordOf(route)
  if (!record) return { route: '(unmatched)' }
  const { path, name } = record
  if (staticRecords?.has(record) === false) return { route: '(dynamic)' }
  return { route: toPattern(path), ...(typeof name === 'string' && { name }) }
}

/** @param origin - what the URL begins with, without a slash at the end */
export function toPage(label: PageLabel, origin: string): Page {
  // Half an emoji, as a label that was cut may end with, cannot be written into an address.
  const text = label.route.replace(/^\//, '').replace(/\p{Surrogate}/gu, '\uFFFD')
  const path = encodeURI(text).replace(/[?#]/g, encodeURIComponent)
  return { ...label, url: `${origin}/${path}` }
}

/**
 * Tells pages apart: another record or other parameters are another page, another query or hash
 * is not. Holds the parameters' values, so it is compared and never handed on.
 */
export function pageKey(route: Pick<ReadableRoute, 'matched' | 'params'>): string {
  const params = Object.entries(route.params)
    .map(([name, value]) => [name, ...[value].flat()])
    // vue-router has several forms of the same: an optional parameter that is absent or empty, one
    // value of a repeated one with or without a list, and the order in which a caller named them.
    .filter(([, ...values]) => values.some((value) => value !== '' && value != null))
    .toSorted(([one], [other]) => Number(one! > other!) - Number(one! < other!))
  return JSON.stringify([recordOf(route)?.path, params])
}

/** An alias stands for its original, so that one page does not count as two. */
function recordOf({ matched }: Pick<ReadableRoute, 'matched'>): RouteRecordNormalized | undefined {
  const record = matched.at(-1)
  return record?.aliasOf ?? record
}

/**
 * A parameter's regular expression may list customers, `/:tenant(acme|globex)`, so it goes, and
 * the modifiers with it. It ends at the first ")" that no "\" precedes, as in vue-router.
 */
export function toPattern(path: string): string {
  return path.replace(/(:\w+)(?:\((?:\\\)|[^)])*\))?[?*+]?/g, '$1')
}
