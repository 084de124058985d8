import { report } from '../diagnostics.ts'
import type { Note, NoteType } from '../notes.ts'
import { isEventName, isId } from '../privacy/names.ts'
import { toPlainRecord } from '../privacy/plain.ts'
import type { Telemetry } from '../telemetry.ts'

export type Calls = Pick<Telemetry, 'track' | 'identify' | 'group' | 'reset'>

/**
 * Notes what the application says by calling. What it passes is copied at once, so that what it
 * changes afterwards changes nothing here.
 *
 * @param accept - takes the notes
 * @param refuse - counts a call that says nothing usable
 */
export function createCalls(accept: (note: Note) => void, refuse: (type: NoteType) => void): Calls {
  const invalid = (type: NoteType): void => {
    if (process.env.NODE_ENV !== 'production') report(type === 'track' ? 'VT302' : 'VT301', type)
    refuse(type)
  }
  const now = Date.now
  return {
    track(name, properties) {
      if (!isEventName(name)) return invalid('track')
      accept({ type: 'track', time: now(), name, properties: toPlainRecord(properties) })
    },
    identify(userId, traits) {
      if (!isId(userId)) return invalid('identify')
      accept({ type: 'identify', time: now(), userId, traits: toPlainRecord(traits) })
    },
    group(groupType, groupKey, traits) {
      if (!isId(groupType) || !isId(groupKey)) return invalid('group')
      accept({ type: 'group', time: now(), groupType, groupKey, traits: toPlainRecord(traits) })
    },
    reset: () => accept({ type: 'reset', time: now() }),
  }
}
