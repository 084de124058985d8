import type { BrowserPage } from './browser-types.ts'
import { createDestinationFilter, type Destinations } from './destination-filter.ts'
import { createMarkerSearch } from './find-markers.ts'
import { judge } from './judge.ts'
import { reportLeaks } from './leak-report.ts'
import type { Markers } from './markers.ts'
import { placesOf, type RecordedRequest } from './request-places.ts'
import { readStored, type StoredKeys } from './stored-places.ts'
import { watchRequests } from './watch-requests.ts'

/** Ways to look for markers. Each throws one error, which names every place and no marker. */
export interface NoLeak {
  /**
   * Watches a browser while a test visits the app, and then looks at what it keeps.
   *
   * @param page - of Playwright
   * @param visit - goes to the app and uses it; what it throws is thrown
   */
  during(page: BrowserPage, visit: () => unknown, options?: DuringOptions): Promise<void>
  /**
   * Looks at requests that were recorded: by the collector of `vue-telemetry/collector`, which
   * receives what a page sends while it goes away as well, or by an interceptor.
   */
  inRequests(requests: readonly RecordedRequest[], options?: SilenceOptions): Promise<void>
  /** @param texts - by where they are from: `{ 'the log': log }` */
  inTexts(texts: Readonly<Record<string, string>>): void
}

export interface SilenceOptions {
  /**
   * Whether it is all right that there is no request at all. Where nothing is sent nothing was
   * proven, so that this is an error otherwise.
   *
   * @default false
   */
  allowNoRequests?: boolean
}

export interface DuringOptions extends SilenceOptions {
  /**
   * Which requests are looked at.
   *
   * @default all that go to another origin than the page's own
   * @example 'https://eu.i.posthog.com'
   */
  to?: Destinations
  /**
   * Which entries of storages, and which cookies, are looked at. An app that keeps a secret for
   * itself, a session token for instance, says here what belongs to analytics.
   *
   * @default all but `vue-router:scroll`
   * @example /^ph_|^telemetry:/
   */
  keys?: StoredKeys
}

/**
 * Expects that markers, which stand for secrets, do not leave an app and are not kept by it. A test
 * puts them where something private may stand: into an address, a title, a field.
 *
 * @example
 * await expectNoLeak({ 'reset token': 'T0KEN-8f3a' }).during(
 *   page,
 *   async () => {
 *     await page.goto('/reset/T0KEN-8f3a')
 *     await page.waitForRequest(/posthog/)
 *   },
 *   { to: 'https://eu.i.posthog.com' },
 * )
 */
export function expectNoLeak(markers: Markers): NoLeak {
  const search = createMarkerSearch(markers)
  return {
    async during(page, visit, { to, keys, allowNoRequests } = {}) {
      const context = page.context()
      const watched = await watchRequests(page, createDestinationFilter(to))
      try {
        await visit()
      } finally {
        await watched.stop()
      }
      const requests = await watched.requests()
      const kept = await readStored(context, keys)
      judge(search, { requests, kept, to: nameOf(to), allowNoRequests })
    },
    async inRequests(requests, options = {}) {
      const places = await Promise.all(requests.map((request) => placesOf(request)))
      judge(search, { requests: places, ...options })
    },
    inTexts(texts) {
      const places = Object.entries(texts).map(([where, text]) => ({ where, text }))
      const message = reportLeaks(search, places, `${places.length} texts`)
      if (message) throw new Error(message)
    },
  }
}

function nameOf(to: Destinations | undefined): string {
  if (to === undefined) return ' to other origins'
  return typeof to === 'function' ? '' : ` to ${[to].flat().join(', ')}`
}
