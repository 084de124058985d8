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

/**
 * Describes a page by the pattern of its route record: the same for every team, project and
 * person, and so without an id, a token or a name.
 *
 * @param labels - what the matched records say of it
 * @param origin - what its URL begins with, without a slash at the end
 */
export function describeRoute(
  route: Pick<ReadableRoute, 'matched'>,
  labels: PageLabels,
  origin: string,
): Page {
  const { name: label } = labels
  if (label && typeof label === 'string') return toPage(label, label, origin)
  const record = recordOf(route)
  if (!record) return toPage('(unmatched)', undefined, origin)
  return toPage(toPattern(record.path), record.name, origin)
}

function toPage(route: string, name: unknown, origin: string): Page {
  const path = encodeURI(route.replace(/^\//, '')).replace(/[?#]/g, encodeURIComponent)
  const page = { route, url: `${origin}/${path}` }
  return typeof name === 'string' ? { ...page, name } : page
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
