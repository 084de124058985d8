/**
 * Everything that makes events of notes and sends them, loaded after the yes as one chunk. The
 * chunk takes this file's name; see src/destinations/posthog/after-yes.ts for why.
 */
import type { FlushCause } from '../destinations/destination.ts'
import { createIdMaker } from '../event-id.ts'
import type { TelemetryEvent } from '../events.ts'
import type { Note } from '../notes.ts'
import { createFirstWall } from '../privacy/first-wall.ts'
import { openNoteDesk, type NoteDesk } from '../sources/note-desk.ts'
import { createCampaignReader } from '../sources/pages/campaign.ts'
import { NO_ORIGIN } from '../sources/pages/describe-route.ts'
import { watchPageEnd } from '../sources/watch-page-end.ts'
import { createIdleTask } from '../idle-task.ts'
import type { SettledOptions } from '../options.ts'
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
  /** What was found of the app is added to it when the app is installed. */
  readonly options: SettledOptions
  readonly storagePrefix: string
  readonly journal: Journal
  /** Whether events may still be sent, by what is kept at this moment; stops where not. */
  mayStillSend(): boolean
}

export function createPipeline({ options, ...context }: PipelineContext): Pipeline {
  const { bufferSize, now } = options
  const { journal, storagePrefix } = context
  const createId = createIdMaker()
  const described = readPageOptions(options, storagePrefix)
  const { isPrivate } = described.wall
  const laneContext = { ...context, bufferSize, createId: () => createId(now()), isPrivate }
  const lanes = options.destinations.map((destination) => createLane(destination, laneContext))
  const send = (event: TelemetryEvent): void => lanes.forEach((lane) => lane.push(event))
  const deskContext = { ...described, send, createId, journal, now }
  let desk: NoteDesk | null = null
  let later: ReturnType<typeof setTimeout> | undefined
  const idle = createIdleTask(() => {
    const isLeft = desk?.work()
    lanes.forEach((lane) => lane.drain())
    if (isLeft) later = setTimeout(idle.request, 100)
  })
  const flush = async (cause: FlushCause): Promise<void> => {
    desk?.clear()
    await Promise.all(lanes.map((lane) => lane.flush(cause)))
  }
  const end = (): void => {
    desk?.happen('document ends')
    void flush('exit')
  }
  const follow = () =>
    watchPageEnd({
      hidden: () => void flush('hidden'),
      exit: end,
      restored() {
        desk?.happen('document returns')
        idle.request()
      },
    })
  let unwatch: (() => void) | null = null
  return {
    open(settings) {
      // Listeners of `pagehide` run in the order in which they were added, and an SDK empties its
      // queue in its own: these are added before any SDK is started.
      unwatch ??= follow()
      desk = openNoteDesk(deskContext)
      lanes.forEach((lane) => settings[lane.name] && lane.open(settings[lane.name]))
    },
    take(note) {
      // A burst that leaves the browser no idle time must not pile up.
      if (desk && desk.take(note) > bufferSize) desk.clear()
      idle.request()
    },
    close(reason) {
      idle.cancel()
      clearTimeout(later)
      // What is over by decision has not ended by itself: there is nothing left to say of it.
      desk?.close().forEach(({ type }) => journal.count(type, 'dropped', reason))
      desk = null
      lanes.forEach((lane) => lane.close(reason))
    },
    flush,
    dispose() {
      unwatch?.()
      end()
    },
  }
}

/** How pages are described, and what of them may be said. */
function readPageOptions(options: SettledOptions, storagePrefix: string) {
  const { privacy } = options
  const pages = options.pages || {}
  const staticRecords = pages.dynamicRoutes === true ? undefined : options.staticRecords
  const wall = createFirstWall({ ...options, staticRecords })
  return {
    options: pages,
    staticRecords,
    wall,
    origin: privacy?.origin === true ? originOfPage() : NO_ORIGIN,
    takeCampaign: createCampaignReader(storagePrefix, wall.isPrivate),
  }
}

/** Pages that were opened from a file have an origin that says nothing. */
function originOfPage(): string {
  return location.origin === 'null' ? NO_ORIGIN : location.origin
}
