import { report } from '../diagnostics.ts'
import type { PlainRecord, TelemetryEvent } from '../events.ts'
import type { Note } from '../notes.ts'
import { toPlainRecord } from '../privacy/plain.ts'
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

export function createEventMaker(context: PageViewsContext): EventMaker {
  const { send, createId } = context
  const views = createPageViews(context)
  return {
    make({ note, reading }, isRendered) {
      const { time } = note
      if (note.type === 'page') return views.navigate(note.route, { time, reading }, isRendered)
      if (note.type === 'reset') views.happen('person leaves', { time, reading })
      send(toEvent(note, createId(time), views.current()))
    },
    happen: views.happen,
    current: views.current,
  }
}

function toEvent(
  note: Exclude<Note, { type: 'page' }>,
  id: string,
  view: string | undefined,
): TelemetryEvent {
  switch (note.type) {
    case 'track':
      return { ...note, id, properties: allowed(note.properties), view }
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
