import type { Message } from './message-queue.ts'
import { post, type Posted } from './post.ts'

/** How a vendor takes what it is sent. */
export interface HttpWire {
  /** The destination's name, for messages to developers. */
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  /** How many messages one request may hold. */
  readonly batchSize: number
  /** How large one message may be, in bytes. */
  readonly messageBytes: number
  /** Makes the body of a request of messages, each of them JSON. */
  envelope(messages: readonly string[]): string
}

/** The requests that are under way. */
export interface Sender {
  readonly busy: boolean
  /** @param messages - of one address */
  send(messages: readonly Message[]): Promise<Posted>
  abort(): void
}

/** Browsers let 64 KiB outlive the page, of all its requests together. */
export const OUTLIVING = 60_000

export function createSender(wire: HttpWire): Sender {
  const requests = new Set<AbortController>()
  /** In bytes, of what is under way and outlives the page. */
  let outliving = 0
  return {
    get busy() {
      return requests.size > 0
    },
    async send(messages) {
      const body = wire.envelope(messages.map(({ text }) => text))
      const bytes = messages.reduce((sum, message) => sum + message.bytes, 0)
      const keepalive = outliving + bytes <= OUTLIVING
      const weight = keepalive ? bytes : 0
      const abort = new AbortController()
      requests.add(abort)
      outliving += weight
      const posted = await post(messages[0]!.url, body, wire.headers, keepalive, abort)
      outliving -= weight
      requests.delete(abort)
      return posted
    },
    abort: () => requests.forEach((request) => request.abort()),
  }
}
