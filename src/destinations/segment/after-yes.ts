/**
 * What of Segment is loaded after the yes. The chunk takes this file's name; see
 * src/destinations/posthog/after-yes.ts for why.
 */
import type { StartDestination } from '../destination.ts'
import { startSpec } from '../spec/after-yes.ts'
import type { SpecSettings } from '../spec/spec-settings.ts'

/**
 * The write key is in the body, which Segment documents ("writeKey authentication", for which "you
 * do not need to set any authentication header":
 * https://www.twilio.com/docs/segment/connections/sources/catalog/libraries/server/http-api). The
 * same page asks for `application/json`, which browsers do not send without a preflight; Segment's
 * own library for browsers sends `text/plain` to the same API for that reason
 * (segmentio/analytics-next, packages/browser/src/plugins/segmentio/shared-dispatcher.ts).
 */
export const startSegment: StartDestination = (context) => {
  const { writeKey, url } = context.settings as SpecSettings
  return startSpec(
    {
      name: 'segment',
      url: `${url}/v1/batch`,
      adapt: (message) => message,
      envelope: (messages, sentAt) =>
        `{"batch":[${messages.join()}],"sentAt":"${sentAt}","writeKey":${JSON.stringify(writeKey)}}`,
    },
    context,
  )
}
