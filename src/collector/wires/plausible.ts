import { textAnswer } from '../answer.ts'
import { malformed } from '../problem.ts'
import type { Problem } from '../problem.ts'
import { asFields, firstText } from './fields.ts'
import type { Decoded, Endpoint, Wire } from './wire.ts'

const event: Endpoint = {
  method: 'POST',
  answer: textAnswer('ok', 202),
  decode: ({ json }) => decode(json),
}

/**
 * Plausible: one event a request, with the short names of its script or the long ones of its
 * Events API. It has no ids, neither of events nor of people, and a domain in place of a key.
 */
export const plausible: Wire = {
  name: 'plausible',
  match: (path) => (path === '/api/event' ? event : undefined),
}

function decode(json: unknown): Decoded {
  const message = asFields(json)
  const name = firstText(message.n, message.name)
  const key = firstText(message.d, message.domain)
  if (!name) return { events: [], problem: malformed('an event without a name') }
  const properties = asFields(message.p ?? message.props)
  const read = { uuid: '', event: name, distinctId: '', key, timestamp: '', properties, message }
  const problem = problemOf(key, firstText(message.u, message.url))
  return { events: [read], ...(problem && { problem }) }
}

function problemOf(domain: string, url: string): Problem | undefined {
  // No 401: to Plausible a domain is a field like others.
  if (!domain) return malformed('an event without a domain')
  return URL.canParse(url) ? undefined : malformed('an event without a URL')
}
