import type { WireName } from './wires/wire-name.ts'

/** One event as it arrived, in a shape that does not depend on how it was packed. */
export interface CollectedEvent {
  /** The vendor's wire format it was read from. */
  wire: WireName
  /** The {@link CollectedRequest.id} it came in. */
  requestId: number
  /** The sender's id of the event, e.g. Segment's `messageId`; '' when it sent none. */
  uuid: string
  /**
   * The event's name, e.g. '$pageview'. A message of Segment or RudderStack other than `track` is
   * named by its type, e.g. 'page'.
   */
  event: string
  /** Whom it is about, a known person first; '' when the sender named nobody. */
  distinctId: string
  /** The project's API key or write key; '' when the sender gave none. */
  key: string
  /** The sender's ISO time, or the time of arrival when it sent none. */
  timestamp: string
  /** The event's properties, or the traits of whom it describes; untouched. */
  properties: Record<string, unknown>
  /** The event as it was sent, whole: what the fields above are read from, and all the rest. */
  message: Record<string, unknown>
  /** `$set`: person properties to overwrite. PostHog only. */
  set?: Record<string, unknown>
  /** `$set_once`: person properties to write when absent. PostHog only. */
  setOnce?: Record<string, unknown>
  /**
   * True when an event of the same wire and uuid was accepted before, among the requests still
   * kept. One without a uuid never is.
   */
  duplicate: boolean
}

/** How a body was packed; 'none' for an empty body and for one that is no known packing. */
export type BodyEncoding = 'gzip' | 'base64' | 'json' | 'none'

/** One request to an ingestion path, whatever became of it. */
export interface CollectedRequest {
  /** Counts from 1 and is never reused, not even after `clear()`. */
  id: number
  /** ISO time at which the request began. */
  at: string
  /** The HTTP method; preflights are recorded too, as 'OPTIONS'. */
  method: string
  /** The path below the collector's base, with its query. */
  path: string
  /** Header names in lower case; repeated headers joined by ', '. */
  headers: Record<string, string>
  /** Bytes of body that crossed the wire, also when they were too many to keep. */
  size: number
  /** The body as it came, one latin1 character a byte; '' when it was too large. */
  raw: string
  /** The body decompressed and decoded to text. */
  body: string
  /** How the body was packed. */
  encoding: BodyEncoding
  /** True when ingestion took it: well-formed and no fault was set. */
  accepted: boolean
  /** The status answered; 0 when nothing was (a hanging answer, an aborted upload). */
  status: number
  /** What is wrong with the request, e.g. 'not JSON'. */
  problem?: string
  /** The events it carried, also when it was not accepted. */
  events: CollectedEvent[]
}
