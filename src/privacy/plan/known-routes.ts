import type { SettledOptions } from '../../options.ts'
import { labelOf, toPattern } from '../../sources/pages/describe-route.ts'
import { readLabels } from '../../sources/pages/page-labels.ts'
import type { ReadRoute } from './check-value.ts'

export type RouteReaderContext = Pick<SettledOptions, 'router' | 'staticRecords'>

/**
 * Knows the routes that the router has at the time it is asked, by path, pattern or name. An
 * address looks like a pattern, `/teams/acme`, so that its form says nothing: only the router
 * knows. A record that is excluded is not known, and one with a label goes by its label.
 *
 * @param context - without a router no route is known
 */
export function createRouteReader({ router, staticRecords }: RouteReaderContext): ReadRoute {
  return (pathOrName) => {
    try {
      const records = router?.getRoutes() ?? []
      const found =
        records.find(({ path, name }) => path === pathOrName || name === pathOrName) ??
        records.find(({ path }) => toPattern(path) === pathOrName)
      const matched = found && [found]
      const labels = matched && readLabels({ matched })
      return labels ? labelOf({ matched }, labels, staticRecords).route : undefined
    } catch {
      // A record whose labels throw when they are read.
      return undefined
    }
  }
}
