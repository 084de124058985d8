import type { IncomingHttpHeaders } from 'node:http'
import type { CollectedEvent } from './collected-request.ts'
import { decodeBody } from './decode-body.ts'
import type { DecodedBody } from './decode-body.ts'
import type { IngestionRoute } from './ingestion-route.ts'
import { parseJson } from './parse-json.ts'
import { unknownPath, wrongMethod } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Upload } from './read-upload.ts'
import type { WireEvent } from './wires/wire.ts'

/** An event before it is known whether its like arrived earlier. */
export type DecodedEvent = Omit<CollectedEvent, 'duplicate'>

/** A body as text, with the events in it. */
export interface Reading extends DecodedBody {
  events: DecodedEvent[]
}

/** A request whose body is there. */
export interface ArrivedRequest {
  requestId: number
  /** ISO time of arrival. */
  at: string
  route: IngestionRoute
  method: string
  /** The path with its query. */
  path: string
  headers: IncomingHttpHeaders
  upload: Upload
}

/** Makes what can be made of a body; a problem never hides the part that was readable. */
export function readEvents(request: ArrivedRequest, maxBody: number): Reading {
  const { route, method, path, headers, upload } = request
  const { wire, endpoint } = route
  const decoded = decodeBody(upload.bytes, maxBody, wire.unpack)
  const failed = (problem?: Problem): Reading => ({ ...decoded, events: [], problem })
  if (upload.problem) return failed(upload.problem)
  if (method === 'OPTIONS') return failed()
  if (!endpoint) return failed(unknownPath)
  if (method !== endpoint.method) return failed(wrongMethod)
  if (decoded.problem || method === 'GET') return failed(decoded.problem)
  const { value: json, problem } = parseJson(decoded.body)
  if (problem || !endpoint.decode) return failed(problem)
  const query = new URLSearchParams(path.replace(/^[^?]*/, ''))
  const read = endpoint.decode({ json, headers, query })
  return { ...decoded, ...read, events: read.events.map((event) => arrived(event, request)) }
}

function arrived(event: WireEvent, { route, requestId, at }: ArrivedRequest): DecodedEvent {
  return { wire: route.wire.name, requestId, ...event, timestamp: event.timestamp || at }
}
