import type { Answer, DestinationContext, RunningDestination } from '../destination.ts'
import { createMessageQueue, type Message } from './message-queue.ts'
import { createPace } from './pace.ts'
import type { Posted } from './post.ts'
import { createAnswerReport } from './report-answer.ts'
import { createSender, OUTLIVING, type HttpWire } from './sender.ts'

/** What makes requests of messages. */
export interface DeliveryLoop extends Pick<RunningDestination, 'flush' | 'stop'> {
  /** How many messages wait. */
  readonly size: number
  add(message: Message): void
}

/** For how long messages are gathered, where one request may hold several, in milliseconds. */
const GATHERING = 3000

export function createDeliveryLoop(
  wire: HttpWire,
  context: Pick<DestinationContext, 'mayStillSend' | 'retries'>,
): DeliveryLoop {
  const queue = createMessageQueue()
  const sender = createSender(wire)
  const report = /* @__PURE__ */ createAnswerReport(wire.name)
  const limit = { messages: wire.batchSize, bytes: OUTLIVING }
  let stopped: 'cancel' | 'finish' | undefined
  let last: Promise<void> = Promise.resolve()

  // Looked up before each try: another tab may have said no meanwhile, which stops this.
  const mayTry = (): boolean => {
    settle(queue.takeExpired(Date.now()), 'late')
    return queue.size > 0 && !stopped && context.mayStillSend()
  }
  const pace = createPace(() => {
    if (!sender.busy && mayTry()) last = request()
  })
  const next = (): void => pace.plan(queue.size < limit.messages ? GATHERING : 0)

  const conclude = (messages: readonly Message[], { judgement, retryAfter }: Posted): void => {
    if (judgement === 'again') {
      if (stopped || pace.failed(retryAfter)) return settle(messages, 'unreachable')
      queue.putBack(messages)
      // Told last: whoever is told may say no, which empties the queue.
      for (const { event } of messages) context.retries(event)
      return
    }
    pace.answered()
    if (judgement !== 'too-large' || messages.length === 1) {
      return settle(messages, judgement === 'delivered' ? undefined : judgement)
    }
    // Together they were too large: whether any of them is, the next requests show.
    limit.messages = Math.ceil(messages.length / 2)
    queue.putBack(messages)
  }
  const request = async (): Promise<void> => {
    const messages = queue.take(limit)
    const posted = await sender.send(messages)
    // Of what a no has cancelled, everything has been said.
    if (stopped === 'cancel') return
    if (process.env.NODE_ENV !== 'production') report(posted)
    conclude(messages, posted)
    if (queue.size > 0) next()
  }
  return {
    get size() {
      return queue.size
    },
    add(message) {
      queue.add(message)
      next()
    },
    async flush(cause) {
      // A page that goes waits neither for an answer nor, at its end, for a pause to be over.
      const isGoing = cause === 'exit' || (cause === 'hidden' && !pace.paused)
      if (isGoing) while (mayTry()) last = request()
      await last
      // Whoever else has waited may have gone on first.
      while (!pace.paused && mayTry()) await (sender.busy ? last : (last = request()))
    },
    stop(underWay) {
      stopped = underWay
      pace.stop()
      queue.clear()
      if (underWay === 'cancel') sender.abort()
    },
  }
}

function settle(messages: readonly Message[], answer: Answer): void {
  for (const message of messages) message.settle(answer)
}
