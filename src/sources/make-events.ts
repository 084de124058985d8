import { report } from '../diagnostics.ts'
import type { PlainRecord, TelemetryEvent } from '../events.ts'
import type { Note } from '../notes.ts'
import { toPlainRecord } from '../privacy/plain.ts'
import type { HoldToPlan } from '../privacy/plan/hold-to-plan.ts'
import { withoutReserved } from '../privacy/reserved.ts'
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
  /** Gives what the plan leaves of an event. */
  readonly hold: HoldToPlan
}

export function createEventMaker(context: EventMakerContext): EventMaker {
  const { send, createId, hold } = context
  const views = createPageViews(context)
  return {
    make({ note, reading }, isRendered) {
      const { time } = note
      if (note.type === 'page') return views.navigate(note.route, { time, reading }, isRendered)
      if (note.type === 'reset') views.happen('person leaves', { time, reading })
      const event = toEvent(note, createId(time), views.current(), hold)
      if (event) send(event)
    },
    happen: views.happen,
    current: views.current,
  }
}

function toEvent(
  note: Exclude<Note, { type: 'page' }>,
  id: string,
  view: string | undefined,
  hold: HoldToPlan,
): TelemetryEvent | null {
  switch (note.type) {
    case 'track': {
      const held = hold(note.name, note.properties)
      if (!held) return null
      const { properties, withheld } = held
      const event = { ...note, id, properties: allowed(properties), view }
      return withheld > 0 ? { ...event, withheld } : event
    }
    case 'identify':
    case 'group':
      return { ...note, id, traits: allowed(note.traits) }
    default:
      return { ...note, id }
  }
}

function allowed(snapshot: unknown): PlainRecord {
  const { kept, dropped } = withoutReserved(toPlainRecord(snapshot))
  if (process.env.NODE_ENV !== 'production' && dropped.length > 0) {
    report('VT303', dropped.join(', '))
  }
  return kept
}
