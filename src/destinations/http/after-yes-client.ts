import type { TelemetryEvent } from '../../events.ts'
import type { Answer, DestinationContext, RunningDestination } from '../destination.ts'
import { createDeliveryLoop } from './delivery-loop.ts'
import type { HttpWire } from './sender.ts'

export interface HttpClient extends Pick<RunningDestination, 'flush' | 'stop'> {
  /**
   * Takes a message for delivery.
   *
   * @param url - where to
   * @param message - what JSON is made of
   * @param expires - from when on it is `'late'`, and not tried any more, in milliseconds since
   * 1970; for vendors that take the time of arrival for that of the event
   * @returns what became of it, once that is known
   */
  send(
    event: TelemetryEvent,
    url: string,
    message: object,
    expires?: number,
  ): Answer | Promise<Answer>
}

/**
 * Sends messages to a vendor in order, one request at a time: gathered for three seconds at most,
 * where a request may hold several, and tried again with growing pauses where that may help. After
 * ten tries, which take some eight minutes, what was tried is given up, and so is whatever follows
 * after one try each, until one gets through.
 *
 * Nothing is stored. What is left when the page goes is sent then, by requests that outlive it.
 */
export function createHttpClient(
  wire: HttpWire,
  context: Pick<DestinationContext, 'burst' | 'mayStillSend' | 'retries'>,
): HttpClient {
  const loop = createDeliveryLoop(wire, context)
  return {
    ...loop,
    send(event, url, message, expires) {
      const text = JSON.stringify(message)
      const bytes = new TextEncoder().encode(text).length
      if (bytes > wire.messageBytes) return 'too-large'
      if (loop.size >= context.burst) return 'queue-full'
      return new Promise((settle) => loop.add({ event, url, text, bytes, expires, settle }))
    },
  }
}
