import type { RouteLocationNormalizedLoaded } from 'vue-router'
import type { Note } from '../notes.ts'
import { untracked } from '../untracked.ts'
import {
  createEventMaker,
  type EventMaker,
  type EventMakerContext,
  type MeasuredNote,
} from './make-events.ts'
import { keyOf } from './pages/page-key.ts'
import { createPageMeter, type Reading } from './pages/page-meter.ts'
import { asksForTitle } from './pages/page-title.ts'
import { watchRendering } from './pages/rendering.ts'

/**
 * Where notes lie until there is time to make events of them: whoever navigates or calls waits
 * for no more than a measurement that was made before.
 */
export interface NoteDesk {
  /** @returns how many notes lie there now */
  take(note: Note): number
  /** Makes events of all that lie there. */
  clear(): void
  /**
   * To be called in idle time: makes events of what lies there, and measures a page that is new,
   * as far as the page is on the screen.
   *
   * @returns whether there is something left to be done, once it is
   */
  work(): boolean
  /** Something happens to the page right now, after all that lies there. */
  happen(what: Parameters<EventMaker['happen']>[0]): void
  /** Measures and makes nothing more. @returns the notes that became nothing */
  close(): Note[]
}

const NOTHING_MEASURED: Reading = { visible: 0 }

/** How often it is looked whether a page is on the screen, before it is taken to be. */
const PATIENCE = 10

export function openNoteDesk(context: EventMakerContext): NoteDesk {
  const { options, now } = context
  const maker = createEventMaker(context)
  const meter = createPageMeter(now)
  const notes: MeasuredNote[] = []
  let route: RouteLocationNormalizedLoaded | undefined
  let isOnScreen: (() => boolean) | undefined
  let looks = 0

  const clear = (): void => {
    // Earlier pages have come and gone. A page whose query was changed at once is the same.
    const key = route && isOnScreen?.() ? keyOf(route, undefined) : null
    const isThere = (note: Note): boolean =>
      note.type === 'page' && key !== null && keyOf(note.route, undefined) === key
    // One by one: what an event leads to may close this, and may say more, which comes next time.
    untracked(() => {
      for (let left = notes.length; left > 0 && notes.length > 0; left--) {
        const next = notes.shift()!
        maker.make(next, isThere(next.note))
      }
    })
  }
  return {
    take(note) {
      const endsPage = note.type === 'page' || (note.type === 'reset' && !note.ifKnown)
      const reading = endsPage ? meter.read(note.time) : NOTHING_MEASURED
      if (note.type === 'page') {
        isOnScreen = watchRendering(note.route, route)
        route = note.route
        looks = 0
      }
      return notes.push({ note, reading })
    },
    clear,
    work() {
      const isReady = !isOnScreen || isOnScreen() || ++looks > PATIENCE
      if (isReady || !route || !asksForTitle(route, options.title)) clear()
      if (!isReady) return true
      if (maker.current()) meter.measure()
      return false
    },
    happen(what) {
      clear()
      const time = now()
      maker.happen(what, { time, reading: meter.read(time) })
    },
    close() {
      meter.stop()
      return notes.splice(0).map(({ note }) => note)
    },
  }
}
