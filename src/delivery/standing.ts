import type { Note } from '../notes.ts'

/** What holds at the moment: who the person is said to be, and the page that one is on. */
export interface Standing {
  /** Remembers what lasts, forgets the person on a reset, and ignores what is over at once. */
  note(note: Note): void
  /** What was noted up to `since`, said again as of then: the person first, then the page. */
  restate(since: number): Note[]
}

/** Keeps it in memory alone: at rest, identity belongs to the destinations, after the yes. */
export function createStanding(): Standing {
  const person = new Map<string, Note>()
  let page: Note | null = null
  return {
    note(note) {
      if (note.type === 'page') page = note
      else if (note.type === 'identify') person.set('', note)
      else if (note.type === 'group') person.set(note.groupType, note)
      else if (note.type === 'reset') person.clear()
    },
    restate: (since) =>
      [...person.values(), ...(page ? [page] : [])]
        .filter(({ time }) => time <= since)
        .map((note) => ({ ...note, time: since })),
  }
}
