import type { Note } from '../notes.ts'

/** What holds at the moment: who the person is said to be, and the page that one is on. */
export interface Standing {
  /** Remembers what lasts, forgets the person on a reset, and ignores what is over at once. */
  note(note: Note): void
  /**
   * What was noted up to some time, said again as of another: the person first, then the page.
   *
   * @param as - as of when
   * @param until - what is later than that is left out
   */
  restate(as: number, until: number): Note[]
}

/** Keeps it in memory alone: at rest, identity belongs to the destinations, after the yes. */
export function createStanding(): Standing {
  const groups = new Map<string, Note>()
  let person: Extract<Note, { type: 'identify' }> | null = null
  let page: Note | null = null
  return {
    note(note) {
      if (note.type === 'page') page = note
      else if (note.type === 'group') groups.set(note.groupType, note)
      else if (note.type !== 'track') {
        const next = note.type === 'identify' ? note : null
        // The groups of somebody who was there before are not those of the next one.
        if (!next || (person && person.userId !== next.userId)) groups.clear()
        person = next
      }
    },
    restate: (as, until) =>
      [person, ...groups.values(), page].flatMap((note) =>
        note && note.time <= until ? [{ ...note, time: as }] : [],
      ),
  }
}
