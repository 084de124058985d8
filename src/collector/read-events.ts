import { decodeBody } from './decode-body.ts'
import type { DecodedBody } from './decode-body.ts'
import { decodeEvents } from './decode-events.ts'
import type { Arrival, DecodedEvent } from './decode-events.ts'
import type { IngestionRoute } from './ingestion-route.ts'
import { parseJson } from './parse-json.ts'
import { unknownPath, wrongMethod } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Upload } from './read-upload.ts'

/** A body as text, with the events in it. */
export interface Reading extends DecodedBody {
  events: DecodedEvent[]
}

/** A request whose body is there. */
export interface ArrivedRequest extends Arrival {
  route: IngestionRoute
  method: string
  upload: Upload
}

/** Makes what can be made of a body; a problem never hides the part that was readable. */
export function readEvents(request: ArrivedRequest, maxBody: number): Reading {
  const { route, method, upload } = request
  const decoded = decodeBody(upload.bytes, maxBody)
  const failed = (problem?: Problem): Reading => ({ ...decoded, events: [], problem })
  if (upload.problem) return failed(upload.problem)
  if (method === 'OPTIONS') return failed()
  if (route.kind === 'unknown') return failed(unknownPath)
  if (method !== route.method) return failed(wrongMethod)
  if (decoded.problem || method === 'GET') return failed(decoded.problem)
  const { value, problem } = parseJson(decoded.body)
  if (problem || route.kind !== 'events') return failed(problem)
  return { ...decoded, ...decodeEvents(value, request) }
}
