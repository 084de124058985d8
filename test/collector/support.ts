import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'
import { serveCollector } from '../../src/collector.ts'
import type { ServeOptions, ServedCollector } from '../../src/collector.ts'

/** An event as posthog-js sends it. */
export function wireEvent(uuid: string, event = 'clicked') {
  return {
    uuid,
    event,
    properties: { token: 'phc_test', distinct_id: 'd1', colour: 'blue' },
    timestamp: '2026-11-20T10:00:00.000Z',
  }
}

/** The envelope posthog-js packs events in. */
export function envelope(...events: unknown[]) {
  return { api_key: 'phc_test', batch: events, sent_at: '2026-11-20T10:00:01.000Z' }
}

/** Serves a collector until the running test ends. */
export async function serve(options?: ServeOptions): Promise<ServedCollector> {
  const served = await serveCollector(options)
  onTestFinished(() => served.close())
  return served
}

/** Posts a body as it is. */
export function post(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { 'Content-Type': 'text/plain' },
): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers })
}

/** Sends a request with headers that `fetch` does not allow to be set. */
export async function raw(
  url: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  const sent = request(url, { method, headers }).end()
  const [response] = await once(sent, 'response')
  let text = ''
  for await (const chunk of response) text += chunk
  return { status: response.statusCode, headers: response.headers, text }
}

/** Posts JSON, with more headers than its own. */
export function postJson(
  url: string,
  value: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return post(url, JSON.stringify(value), { 'Content-Type': 'application/json', ...headers })
}

/** The header in which a write key is sent: base64 of a user name without a password. */
export function basic(key: string): { Authorization: string } {
  return { Authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` }
}

/** A `track` message of the Segment spec. */
export function trackMessage(messageId: string, event = 'clicked') {
  return {
    type: 'track',
    event,
    messageId,
    anonymousId: 'a1',
    userId: 'u1',
    timestamp: '2026-11-20T10:00:00.000Z',
    properties: { colour: 'blue' },
    context: { locale: 'en' },
  }
}
