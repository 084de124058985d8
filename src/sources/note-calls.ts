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
  const say = <Type extends NoteType>(type: Type, valid: boolean, more: () => More<Type>): void =>
    untracked(() => {
      if (valid) return accept({ type, time: Date.now(), ...more() } as unknown as Note)
      if (process.env.NODE_ENV !== 'production') report(type === 'track' ? 'VT302' : 'VT301', type)
      refuse(type)
    })
  const copy = toPlainRecord
  return {
    track: (name, properties) =>
      say('track', isEventName(name), () => ({ name, properties: copy(properties) })),
    identify: (userId, traits) =>
      say('identify', isId(userId), () => ({ userId, traits: copy(traits) })),
    group: (groupType, groupKey, traits) =>
      say('group', isId(groupType) && isId(groupKey), () => ({
        groupType,
        groupKey,
        traits: copy(traits),
      })),
    reset: () => say('reset', true, () => ({})),
  }
}

/** What a note says beside its type and its time. */
type More<Type extends NoteType> = Omit<Extract<Note, { type: Type }>, 'type' | 'time'>
