import { scrubMessage, type ScrubOptions, type SegmentMessage } from './scrub-message.ts'

/** What the SDK hands to a source middleware, as far as it is used. */
interface MiddlewareCall<Payload extends { obj: object }> {
  readonly payload: Payload
  readonly next: (payload: Payload | null) => void
}

/**
 * A source middleware for Segment's own SDK, `@segment/analytics-next`, that takes out of every
 * message what the SDK has read from the address, the referrer and the document: `context.page`
 * with all five of its parts, `context.campaign`, `context.referrer`, `amp`, `userAgentData`, and
 * `path`, `referrer`, `search`, `title` and `url` of page views. `context.ip` is `'0.0.0.0'`.
 *
 * A message that cannot be scrubbed is dropped. It is not thrown for, since the SDK would keep the
 * unscrubbed message in `localStorage` and try it again.
 *
 * Add it before `load`, so that no message is older. The SDK imports its code for middlewares only
 * then, and where that is blocked **it sends without them**; `scrubPlugin` does the same and needs
 * no such code. What neither reaches is listed in docs/destinations.md.
 *
 * @example
 * const analytics = new AnalyticsBrowser()
 * analytics.addSourceMiddleware(scrubMiddleware({ integrations: { 'Accoil Analytics': true } }))
 * analytics.load({ writeKey }, { useQueryString: false })
 */
export function scrubMiddleware(options: ScrubOptions = {}) {
  return function scrub<Payload extends { obj: object }>({
    payload,
    next,
  }: MiddlewareCall<Payload>): void {
    let scrubbed: Payload | undefined
    try {
      payload.obj = scrubMessage(payload.obj as SegmentMessage, options) as Payload['obj']
      scrubbed = payload
    } catch {
      // Not to call `next` is how a middleware drops a message.
    }
    if (scrubbed) next(scrubbed)
  }
}
