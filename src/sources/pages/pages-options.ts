import type { RouteLocationNormalizedLoaded } from 'vue-router'

/** How pages are counted. */
export interface PagesOptions {
  /**
   * Tells pages apart: as long as it gives the same text, one is on the same page. It is compared
   * and never sent. Where it throws or gives no text, the default is taken.
   *
   * @default the matched record and its parameters; another query or hash is the same page
   * @example (to) => `${String(to.name)} ${to.query.tab}`
   */
  key?(to: RouteLocationNormalizedLoaded): string
  /**
   * Which event says how long a page was there.
   *
   * @default 'route'
   */
  leave?: LeaveMode
  /**
   * The title that is sent with a page, read after the page has been rendered; at most 100
   * characters. Titles hold what people have typed, so none is sent unless this or
   * `meta.telemetry.title` gives one.
   *
   * @default none
   */
  title?(to: RouteLocationNormalizedLoaded): string | undefined
  /**
   * `true` names pages of routes that are added after the telemetry is installed by their patterns,
   * like any other. They may be built of what people have entered, so that without it, or a
   * `meta.telemetry.name`, they are all `(dynamic)`.
   *
   * @default false
   */
  dynamicRoutes?: boolean
}

/**
 * - `'route'`: each page is left by an event of its own: two events for each page.
 * - `'exit'`: the next page's view says it, and the last page is left by an event of its own:
 *   one event for each page and one for each visit.
 * - `false`: the next page's view says it, and nobody says it of the last.
 */
export type LeaveMode = 'route' | 'exit' | false
