import type { RouteLocationNormalizedLoaded, RouteRecordNormalized } from 'vue-router'
import type { Page } from '../../events.ts'

/** The only parts of a route that are read; addresses, queries and titles are not among them. */
export type ReadableRoute = Pick<RouteLocationNormalizedLoaded, 'matched' | 'params'>

/**
 * Describes a page by the pattern of its route record: the same for every team, project and
 * person, and so without an id, a token or a name.
 *
 * @returns `null` where a matched record says `meta: { telemetry: false }`
 */
export function describeRoute(route: ReadableRoute): Page | null {
  if (route.matched.some(({ meta }) => meta.telemetry === false)) return null
  const record = recordOf(route)
  if (!record) return { route: '(unmatched)', url: 'https://app.invalid/(unmatched)' }
  const pattern = toPattern(record.path)
  const page = { route: pattern, url: `https://app.invalid${pattern}` }
  return typeof record.name === 'string' ? { ...page, name: record.name } : page
}

/**
 * Tells pages apart: another record or other parameters are another page, another query or hash
 * is not. Holds the parameters' values, so it is compared and never handed on.
 */
export function pageKey(route: ReadableRoute): string {
  return JSON.stringify([recordOf(route)?.path, route.params])
}

/** An alias stands for its original, so that one page does not count as two. */
function recordOf(route: ReadableRoute): RouteRecordNormalized | undefined {
  const record = route.matched.at(-1)
  return record?.aliasOf ?? record
}

/**
 * A parameter's regular expression may list customers, `/:tenant(acme|globex)`, so it goes, and
 * the modifiers with it. It ends at the first ")" that no "\" precedes, as in vue-router.
 */
export function toPattern(path: string): string {
  return path.replace(/(:\w+)(?:\((?:\\\)|[^)])*\))?[?*+]?/g, '$1')
}
