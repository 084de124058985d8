import { report } from '../diagnostics.ts'
import type { PlainRecord, TelemetryEvent } from '../events.ts'
import type { Note } from '../notes.ts'
import { withoutReserved } from '../privacy/reserved.ts'
import { createPageViews } from './pages/page-views.ts'

/** Makes events of notes, in order. */
export interface EventMaker {
  take(note: Note): void
  /** A view of the page one is on begins again. */
  begin(time: number): void
  /** The page ends. */
  end(time: number): void
}

export function createEventMaker(
  send: (event: TelemetryEvent) => void,
  createId: (time: number) => string,
): EventMaker {
  const views = createPageViews(send, createId)
  return {
    take(note) {
      try {
        if (note.type === 'page') return views.navigate(note.route, note.time)
        // The page was theirs who sign out: whoever follows has nothing of it.
        if (note.type === 'reset') views.end(note.time)
        send(toEvent(note, createId(note.time), views.current()))
      } catch {
        // A route may throw when it is read; that costs an event, never a navigation.
      }
    },
    begin: views.begin,
    end: views.end,
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

function allowed(record: PlainRecord): PlainRecord {
  const { kept, dropped } = withoutReserved(record)
  if (process.env.NODE_ENV !== 'production' && dropped.length > 0) {
    report('VT303', dropped.join(', '))
  }
  return kept
}
