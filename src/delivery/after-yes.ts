/**
 * Everything that makes events of notes and sends them, loaded after the yes as one chunk. The
 * chunk takes this file's name; see src/destinations/posthog/after-yes.ts for why.
 */
import type { Destination, FlushCause } from '../destinations/destination.ts'
import { createIdMaker } from '../event-id.ts'
import type { TelemetryEvent } from '../events.ts'
import type { Note } from '../notes.ts'
import { createEventMaker } from '../sources/make-events.ts'
import { watchPageEnd } from '../sources/watch-page-end.ts'
import { createIdleTask } from './idle-task.ts'
import type { DropReason, Journal } from './journal.ts'
import { createLane } from './lane.ts'

export interface Pipeline {
  /** @param settings - by destination name; destinations without any stay closed */
  open(settings: Readonly<Record<string, unknown>>): void
  take(note: Note): void
  /** Synchronous: when it returns, nothing goes out any more. */
  close(reason: DropReason): void
  flush(cause: FlushCause): Promise<void>
  /** Says that the page has ended, sends what waits, and lets go of the document. */
  dispose(): void
}

export interface PipelineContext {
  readonly destinations: readonly Destination[]
  readonly storagePrefix: string
  readonly bufferSize: number
  readonly journal: Journal
  /** Whether events may still be sent, by what is kept at this moment; stops where not. */
  mayStillSend(): boolean
}

export function createPipeline({ destinations, ...context }: PipelineContext): Pipeline {
  const createId = createIdMaker()
  const laneContext = { ...context, createId: () => createId(Date.now()) }
  const lanes = destinations.map((destination) => createLane(destination, laneContext))
  const idle = createIdleTask(() => lanes.forEach((lane) => lane.drain()))
  const send = (event: TelemetryEvent): void => {
    lanes.forEach((lane) => lane.push(event))
    idle.request()
  }
  const flush = async (cause: FlushCause): Promise<void> => {
    idle.cancel()
    await Promise.all(lanes.map((lane) => lane.flush(cause)))
  }
  let maker = createEventMaker(send, createId)
  const end = (): void => {
    maker.end(Date.now())
    void flush('exit')
  }
  // Listeners of `pagehide` run in the order in which they were added, and an SDK empties its
  // queue in its own: these are added before any SDK is started.
  const unwatch = watchPageEnd({
    hidden: () => void flush('hidden'),
    exit: end,
    restored: () => maker.begin(Date.now()),
  })
  return {
    open(settings) {
      maker = createEventMaker(send, createId)
      lanes.forEach((lane) => settings[lane.name] && lane.open(settings[lane.name]))
    },
    take: (note) => maker.take(note),
    close(reason) {
      idle.cancel()
      // What is over by decision has not ended by itself: there is nothing left to say of it.
      maker = createEventMaker(() => {}, createId)
      lanes.forEach((lane) => lane.close(reason))
    },
    flush,
    dispose() {
      unwatch()
      end()
    },
  }
}
