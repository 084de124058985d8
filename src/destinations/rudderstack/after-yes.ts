/**
 * What of RudderStack is loaded after the yes. The chunk takes this file's name; see
 * src/destinations/posthog/after-yes.ts for why.
 */
import type { StartDestination } from '../destination.ts'
import { startSpec } from '../spec/after-yes.ts'
import type { SpecMessage } from '../spec/after-yes-message.ts'
import type { SpecSettings } from '../spec/spec-settings.ts'

/**
 * `/v1/batch` takes its key as Basic authentication only, which costs a preflight, and which a page
 * behind Basic authentication of its own cannot give to a relay beside it. `/beacon/v1/batch` is
 * the same handler behind one that takes the key from the query: rudder-server,
 * gateway/handle_http_beacon.go. RudderStack's own SDK sends there with `useBeacon`.
 */
export const startRudderStack: StartDestination = (context) => {
  const { writeKey, url } = context.settings as SpecSettings
  return startSpec(
    {
      name: 'rudderstack',
      url: `${url}/beacon/v1/batch?writeKey=${encodeURIComponent(writeKey)}`,
      adapt,
      envelope: (messages, sentAt) => {
        // Looked for in each message, unlike Segment's.
        const each = messages.map((message) => `${message.slice(0, -1)},"sentAt":"${sentAt}"}`)
        return `{"batch":[${each.join()}],"sentAt":"${sentAt}"}`
      },
    },
    context,
  )
}

/**
 * - `originalTimestamp` in place of `timestamp`: of the two RudderStack makes a `timestamp` by its
 *   own clock, and takes one that is there for right (rudder-server, processor/processor.go,
 *   `enhanceWithTimeFields`).
 * - `request_ip`: without it RudderStack keeps the address of whoever asks, `context.ip` or not
 *   (rudder-server, gateway/handle.go, `getJobDataFromRequest`).
 */
function adapt({ timestamp, ...message }: SpecMessage): object {
  return { ...message, channel: 'web', originalTimestamp: timestamp, request_ip: '0.0.0.0' }
}
