import type { Destination } from '../destination.ts'
import { readSpecSettings, type SpecSettings } from '../spec/spec-settings.ts'
import type { SegmentAnalytics } from './through-analytics/segment-analytics.ts'

export type SegmentSettings = SpecSettings

/** What the developer decides of Segment, in code. */
export interface SegmentOptions {
  /**
   * Segment's own SDK, where the application has loaded one for what needs it: an
   * `AnalyticsBrowser` of `@segment/analytics-next`. Events are sent through it, and all that it
   * sends is scrubbed. What it cannot promise is listed in docs/destinations.md.
   *
   * @default none: events are sent without an SDK
   */
  analytics?: SegmentAnalytics
}

/**
 * Segment, through its HTTP API: loaded after the yes, without Segment's own SDK, which cannot be
 * stopped once it has queued something. Configured at run time under `frontend.segment`; with
 * `analytics` the address is that of the SDK, and the write key says that it may be used.
 *
 * @example createTelemetry({ config, destinations: [segment()] })
 *
 * @example
 * const analytics = AnalyticsBrowser.load({ writeKey, cdnSettings }, { useQueryString: false })
 * createTelemetry({ config, destinations: [segment({ analytics })] })
 */
export function segment(options: SegmentOptions = {}): Destination {
  return {
    name: 'segment',
    keys: ['segment_'],
    read: (raw, rules): SegmentSettings | null =>
      readSpecSettings('segment', raw, rules, 'https://api.segment.io'),
    load: async () => {
      // One that was passed and is not there is a mistake, and no wish for the other way.
      if (!('analytics' in options)) return (await import('./after-yes.ts')).startSegment
      const { startThroughAnalytics } = await import('./through-analytics/after-yes.ts')
      return startThroughAnalytics(options.analytics)
    },
  }
}
