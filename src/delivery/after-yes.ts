/**
 * Everything that makes events of notes and sends them, loaded after the yes as one chunk. The
 * chunk takes this file's name; see src/destinations/posthog/after-yes.ts for why.
 */
import type { Target } from '../config/target.ts'
import type { FlushCause } from '../destinations/destination.ts'
import { report } from '../diagnostics.ts'
import { createIdMaker } from '../event-id.ts'
import type { TelemetryEvent } from '../events.ts'
import { createIdentityStage } from '../identity/identity-stage.ts'
import type { Note } from '../notes.ts'
import { createFirstWall } from '../privacy/first-wall.ts'
import { openNoteDesk, type NoteDesk } from '../sources/note-desk.ts'
import { createCampaignReader } from '../sources/pages/campaign.ts'
import { NO_ORIGIN } from '../sources/pages/describe-route.ts'
import { watchPageEnd } from '../sources/watch-page-end.ts'
import { createIdleTask } from '../idle-task.ts'
import type { SettledOptions } from '../options.ts'
import type { DropReason, Journal } from './journal.ts'
import { createLanes, type OpenLane } from './lanes.ts'

export interface Pipeline {
  open(target: Target): void
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
  /** Makes what a destination is given events by; lanes that start it, where it is left out. */
  readonly openLane?: OpenLane
}

export function createPipeline({ options, openLane, ...context }: PipelineContext): Pipeline {
  const { bufferSize, now } = options
  const { journal } = context
  const createId = createIdMaker()
  const described = readPageOptions(options, context.storagePrefix)
  const identity = createIdentityStage(described.wall.isPrivate)
  const { isPrivate } = identity
  const laneContext = { ...context, bufferSize, createId: () => createId(now()), isPrivate }
  const lanes = createLanes(options.destinations, laneContext, openLane)
  const send = (event: TelemetryEvent): void => {
    const hidden = identity.hide(event)
    if (hidden) lanes.send(hidden)
    else journal.count(event, 'dropped', 'private-id')
  }
  let desk: NoteDesk | null = null
  let later: ReturnType<typeof setTimeout> | undefined
  const idle = createIdleTask(() => {
    const isLeft = desk?.work()
    lanes.drain()
    if (isLeft) later = setTimeout(idle.request, 100)
  })
  const flush = (cause: FlushCause): Promise<void> => {
    desk?.clear()
    return lanes.flush(cause)
  }
  const end = (): void => {
    desk?.happen('document ends')
    void flush('exit')
  }
  const restored = (): void => {
    desk?.happen('document returns')
    idle.request()
  }
  let unwatch: (() => void) | null = null
  return {
    open(target) {
      // Listeners of `pagehide` run in the order in which they were added, and an SDK empties its
      // queue in its own: these are added before any SDK is started.
      unwatch ??= watchPageEnd({ hidden: () => void flush('hidden'), exit: end, restored })
      if (isRefused(target, described.wall.isPrivate)) return
      identity.under(target.identity)
      desk = openNoteDesk({ ...described, send, createId, journal, now })
      lanes.open(target)
    },
    take(note) {
      const admitted = identity.admit(note)
      if (!desk) return journal.count(note, 'dropped', 'private-id')
      const isSaid = note.type === 'reset' || admitted.includes(note)
      if (!isSaid) journal.count(note, 'dropped', 'identity-mode')
      // A burst that leaves the browser no idle time must not pile up.
      for (const one of admitted) if (desk.take(one) > bufferSize) desk.clear()
      idle.request()
    },
    close(reason) {
      idle.cancel()
      clearTimeout(later)
      // What is over by decision has not ended by itself: there is nothing left to say of it.
      desk?.close().forEach((note) => journal.count(note, 'dropped', reason))
      desk = null
      lanes.close(reason)
    },
    flush,
    dispose() {
      unwatch?.()
      end()
    },
  }
}

/** An id of a site that is masked would be that of others as well; unmasked it may name somebody. */
function isRefused({ identity }: Target, isPrivate: (id: string) => boolean): boolean {
  const { instanceId } = identity
  const isIt = instanceId !== undefined && isPrivate(instanceId)
  if (process.env.NODE_ENV !== 'production' && isIt) report('VT311')
  return isIt
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
