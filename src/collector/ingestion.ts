import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { send } from './answer.ts'
import type { CollectedRequest } from './collected-request.ts'
import type { FaultMode } from './fault-mode.ts'
import { decideOutcome } from './ingestion-answer.ts'
import type { IngestionRoute } from './ingestion-route.ts'
import { readEvents } from './read-events.ts'
import { readUpload } from './read-upload.ts'
import { markDuplicates } from './request-log.ts'
import type { RequestLog } from './request-log.ts'
import type { WireName } from './wires/wire-name.ts'

/** What ingestion needs from the collector around it. */
export interface IngestionContext {
  maxBody: number
  log: RequestLog
  /** The fault in force for a wire when a request has arrived. */
  fault(wire: WireName): FaultMode
  /** Called once a request is recorded and answered. */
  notify(request: CollectedRequest): void
}

/** Takes requests to ingestion paths. */
export interface Ingestion {
  /** Records the request and answers it. `path` is the one below the base, with its query. */
  take(
    route: IngestionRoute,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): void
  /** Drops the connections of the requests left hanging. */
  close(): void
}

/**
 * Creates the writing half of a collector.
 * @example createIngestion({ maxBody: 1_000_000, log, fault: () => 'none', notify: () => {} })
 */
export function createIngestion({ maxBody, log, fault, notify }: IngestionContext): Ingestion {
  const hanging = new Set<ServerResponse>()
  let lastId = 0

  async function take(...[route, path, request, response]: Parameters<Ingestion['take']>) {
    const at = new Date().toISOString()
    const upload = await readUpload(request, maxBody)
    const id = (lastId += 1)
    const { method = '', headers } = request
    const reading = readEvents({ route, method, path, headers, upload, requestId: id, at }, maxBody)
    const { encoding, body, problem } = reading
    const { accepted, answer } = decideOutcome(route, request, fault(route.wire.name), problem)
    const record: CollectedRequest = {
      id,
      at,
      method,
      path,
      headers: flatHeaders(headers),
      size: upload.size,
      raw: upload.bytes.toString('latin1'),
      body,
      encoding,
      accepted,
      status: answer?.status ?? 0,
      ...(problem && { problem: problem.text }),
      events: markDuplicates(reading.events, log.events()),
    }
    log.add(record)
    if (answer) send(response, answer)
    else holdOpen(response, hanging)
    notify(record)
  }

  return {
    take: (...request) => void take(...request),
    close: () => {
      for (const response of hanging) response.destroy()
    },
  }
}

/** Keeps an open response in `held` for as long as it is open. */
function holdOpen(response: ServerResponse, held: Set<ServerResponse>): void {
  if (response.destroyed) return
  held.add(response)
  response.once('close', () => held.delete(response))
}

function flatHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const flat = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')])
  return Object.fromEntries(flat)
}
