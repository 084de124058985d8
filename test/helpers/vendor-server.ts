import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it arrived, by whoever sent it. */
interface VendorRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Whether its sender has given it up. */
  readonly aborted: boolean
}

/** `'hang'` never answers, `'cut'` closes the connection. */
export type VendorAnswer =
  | number
  | 'hang'
  | 'cut'
  | { status: number; headers?: Record<string, string>; body?: string }

/** A real HTTP server on loopback, in a vendor's place. */
export interface VendorServer {
  readonly url: string
  readonly requests: VendorRequest[]
  /** The answers to the next requests; those after them get 200. */
  answer(...answers: VendorAnswer[]): void
  close(): Promise<void>
}

export async function serveVendor(): Promise<VendorServer> {
  const requests: VendorRequest[] = []
  const answers: VendorAnswer[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const arrived = { method, path: url, headers, body: Buffer.concat(chunks).toString() }
      const recorded = { ...arrived, aborted: false }
      response.on('close', () => (recorded.aborted = !response.writableEnded))
      requests.push(recorded)
      give(response, answers.shift() ?? 200)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (...more) => void answers.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function give(response: ServerResponse, answer: VendorAnswer): void {
  if (answer === 'hang') return
  if (answer === 'cut') return void response.destroy()
  const { status, headers, body }: Exclude<VendorAnswer, number | string> =
    typeof answer === 'number' ? { status: answer } : answer
  response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body ?? 'OK')
}
