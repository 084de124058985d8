import type { TelemetryEvent } from '../events.ts'
import type { Note } from '../notes.ts'
import { hidePerson } from './hide-person.ts'
import type { IdentitySettings } from './identity-settings.ts'
import { createPersonTerms } from './person-terms.ts'

/** Where it is seen to that nobody is told more of who somebody is than the operator decided. */
export interface IdentityStage {
  /** Begins anew under these settings. Whom this page has seen is not forgotten. */
  under(identity: IdentitySettings): void
  /**
   * Learns who is spoken of, whatever becomes of the note.
   *
   * @returns what may become events: nothing where it may not be said who somebody is, and a
   * sign-out before the note where it says that somebody else is there now
   */
  admit(note: Note): readonly Note[]
  /** Whether an id may not be told: it looks private, or is that of somebody who is not known. */
  isPrivate(id: string): boolean
  /** @returns the event as it may leave; `null` where it may not */
  hide(event: TelemetryEvent): TelemetryEvent | null
}

/** @param isPrivate - whether an id is refused, so that nobody is known by it */
export function createIdentityStage(isPrivate: (id: string) => boolean): IdentityStage {
  const terms = createPersonTerms()
  let identity: IdentitySettings = { mode: 'anonymous' }
  /** Not known yet where nothing was said: somebody may be known at rest. */
  let known: string | null | undefined

  const isAdmitted = ({ type }: Note): boolean => {
    if (type === 'identify') return identity.mode === 'user'
    return type !== 'group' || identity.mode !== 'anonymous'
  }
  /** Whoever was there before has not signed out, and has left all the same. */
  const signOutBefore = (next: string | null, time: number): Note[] => {
    const before = known
    known = next
    if (before) return before === next ? [] : [{ type: 'reset', time }]
    // Only destinations can tell whether there is somebody from an earlier visit.
    const mayBeKnown = before === undefined && next === null && identity.mode === 'user'
    return mayBeKnown ? [{ type: 'reset', time, ifKnown: true }] : []
  }
  return {
    under(next) {
      identity = next
      known = undefined
    },
    admit(note) {
      if (note.type === 'reset') {
        const left = signOutBefore(null, note.time)
        return note.ifKnown ? left : [note]
      }
      const admitted = isAdmitted(note) ? [note] : []
      if (note.type !== 'identify') return admitted
      terms.learn(note.userId, note.traits)
      return [...signOutBefore(isPrivate(note.userId) ? null : note.userId, note.time), ...admitted]
    },
    isPrivate: (id) =>
      isPrivate(id) || (identity.mode !== 'user' && terms.hideIn(id).found.length > 0),
    hide: (event) => (identity.mode === 'user' ? event : hidePerson(event, terms)),
  }
}
