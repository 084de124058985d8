import type { Note } from '../notes.ts'
import type { DropReason } from './journal.ts'
import { createStanding } from './standing.ts'
import { createWaitingRoom, type Tell } from './waiting-room.ts'

/** What has happened and is not sent yet: what waits, and what holds at the moment. */
export interface Backlog {
  /** From when on what waits has been waiting, in milliseconds since 1970. */
  readonly since: number
  /** Remembers what a note says of who and where one is, whatever becomes of the note. */
  remember(note: Note): void
  /** @param reason - what it waits for */
  wait(note: Note, reason: 'loading' | 'pending'): void
  /** Turns away what waits, and begins anew. */
  drop(reason: DropReason): void
  /**
   * Hands over what is later than some time, after all that holds then, said again as of that
   * time. What is not later is turned away, so that nothing is said twice.
   */
  leave(since: number, take: (note: Note) => void): void
}

export function createBacklog(size: number, tell: Tell<Note>, now: () => number): Backlog {
  const waiting = createWaitingRoom(size, tell)
  const standing = createStanding()
  let since = 0
  return {
    get since() {
      return since
    },
    remember: standing.note,
    wait(note, reason) {
      if (note.type !== 'reset' || note.ifKnown) return waiting.enter(note, reason)
      // Whoever signs out before anything is decided takes what has waited along.
      since = note.time
      waiting.drop('reset')
    },
    drop(reason) {
      since = now()
      waiting.drop(reason)
    },
    leave(time, take) {
      const later: Note[] = []
      for (const note of waiting.leave()) {
        // Whatever its time says, all that waits came after what it has been waiting since.
        if (time === since || note.time > time) later.push(note)
        else tell(note, 'dropped', 'before-consent')
      }
      for (const note of standing.all()) if (!later.includes(note)) take({ ...note, time })
      later.forEach(take)
    },
  }
}
