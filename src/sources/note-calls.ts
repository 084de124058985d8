import { report } from '../diagnostics.ts'
import type { Note, NoteType } from '../notes.ts'
import { isEventName, isId } from '../privacy/names.ts'
import { toPlainRecord } from '../privacy/plain.ts'
import type { Telemetry } from '../telemetry.ts'
import { untracked } from '../untracked.ts'

export type Calls = Pick<Telemetry, 'track' | 'identify' | 'group' | 'reset'>

/**
 * Notes what the application says by calling. What it passes is copied at once, so that what it
 * changes afterwards changes nothing here.
 *
 * @param accept - takes the notes
 * @param refuse - counts a call that says nothing usable
 */
export function createCalls(accept: (note: Note) => void, refuse: (type: NoteType) => void): Calls {
  const say = (valid: boolean, type: NoteType, note: () => Note): void =>
    untracked(() => {
      if (valid) return accept(note())
      if (process.env.NODE_ENV !== 'production') report(type === 'track' ? 'VT302' : 'VT301', type)
      refuse(type)
    })
  const copy = toPlainRecord
  const now = Date.now
  return {
    track: (name, properties) =>
      say(isEventName(name), 'track', () => ({
        type: 'track',
        time: now(),
        name,
        properties: copy(properties),
      })),
    identify: (userId, traits) =>
      say(isId(userId), 'identify', () => ({
        type: 'identify',
        time: now(),
        userId,
        traits: copy(traits),
      })),
    group: (groupType, groupKey, traits) =>
      say(isId(groupType) && isId(groupKey), 'group', () => ({
        type: 'group',
        time: now(),
        groupType,
        groupKey,
        traits: copy(traits),
      })),
    reset: () => say(true, 'reset', () => ({ type: 'reset', time: now() })),
  }
}
