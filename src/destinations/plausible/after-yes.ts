/**
 * Everything of Plausible that is loaded after the yes, as one chunk. The chunk takes this file's
 * name, for the reasons that are given for PostHog's.
 */
import type { StartDestination } from '../destination.ts'
import { createHttpClient } from '../http/after-yes-client.ts'
import type { HttpWire } from '../http/sender.ts'
import type { PlausibleSettings } from './plausible.ts'
import { toPlausibleMessage } from './plausible-message.ts'
import { createRecentPages } from './recent-pages.ts'

/**
 * How old an event may be when it is sent, in milliseconds. Plausible has no field for a time and
 * takes that of arrival. The finest of its reports counts by the minute, so that none of them
 * shows what is a minute late further than one step from where it belongs.
 */
const SHELF_LIFE = 60_000

const WIRE: HttpWire = {
  name: 'plausible',
  // What Plausible's own script sends: a type that needs no preflight.
  headers: { 'content-type': 'text/plain' },
  batchSize: 1,
  // How much of a body Plausible reads (its lib/plausible/ingestion/request.ex).
  messageBytes: 1_000_000,
  envelope: (messages) => messages[0]!,
}

export const startPlausible: StartDestination = (context) => {
  const { domain, url } = context.settings as PlausibleSettings
  const client = createHttpClient(WIRE, context)
  const pages = createRecentPages()
  return {
    ...client,
    send(event) {
      const message = toPlausibleMessage(event, domain, pages.of(event))
      if (typeof message !== 'object') return message
      // Before its age is looked at: what happens in a page that is too old may not be.
      if (event.type === 'page') pages.add(event.id, message)
      const expires = event.time + SHELF_LIFE
      if (expires <= Date.now()) return 'late'
      return client.send(event, `${url}/api/event`, message, expires)
    },
  }
}
