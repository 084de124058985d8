import type { IncomingMessage, ServerResponse } from 'node:http'
import { jsonAnswer, send } from './answer.ts'
import type { Answer } from './answer.ts'
import { barePath } from './base-path.ts'
import type { EventStream } from './event-stream.ts'
import { isFaultMode } from './fault-mode.ts'
import type { FaultMode } from './fault-mode.ts'
import { mayRead } from './may-read.ts'
import type { RequestLog } from './request-log.ts'
import { isWireName } from './wires/wire-name.ts'
import type { WireName } from './wires/wire-name.ts'

/** What the read paths need from the collector around them. */
export interface ReadContext {
  log: RequestLog
  stream: EventStream
  /** Hosts besides loopback that may read. */
  hosts: string[]
  /** Sets a fault, of every wire unless one is named. */
  fault(mode: FaultMode, wire?: WireName): void
}

/** Whether a path below the base is one at which the collector is read or steered. */
export function isReadPath(path: string): boolean {
  return /^\/(requests|events|stream|fault\/[^/]*(\/[^/]*)?)$/.test(barePath(path))
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
  return setFault(fault, call.slice('PUT /fault/'.length).split('/'))
}

/** The path is `/fault/<mode>` or `/fault/<mode>/<wire>`. */
function setFault(fault: ReadContext['fault'], [mode = '', wire]: string[]): Answer {
  if (!isFaultMode(mode)) return jsonAnswer({ error: 'no such fault' }, 404)
  if (wire !== undefined && !isWireName(wire)) return jsonAnswer({ error: 'no such wire' }, 404)
  fault(mode, wire)
  return { status: 204 }
}
