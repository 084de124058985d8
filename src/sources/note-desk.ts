import { nextTick } from 'vue'
import type { Note } from '../notes.ts'
import { untracked } from '../untracked.ts'
import { createEventMaker, type EventMaker, type MeasuredNote } from './make-events.ts'
import { createPageMeter, type Reading } from './pages/page-meter.ts'
import type { PageViewsContext } from './pages/page-views.ts'

interface Lying extends MeasuredNote {
  /** Whether what it led to is on the screen by now. */
  isRendered: boolean
}

/**
 * Where notes lie until there is time to make events of them: whoever navigates or calls waits
 * for no more than a measurement that was made before.
 */
export interface NoteDesk {
  /** @returns how many notes lie there now */
  take(note: Note): number
  /** Makes events of all that lie there. */
  clear(): void
  /** Measures a page that is new; to be called in idle time. */
  measure(): void
  /** Something happens to the page right now, after all that lies there. */
  happen(what: Parameters<EventMaker['happen']>[0]): void
  /** Measures and makes nothing more. @returns the notes that became nothing */
  close(): Note[]
}

const NOTHING_MEASURED: Reading = { visible: 0 }

export function openNoteDesk(context: PageViewsContext): NoteDesk {
  const maker = createEventMaker(context)
  const meter = createPageMeter()
  const notes: Lying[] = []
  const clear = (): void => {
    // Earlier pages have come and gone without having been on the screen for long.
    const current = notes.findLast(({ note }) => note.type === 'page')
    // One by one: what an event leads to may close this, and may say more, which comes next time.
    untracked(() => {
      for (let left = notes.length; left > 0 && notes.length > 0; left--) {
        const next = notes.shift()!
        maker.make(next, next.isRendered && next === current)
      }
    })
  }
  return {
    take(note) {
      const endsPage = note.type === 'page' || note.type === 'reset'
      const reading = endsPage ? meter.read(note.time) : NOTHING_MEASURED
      const lying = { note, reading, isRendered: false }
      if (note.type === 'page') whenRendered(() => (lying.isRendered = true))
      return notes.push(lying)
    },
    clear,
    measure: meter.measure,
    happen(what) {
      clear()
      const time = Date.now()
      maker.happen(what, { time, reading: meter.read(time) })
    },
    close() {
      meter.stop()
      return notes.splice(0).map(({ note }) => note)
    },
  }
}

/** Vue learns of a navigation at this very moment, and renders in the tick that begins then. */
function whenRendered(task: () => void): void {
  void nextTick()
    .then(() => nextTick())
    .then(task)
}
