import type { ServerResponse } from 'node:http'

/** What to write to a response. */
export interface Answer {
  status: number
  /** The content type; an answer without a body has none. */
  type?: string
  body?: string
  /** Headers besides the ones every answer carries. */
  headers?: Record<string, string>
}

/** An answer that carries `value` as JSON. */
export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

/** An answer that carries a text. */
export function textAnswer(body: string, status = 200): Answer {
  return { status, type: 'text/plain; charset=utf-8', body }
}

/** Sets the status and the headers, and leaves the response open. */
export function writeHead(response: ServerResponse, answer: Answer): void {
  // A server this is mounted in may have allowed other origins already, as Vite does for every
  // localhost port. Whom the collector answers is its own decision.
  for (const name of response.getHeaderNames()) {
    if (name.startsWith('access-control-')) response.removeHeader(name)
  }
  response.statusCode = answer.status
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  if (answer.type) response.setHeader('Content-Type', answer.type)
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
}

/** Writes an answer, unless the client is gone. */
export function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return
  writeHead(response, answer)
  response.end(answer.body)
}
