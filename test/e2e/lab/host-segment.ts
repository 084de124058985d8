import { AnalyticsBrowser } from '@segment/analytics-next'
import { scrubMiddleware, scrubPlugin, type Destination } from 'vue-telemetry'
import { startThroughAnalytics } from '../../../src/destinations/segment/through-analytics/after-yes.ts'

/**
 * How an app may have set up Segment's own SDK. `snippet` is what a guide for marketplace apps
 * recommends.
 */
export type SegmentSetUp = 'alone' | 'snippet' | 'middleware' | 'plugin' | 'through'

/**
 * Loads Segment's SDK as an app does, but with its settings at hand, since there is no CDN to ask.
 *
 * @param apiHost - host, port and path to which it sends
 */
export function startHostSegment(setUp: SegmentSetUp, apiHost: string): AnalyticsBrowser {
  const analytics = new AnalyticsBrowser()
  if (setUp === 'middleware') void analytics.addSourceMiddleware(scrubMiddleware())
  if (setUp === 'snippet') {
    void analytics.addSourceMiddleware(({ payload, next }) => {
      if (payload.obj.context && payload.obj.context.page) {
        delete payload.obj.context.page.referrer
        delete payload.obj.context.page.search
        delete payload.obj.context.page.title
      }
      next(payload)
    })
  }
  return analytics.load(
    {
      writeKey: 'lab',
      cdnSettings: {
        integrations: { 'Segment.io': { apiKey: 'lab' } },
        metrics: { sampleRate: 0 },
      },
      plugins: setUp === 'plugin' ? [scrubPlugin()] : [],
    },
    { integrations: { 'Segment.io': { apiHost, protocol: 'http' } } },
  )
}

/** Sends through it, as `segment({ analytics })` does. */
export function throughSegment(analytics: AnalyticsBrowser): Destination {
  return {
    name: 'segment',
    keys: [],
    read: () => ({ integrations: {} }),
    load: async () => startThroughAnalytics(analytics),
  }
}
