import { report } from '../diagnostics.ts'
import type { NoteType, Said } from '../notes.ts'
import { isEventName, isId } from '../privacy/names.ts'
import { takeSnapshot } from '../privacy/snapshot.ts'
import type { Calls } from '../telemetry.ts'
import { untracked } from '../untracked.ts'

/**
 * Takes what the application says by calling. What it passes is copied at once, so that what it
 * changes afterwards changes nothing here.
 *
 * @param accept - notes it
 * @param refuse - counts a call that says nothing usable
 */
export function createCalls(accept: (said: Said) => void, refuse: (type: NoteType) => void): Calls {
  const say = <Type extends NoteType>(type: Type, valid: boolean, more: () => More<Type>): void =>
    untracked(() => {
      if (valid) return accept({ type, ...more() } as unknown as Said)
      if (process.env.NODE_ENV !== 'production') report(type === 'track' ? 'VT302' : 'VT301', type)
      refuse(type)
      // Nobody is there, and so nobody who was there before.
      if (type === 'identify') accept({ type: 'reset', ifKnown: true })
    })
  return {
    track: (name, properties) =>
      say('track', isEventName(name), () => ({ name, properties: takeSnapshot(properties) })),
    identify: (userId, traits) =>
      say('identify', isId(userId), () => ({ userId, traits: takeSnapshot(traits) })),
    group: (groupType, groupKey, traits) =>
      say('group', isId(groupType) && isId(groupKey), () => ({
        groupType,
        groupKey,
        traits: takeSnapshot(traits),
      })),
    reset: () => say('reset', true, () => ({})),
  }
}

/** What is said beside its type. */
type More<Type extends NoteType> = Omit<Extract<Said, { type: Type }>, 'type'>
