import type { TelemetryEvent } from '../events.ts'
import type { Note } from '../notes.ts'
import { hidePerson } from './hide-person.ts'
import type { IdentitySettings } from './identity-settings.ts'
import { createPersonTerms } from './person-terms.ts'
import { resolveIdentity } from './resolve-identity.ts'

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
  /** @returns the event as it may leave; `null` where it may not */
  hide(event: TelemetryEvent): TelemetryEvent | null
}

/** @param isPrivate - whether an id is refused, so that nobody is known by it */
export function createIdentityStage(isPrivate: (id: string) => boolean): IdentityStage {
  const terms = createPersonTerms()
  let identity: IdentitySettings = { mode: 'anonymous' }
  let known: string | null = null

  const isAdmitted = ({ type }: Note): boolean => {
    if (type === 'identify') return identity.mode === 'user'
    return type !== 'group' || resolveIdentity(identity).hasGroups
  }
  /** Whoever was there before has not signed out, and has left all the same. */
  const signOutBefore = (note: Note): Note[] => {
    if (note.type === 'reset') known = null
    if (note.type !== 'identify') return []
    const before = known
    known = isPrivate(note.userId) ? null : note.userId
    return before !== null && before !== known ? [{ type: 'reset', time: note.time }] : []
  }
  return {
    under(next) {
      identity = next
      known = null
    },
    admit(note) {
      if (note.type === 'identify') terms.learn(note.userId, note.traits)
      return [...signOutBefore(note), ...(isAdmitted(note) ? [note] : [])]
    },
    hide: (event) => (identity.mode === 'user' ? event : hidePerson(event, terms)),
  }
}
