import type { RouteLocationNormalizedLoaded } from 'vue-router'

/** What `meta: { telemetry: … }` may say of a page. */
export interface PageLabels {
  /**
   * Stands for the pattern and the name of the route. A path that was built from what users
   * entered needs one, since patterns are sent as far as the mask finds nothing in them.
   *
   * @example '/sections/:section'
   */
  readonly name?: string
  /** The title that is sent; a function is called after the page has been rendered. */
  readonly title?: string | ((to: RouteLocationNormalizedLoaded) => string | undefined)
  /** The parameters that may be sent, by name. */
  readonly params?: readonly string[]
  /** The values of the query that may be sent, by name. */
  readonly query?: readonly string[]
}

/**
 * Merges the labels of the matched records, parent to child, one by one: a child's list of
 * parameters takes the place of its parent's. `to.meta` is not used, since there a child's
 * `telemetry` takes the place of a parent's `false`.
 *
 * @returns `null` where any matched record says `meta: { telemetry: false }`
 */
export function readLabels({
  matched,
}: Pick<RouteLocationNormalizedLoaded, 'matched'>): PageLabels | null {
  let labels: PageLabels = {}
  for (const { meta } of matched) {
    if (meta.telemetry === false) return null
    // Without type checks it may be anything.
    if (typeof meta.telemetry === 'object') labels = { ...labels, ...meta.telemetry }
  }
  return labels
}
