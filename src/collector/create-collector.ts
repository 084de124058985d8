import type { IncomingMessage, ServerResponse } from 'node:http'
import { belowBase, normalizeBase } from './base-path.ts'
import type { CollectedEvent, CollectedRequest } from './collected-request.ts'
import type { CollectorOptions } from './collector-options.ts'
import { createEventStream } from './event-stream.ts'
import { createFaultBoard } from './fault-board.ts'
import type { FaultMode } from './fault-mode.ts'
import { matchIngestion } from './ingestion-route.ts'
import { createIngestion } from './ingestion.ts'
import { answerRead, isReadPath } from './read-routes.ts'
import { createRequestLog } from './request-log.ts'
import type { WireName } from './wires/wire-name.ts'

/**
 * A stand-in for the ingestion of five vendors that keeps what it is sent: PostHog's at the base,
 * and Segment's, RudderStack's, Plausible's and Accoil's below their names, e.g.
 * '/segment/v1/batch'.
 */
export interface Collector {
  /**
   * Takes a request when it is for the collector.
   * @returns true when it was, and is or will be answered; false to leave it to the next handler
   */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Every kept request but those that read, oldest first: preflights and unknown paths too. */
  requests(): CollectedRequest[]
  /** The events of the kept and accepted requests in order of arrival, duplicates marked. */
  events(): CollectedEvent[]
  /** Forgets the requests. A fault stays in force. */
  clear(): void
  /**
   * How ingestion answers from now on; preflights are always answered.
   * @param wire whose ingestion; without it every vendor's, faults of single ones included
   * @example collector.fault('limited', 'segment')
   */
  fault(mode: FaultMode, wire?: WireName): void
  /**
   * Calls `listener` with each request once it is recorded. What a listener throws is not caught.
   * @returns a function that removes the listener
   */
  onRequest(listener: (request: CollectedRequest) => void): () => void
  /** Ends the open event streams and drops the hanging requests. */
  close(): void
}

/**
 * Creates a collector to mount in an HTTP server. With the default base '' every request is its
 * own, and it records what it does not know as well, with a 404.
 *
 * @example
 * const collector = createCollector({ base: '/collector' })
 * createServer((request, response) => {
 *   if (!collector.handle(request, response)) response.end('the app')
 * })
 */
export function createCollector(options: CollectorOptions = {}): Collector {
  const { keep = 500, maxBody = 1_000_000, hosts = [] } = options
  const base = normalizeBase(options.base)
  const log = createRequestLog(keep)
  const stream = createEventStream()
  const listeners = new Set<(request: CollectedRequest) => void>([stream.send])
  const { set: fault, of: faultOf } = createFaultBoard()
  const notify = (request: CollectedRequest) => {
    for (const listener of listeners) listener(request)
  }
  const ingestion = createIngestion({ log, maxBody, notify, fault: faultOf })

  return {
    handle: (request, response) => {
      const path = belowBase(request.url ?? '', base)
      if (path === undefined) return false
      if (isReadPath(path)) answerRead({ log, stream, hosts, fault }, path, request, response)
      else ingestion.take(matchIngestion(path), path, request, response)
      return true
    },
    requests: log.requests,
    events: log.events,
    clear: log.clear,
    fault,
    onRequest: (listener) => {
      // Wrapped, so that the same function added twice is two listeners with two removers.
      const own = (request: CollectedRequest) => listener(request)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    close: () => {
      stream.close()
      ingestion.close()
    },
  }
}
