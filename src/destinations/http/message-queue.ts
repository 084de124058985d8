import type { TelemetryEvent } from '../../events.ts'
import type { Answer } from '../destination.ts'

/** An event as it goes to the vendor, and whom to tell what became of it. */
export interface Message {
  readonly event: TelemetryEvent
  /** Where to. */
  readonly url: string
  /** JSON. */
  readonly text: string
  /** In UTF-8. */
  readonly bytes: number
  /** Not to be sent from then on, in milliseconds since 1970; always where left out. */
  readonly expires?: number | undefined
  readonly settle: (answer: Answer) => void
}

/** The messages that wait, in the order in which they are to arrive. */
export interface MessageQueue {
  readonly size: number
  add(message: Message): void
  /** Takes what one request may hold from the front: of one address, and never nothing. */
  take(limit: { readonly messages: number; readonly bytes: number }): Message[]
  /** Puts back in front what was taken. */
  putBack(messages: readonly Message[]): void
  /** Takes out what is not to be sent any more. */
  takeExpired(now: number): Message[]
  clear(): void
}

export function createMessageQueue(): MessageQueue {
  const waiting: Message[] = []
  return {
    get size() {
      return waiting.length
    },
    add: (message) => void waiting.push(message),
    take(limit) {
      let bytes = 0
      const end = waiting.findIndex((message, index) => {
        bytes += message.bytes
        const isOver = index >= limit.messages || bytes > limit.bytes
        return index > 0 && (isOver || message.url !== waiting[0]!.url)
      })
      return waiting.splice(0, end < 0 ? waiting.length : end)
    },
    putBack(messages) {
      waiting.unshift(...messages)
      // Of several requests that have failed, the answers come in any order. Ids are in that of time.
      waiting.sort((a, b) => (a.event.id < b.event.id ? -1 : 1))
    },
    takeExpired(now) {
      const expired = waiting.filter(({ expires = Infinity }) => expires <= now)
      for (const message of expired) waiting.splice(waiting.indexOf(message), 1)
      return expired
    },
    clear: () => void waiting.splice(0),
  }
}
