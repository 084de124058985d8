/**
 * Everything of Accoil that is loaded after the yes, as one chunk. The chunk takes this file's
 * name, for the reasons that are given for PostHog's.
 */
import type { StartDestination } from '../destination.ts'
import { createHttpClient } from '../http/after-yes-client.ts'
import { createPersonKeeper } from '../http/after-yes-person.ts'
import { OUTLIVING } from '../http/sender.ts'
import type { AccoilSettings } from './accoil.ts'
import { toAccoilCall } from './accoil-call.ts'

export const startAccoil: StartDestination = (context) => {
  const { apiKey, url } = context.settings as AccoilSettings
  const person = createPersonKeeper('accoil_', context)
  const client = createHttpClient(
    {
      name: 'accoil',
      // The key as it is, and not in base64 as the scheme "Basic" would have it
      // (https://developer.accoil.com/docs/integrations/rest-api).
      headers: { 'content-type': 'application/json', authorization: `Basic ${apiKey}` },
      batchSize: 1,
      // Accoil names no limit; what is larger could not be sent by a page that goes.
      messageBytes: OUTLIVING,
      envelope: (messages) => messages[0]!,
    },
    context,
  )
  return {
    ...client,
    send(event) {
      const call = toAccoilCall(event, person.after(event))
      if (typeof call !== 'object') return call
      return client.send(event, `${url}/v2/${call.path}`, call.message)
    },
  }
}
