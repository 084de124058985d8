import { malformed } from '../problem.ts'
import { asFields, firstText, isFields, isText } from './fields.ts'
import type { Fields } from './fields.ts'
import type { Decoded, WireEvent } from './wire.ts'

/**
 * Reads the events of a parsed body, in any of the shapes of PostHog's capture API: the envelope
 * `{ api_key, batch: [...], sent_at }`, a bare array, a single event.
 *
 * @returns the named events, and a problem when there are none or any has no name
 */
export function decodePosthog(json: unknown): Decoded {
  const envelope = isFields(json) && Array.isArray(json.batch) ? json : {}
  const entries = asList(Array.isArray(envelope.batch) ? envelope.batch : json)
  const named = entries.filter(isNamed)
  const events = named.map((entry) => decodeEvent(entry, envelope))
  if (entries.length === 0) return { events, problem: malformed('no events') }
  const unnamed = entries.length - named.length
  return unnamed ? { events, problem: malformed('an event without a name') } : { events }
}

function decodeEvent(entry: Fields & { event: string }, envelope: Fields): WireEvent {
  const properties = asFields(entry.properties)
  const set = merged(properties.$set, entry.$set)
  const setOnce = merged(properties.$set_once, entry.$set_once)
  return {
    uuid: firstText(entry.uuid),
    event: entry.event,
    distinctId: firstText(entry.distinct_id, properties.distinct_id),
    key: firstText(envelope.api_key, envelope.token, entry.api_key, entry.token, properties.token),
    timestamp: firstText(entry.timestamp),
    properties,
    message: entry,
    ...(set && { set }),
    ...(setOnce && { setOnce }),
  }
}

function isNamed(entry: unknown): entry is Fields & { event: string } {
  return isFields(entry) && isText(entry.event)
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** Person properties sit beside the properties or among them; beside wins, as at ingestion. */
function merged(among: unknown, beside: unknown): Fields | undefined {
  const parts = [among, beside].filter(isFields)
  return parts.length ? Object.assign({}, ...parts) : undefined
}
