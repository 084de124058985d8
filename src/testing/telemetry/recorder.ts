import { createJournal, type Journal, type TelemetryEntry } from '../../delivery/journal.ts'
import type { TelemetryEvent } from '../../events.ts'
import type { Note } from '../../notes.ts'
import { labelOf } from '../../sources/pages/describe-route.ts'
import { readLabels } from '../../sources/pages/page-labels.ts'
import type { Recorded, Unsent } from './recorded.ts'

/** Writes down what becomes of everything that is said. */
export interface Recorder extends Pick<Recorded, 'events' | 'dropped' | 'waiting'> {
  /** Tells listeners like any other, and is told more: of what is dropped, what it was. */
  readonly journal: Journal
  /** What has waited is on its way. */
  leave(note: Note): void
  clear(): void
}

export function createRecorder(): Recorder {
  const events: TelemetryEvent[] = []
  const dropped: Unsent[] = []
  const waiting = new Map<object, Unsent<'loading' | 'pending'>>()
  const journal = createJournal()
  const record = (said: object, { type, verdict, reason }: Outcome): void => {
    waiting.delete(said)
    const unsent = { type, ...nameOf(said) }
    if (verdict === 'dropped') dropped.push({ ...unsent, reason: reason as Unsent['reason'] })
    else if (reason) waiting.set(said, { ...unsent, reason: reason as 'loading' | 'pending' })
  }
  return {
    events,
    dropped,
    get waiting() {
      return [...waiting.values()]
    },
    journal: {
      ...journal,
      add(entry) {
        if (entry.verdict === 'sent') events.push(entry.event!)
        else record(entry.event ?? {}, entry)
        journal.add(entry)
      },
      count(said, verdict, reason) {
        record(said, { type: said.type, verdict, reason })
        journal.count(said, verdict, reason)
      },
    },
    leave: (note) => void waiting.delete(note),
    clear() {
      events.length = 0
      dropped.length = 0
    },
  }
}

type Outcome = Pick<TelemetryEntry, 'type' | 'verdict' | 'reason'>

/** What a test calls a note, or an event. */
function nameOf(said: Partial<Note>): Pick<Unsent, 'name' | 'route'> {
  if (said.type === 'track') return { name: said.name }
  if (said.type !== 'page' || !said.route) return {}
  return { route: labelOf(said.route, readLabels(said.route) ?? {}).route }
}
