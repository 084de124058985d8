import type { Note } from '../notes.ts'

/** What holds at the moment: who the person is said to be, and the page that one is on. */
export interface Standing {
  /** Remembers what lasts, forgets the person on a reset, and ignores what is over at once. */
  note(note: Note): void
  /** What holds: that somebody has left, who is there, and the page, in this order. */
  all(): Note[]
}

/** How many calls of `identify` for the same person are said again: each may add traits. */
const MOST = 5

/** Keeps it in memory alone: at rest, identity belongs to the destinations, after the yes. */
export function createStanding(): Standing {
  const groups = new Map<string, Note>()
  /** What was said last of whoever is there. */
  let person: Extract<Note, { type: 'identify' }>[] = []
  let page: Note[] = []
  let left: Note[] = []
  return {
    note(note) {
      if (note.type === 'page') page = [note]
      else if (note.type === 'group') groups.set(note.groupType, note)
      else if (note.type === 'reset') {
        // Whoever was there in an earlier visit has left as well, and is still known at rest.
        if (!note.ifKnown || !left[0]) left = [note]
        groups.clear()
        person = []
      } else if (note.type === 'identify') {
        const before = person
        person = before.filter(({ userId }) => userId === note.userId).slice(1 - MOST)
        // The groups of somebody who was there before are not those of the next one.
        if (before[0] && !person[0]) groups.clear()
        person.push(note)
      }
    },
    all: () => [...left, ...person, ...groups.values(), ...page],
  }
}
