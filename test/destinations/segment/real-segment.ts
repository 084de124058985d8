import { AnalyticsBrowser, type Plugin } from '@segment/analytics-next'
import { vi } from 'vitest'

type Body = Record<string, any> // oxlint-disable-line typescript/no-explicit-any -- as on the wire

/** Segment's own SDK, without its server. */
export interface RealSegment {
  readonly analytics: AnalyticsBrowser
  /** What was sent, each message as it left. */
  readonly sent: Body[]
  /** What the server answers from now on. */
  answer(status: number): void
  load(options?: object): void
}

export function createRealSegment(plugins: Plugin[] = []): RealSegment {
  const sent: Body[] = []
  let status = 200
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body) as Body)
    return new Response('{}', { status })
  })
  const analytics = new AnalyticsBrowser()
  const cdnSettings = {
    integrations: { 'Segment.io': { apiKey: 'write-key' } },
    metrics: { sampleRate: 0 },
  }
  return {
    analytics,
    sent,
    answer: (next) => (status = next),
    load: (options = {}) =>
      void analytics.load({ writeKey: 'write-key', cdnSettings, plugins }, options),
  }
}
