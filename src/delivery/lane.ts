import type { Destination, FlushCause } from '../destinations/destination.ts'
import { report } from '../diagnostics.ts'
import type { TelemetryEvent } from '../events.ts'
import type { DropReason, Journal } from './journal.ts'
import { createLoader } from './load-once.ts'
import { createOnTheirWay } from './on-their-way.ts'
import { createRunner, type StartedUnder } from './runner.ts'
import { createWaitingRoom, type Tell } from './waiting-room.ts'

/** One destination with all that is its own: what waits for it, and whether it runs. */
export interface Lane {
  readonly name: string
  open(under: StartedUnder): void
  /** Stops it, even while it is starting; what waits is dropped. */
  close(reason: DropReason): void
  push(event: TelemetryEvent): void
  /** Hands over what waits, as far as the destination runs. */
  drain(): void
  flush(cause: FlushCause): Promise<void>
}

export interface LaneContext {
  createId(): string
  mayStillSend(): boolean
  isPrivate(id: string): boolean
  /** What the names of everything contain that belongs to the telemetry, whoever it knows. */
  readonly storagePrefix: string
  readonly bufferSize: number
  readonly journal: Journal
}

export function createLane(destination: Destination, context: LaneContext): Lane {
  const { name } = destination
  const { storagePrefix, bufferSize, createId, mayStillSend, isPrivate, journal } = context
  let state: 'closed' | 'open' | 'failed' = 'closed'
  let closedFor: DropReason = 'not-configured'
  const tell: Tell<TelemetryEvent> = (event, verdict, reason) => {
    // What somebody decides not to send is counted, and told nobody.
    const known = verdict === 'dropped' && state === 'closed' ? null : event
    journal.add({ verdict, type: event.type, reason, destinations: [name], event: known })
  }
  const waiting = createWaitingRoom(bufferSize, tell)
  const onTheirWay = createOnTheirWay(tell)
  const load = createLoader(`${storagePrefix}failed:${name}`, destination.load)
  const runner = createRunner(load, {
    createId,
    mayStillSend,
    isPrivate,
    burst: 10 * bufferSize,
    retries: onTheirWay.retries,
  })

  const drain = (): void => {
    if (!runner.running) return
    for (const event of waiting.leave()) {
      const answer = runner.send(event)
      // Handing over may bring a no to light, and whoever is told of it may say one.
      const reason = answer && state === 'closed' ? closedFor : answer
      if (typeof reason === 'object') onTheirWay.enter(event, reason)
      else tell(event, reason ? 'dropped' : 'sent', reason ?? null)
    }
  }
  const fail = (): void => {
    if (process.env.NODE_ENV !== 'production') report('VT401', name)
    state = 'failed'
    waiting.drop('load-failed')
  }
  return {
    name,
    open(under) {
      state = 'open'
      runner.start(under, drain, fail)
    },
    close(reason) {
      state = 'closed'
      closedFor = reason
      const underWay = reason === 'disposed' ? 'finish' : 'cancel'
      runner.stop(underWay)
      if (underWay === 'cancel') onTheirWay.drop(reason)
      waiting.drop(reason)
    },
    push(event) {
      // In a burst that leaves the browser no idle time, there is room for as long as it runs.
      if (state === 'open' && waiting.full) drain()
      if (state === 'open') waiting.enter(event, runner.running ? undefined : 'starting')
      else if (state === 'failed') tell(event, 'dropped', 'load-failed')
    },
    drain,
    async flush(cause) {
      // At once where it runs: a page that goes away does not wait.
      if (!runner.running) await runner.started
      drain()
      await runner.flush(cause)
    },
  }
}
