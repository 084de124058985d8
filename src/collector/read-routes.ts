import type { IncomingMessage, ServerResponse } from 'node:http'
import { jsonAnswer, send } from './answer.ts'
import type { Answer } from './answer.ts'
import { barePath } from './base-path.ts'
import type { EventStream } from './event-stream.ts'
import { isFaultMode } from './fault-mode.ts'
import type { FaultMode } from './fault-mode.ts'
import { mayRead } from './may-read.ts'
import type { RequestLog } from './request-log.ts'

/** What the read paths need from the collector around them. */
export interface ReadContext {
  log: RequestLog
  stream: EventStream
  /** Hosts besides loopback that may read. */
  hosts: string[]
  fault(mode: FaultMode): void
}

/** Whether a path below the base is one at which the collector is read or steered. */
export function isReadPath(path: string): boolean {
  return /^\/(requests|events|stream|fault\/[^/]*)$/.test(barePath(path))
}

/**
 * Answers the read paths, for the app's own page and for tests.
 * They carry no CORS headers, so that no other origin can read them.
 */
export function answerRead(
  context: ReadContext,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const bare = barePath(path)
  if (!mayRead(request.headers, context.hosts))
    return send(response, jsonAnswer({ error: 'forbidden' }, 403))
  const call = `${request.method} ${bare}`
  if (call === 'GET /stream') return context.stream.open(response)
  send(response, act(context, call))
}

function act({ log, fault }: ReadContext, call: string): Answer {
  if (call === 'GET /requests') return jsonAnswer(log.requests())
  if (call === 'GET /events') return jsonAnswer(log.events())
  if (call === 'DELETE /requests') {
    log.clear()
    return { status: 204 }
  }
  if (!call.startsWith('PUT /fault/')) return jsonAnswer({ error: 'method not allowed' }, 405)
  const mode = call.slice('PUT /fault/'.length)
  if (!isFaultMode(mode)) return jsonAnswer({ error: 'no such fault' }, 404)
  fault(mode)
  return { status: 204 }
}
