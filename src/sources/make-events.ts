import { report } from '../diagnostics.ts'
import type { Journal } from '../delivery/journal.ts'
import type { TelemetryEvent } from '../events.ts'
import type { Note } from '../notes.ts'
import type { FirstWall } from '../privacy/first-wall.ts'
import type { Remark } from '../privacy/remark.ts'
import type { Reading } from './pages/page-meter.ts'
import { createPageViews, type PageViews, type PageViewsContext } from './pages/page-views.ts'

/** A note, and what was measured of the page when it was taken. */
export interface MeasuredNote {
  readonly note: Note
  readonly reading: Reading
}

/** Makes events of notes, in order. */
export interface EventMaker {
  /** @param isRendered - whether the page that the note tells of is on the screen now */
  make(measured: MeasuredNote, isRendered: boolean): void
  /** Something happened to the page that no note tells. */
  happen: PageViews['happen']
  /** The id of the view that is going on. */
  current: PageViews['current']
}

export interface EventMakerContext extends PageViewsContext {
  readonly wall: FirstWall
  /** The time, in milliseconds since 1970. */
  now(): number
  readonly journal: Pick<Journal, 'count'>
}

export function createEventMaker(context: EventMakerContext): EventMaker {
  const { send, createId, wall, journal } = context
  const views = createPageViews(context)
  return {
    make({ note, reading }, isRendered) {
      const { time } = note
      if (note.type === 'page') return views.navigate(note.route, { time, reading }, isRendered)
      if (note.type === 'reset' && !note.ifKnown) views.happen('person leaves', { time, reading })
      const event = toEventSafely(note, createId(time), views.current(), wall)
      if (typeof event === 'object') return send(event)
      if (process.env.NODE_ENV !== 'production' && event === 'private-id')
        report('VT310', note.type)
      journal.count(note, 'dropped', event)
    },
    happen: views.happen,
    current: views.current,
  }
}

/** Options of the application may throw when they are read, which costs an event, in the log. */
function toEventSafely(...input: Parameters<typeof toEvent>): ReturnType<typeof toEvent> {
  try {
    return toEvent(...input)
  } catch {
    return 'invalid'
  }
}

/** @returns an event, or why there is none */
function toEvent(
  note: Exclude<Note, { type: 'page' }>,
  id: string,
  view: string | undefined,
  wall: FirstWall,
): TelemetryEvent | 'unplanned' | 'private-id' | 'invalid' {
  switch (note.type) {
    case 'track': {
      const tracked = wall.track(note.name, note.properties)
      if (!tracked) return 'unplanned'
      const { name, data: properties, remarks } = tracked
      return { ...note, id, name, properties, view, ...orNone(remarks) }
    }
    case 'identify': {
      if (wall.isPrivate(note.userId)) return 'private-id'
      const { data: traits, remarks } = wall.traits('identify', note.traits)
      return { ...note, id, traits, ...orNone(remarks) }
    }
    case 'group': {
      const { groupType, groupKey } = note
      if (wall.isPrivate(groupType) || wall.isPrivate(groupKey)) return 'private-id'
      const { data: traits, remarks } = wall.traits(`group.${groupType}`, note.traits)
      return { ...note, id, traits, ...orNone(remarks) }
    }
    default:
      return { ...note, id }
  }
}

function orNone(remarks: readonly Remark[]): { readonly remarks?: readonly Remark[] } {
  return remarks.length > 0 ? { remarks } : {}
}
