import type { ServerResponse } from 'node:http'
import { writeHead } from './answer.ts'

const heartbeatEvery = 15_000

/** Responses that stay open as server-sent events. */
export interface EventStream {
  /** Begins a stream on `response`. */
  open(response: ServerResponse): void
  /** Sends `value` as JSON to every open stream. */
  send(value: unknown): void
  /** Ends every open stream. */
  close(): void
}

/**
 * Creates a hub without streams.
 * @example
 * const stream = createEventStream()
 * stream.open(response)
 * stream.send({ id: 1 }) // data: {"id":1}
 */
export function createEventStream(): EventStream {
  const heartbeats = new Map<ServerResponse, NodeJS.Timeout>()
  const stop = (response: ServerResponse) => {
    clearInterval(heartbeats.get(response))
    heartbeats.delete(response)
  }
  return {
    open: (response) => {
      writeHead(response, { status: 200, type: 'text/event-stream' })
      // Headers go out with the first write, and a browser waits for them to call the stream open.
      response.write(': open\n\n')
      const beat = setInterval(() => response.write(': alive\n\n'), heartbeatEvery)
      heartbeats.set(response, beat.unref())
      response.once('close', () => stop(response))
    },
    send: (value) => {
      if (heartbeats.size === 0) return
      const message = `data: ${JSON.stringify(value)}\n\n`
      for (const response of heartbeats.keys()) response.write(message)
    },
    close: () => {
      for (const response of heartbeats.keys()) {
        // Stopped before it is closed: a write after the end is an error nobody handles.
        stop(response)
        response.end()
      }
    },
  }
}
