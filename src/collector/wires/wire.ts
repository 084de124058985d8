import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from '../answer.ts'
import type { BodyEncoding, CollectedEvent } from '../collected-request.ts'
import type { Problem } from '../problem.ts'
import type { WireName } from './wire-name.ts'

/** One vendor's ingestion: where it listens, how it reads and what it answers. */
export interface Wire {
  name: WireName
  /**
   * Finds what the vendor serves at a path.
   * @param path below the wire's own base, without query and trailing slash, e.g. '/v1/batch'
   * @returns undefined where the vendor serves nothing
   */
  match(path: string): Endpoint | undefined
  /** How bodies are packed besides gzip; without it they are plain JSON. */
  unpack?(text: string): Unpacked
}

/** What is served at one path. */
export interface Endpoint {
  method: 'GET' | 'POST'
  /** The vendor's answer to what is well-formed. */
  answer: Answer
  /** Reads the events of a body; absent where a path takes none, as that of flags. */
  decode?(sent: Sent): Decoded
}

/** What came to an endpoint, the body parsed. */
export interface Sent {
  json: unknown
  /** Header names in lower case. */
  headers: IncomingHttpHeaders
  query: URLSearchParams
}

/** The events of a body; a problem never hides those which were readable. */
export interface Decoded {
  events: WireEvent[]
  problem?: Problem
}

/** An event as its wire tells it; `timestamp` is '' when the sender gave none. */
export type WireEvent = Omit<CollectedEvent, 'wire' | 'requestId' | 'duplicate'>

/** A body's text out of its packing. */
export interface Unpacked {
  encoding: BodyEncoding
  body: string
}
