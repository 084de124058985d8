import type { CollectedEvent } from './collected-request.ts'
import { malformed } from './problem.ts'
import type { Problem } from './problem.ts'

/** An event before it is known whether its like arrived earlier. */
export type DecodedEvent = Omit<CollectedEvent, 'duplicate'>

/** Where and when the events arrived. */
export interface Arrival {
  requestId: number
  /** ISO */
  at: string
}

type Fields = Record<string, unknown>

/**
 * Reads the events of a parsed body, in any of the shapes of PostHog's capture API: the envelope
 * `{ api_key, batch: [...], sent_at }`, a bare array, a single event.
 *
 * @returns the named events, and a problem when there are none or any has no name
 */
export function decodeEvents(
  json: unknown,
  arrival: Arrival,
): { events: DecodedEvent[]; problem?: Problem } {
  const envelope = isFields(json) && Array.isArray(json.batch) ? json : {}
  const entries = asList(Array.isArray(envelope.batch) ? envelope.batch : json)
  const named = entries.filter(isNamed)
  const events = named.map((entry) => decodeEvent(entry, envelope, arrival))
  if (entries.length === 0) return { events, problem: malformed('no events') }
  const unnamed = entries.length - named.length
  return unnamed ? { events, problem: malformed('an event without a name') } : { events }
}

function decodeEvent(
  entry: Fields & { event: string },
  envelope: Fields,
  { requestId, at }: Arrival,
): DecodedEvent {
  const properties = isFields(entry.properties) ? entry.properties : {}
  const set = merged(properties.$set, entry.$set)
  const setOnce = merged(properties.$set_once, entry.$set_once)
  return {
    wire: 'posthog',
    requestId,
    uuid: firstText(entry.uuid),
    event: entry.event,
    distinctId: firstText(entry.distinct_id, properties.distinct_id),
    key: firstText(envelope.api_key, envelope.token, entry.api_key, entry.token, properties.token),
    timestamp: firstText(entry.timestamp, at),
    properties,
    ...(set && { set }),
    ...(setOnce && { setOnce }),
  }
}

function isNamed(entry: unknown): entry is Fields & { event: string } {
  return isFields(entry) && isText(entry.event)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

function firstText(...values: unknown[]): string {
  return values.find(isText) ?? ''
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Person properties sit beside the properties or among them; beside wins, as at ingestion. */
function merged(among: unknown, beside: unknown): Fields | undefined {
  const parts = [among, beside].filter(isFields)
  return parts.length ? Object.assign({}, ...parts) : undefined
}
