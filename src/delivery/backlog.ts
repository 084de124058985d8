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
      if (note.type !== 'reset') return waiting.enter(note, reason)
      // Whoever signs out before anything is decided takes what has waited along.
      since = note.time
      waiting.drop('reset')
    },
    drop(reason) {
      since = now()
      waiting.drop(reason)
    },
    leave(time, take) {
      const waited = waiting.leave()
      // Where nothing has waited everything is said again, whatever a clock said that was set since.
      standing.restate(time, waited.length > 0 ? time : Infinity).forEach(take)
      for (const note of waited) {
        if (note.time > time) take(note)
        else tell(note, 'dropped', 'before-consent')
      }
    },
  }
}
