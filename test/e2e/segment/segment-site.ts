import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeBody } from '../../../src/collector/decode-body.ts'

/** A message as it arrived. */
export type Message = Record<string, unknown>

/** A server that shows the lab, and takes what Segment's SDK sends below `/v1`. */
export interface SegmentSite {
  /** With the port: `127.0.0.1:4711`. */
  readonly host: string
  readonly messages: Message[]
  /** The header of each request that carried messages; '' where there was none. */
  readonly referers: string[]
  close(): Promise<void>
}

/**
 * @param lab - the address of the lab
 * @param policy - how its documents say which referrer to send
 */
export async function serveSegmentSite(lab: string, policy = ''): Promise<SegmentSite> {
  const messages: Message[] = []
  const referers: string[] = []
  const server = createServer((request, response) => {
    const take = request.url!.startsWith('/v1/') ? record : show
    take(request, response).catch(() => response.writeHead(502).end())
  })
  async function record(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization, content-type',
    })
    response.end()
    if (request.method !== 'POST') return
    referers.push(request.headers.referer ?? '')
    const { batch, ...message } = JSON.parse(decodeBody(Buffer.concat(chunks), 1e6).body) as Message
    messages.push(...((batch as Message[] | undefined) ?? [message]))
  }
  async function show(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await fetch(lab + request.url)
    const type = answer.headers.get('content-type') ?? 'text/plain'
    response.writeHead(answer.status, {
      'content-type': type,
      ...(policy && { 'referrer-policy': policy }),
    })
    response.end(Buffer.from(await answer.arrayBuffer()))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    referers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
