import { measureVisibleTime } from './visible-time.ts'
import { watchScroll } from './watch-scroll.ts'

/** What was measured of a page between two readings. */
export interface Reading {
  /** For how long the document was visible, in milliseconds. */
  readonly visible: number
  /** How much of the content was seen, from 0 to 1; absent where that is not known. */
  readonly seen?: number
}

/** Measures the page one is on, from one reading to the next. */
export interface PageMeter {
  /** @param time - the moment up to which it is read, in milliseconds since 1970 */
  read(time: number): Reading
  /** Measures what is on the screen since the last reading; to be called in idle time. */
  measure(): void
  stop(): void
}

export function createPageMeter(now: () => number): PageMeter {
  const time = measureVisibleTime(now)
  const scroll = watchScroll()
  return {
    read(until) {
      const seen = scroll.read()
      const visible = time.read(until)
      return seen === undefined ? { visible } : { visible, seen }
    },
    measure: scroll.measure,
    stop() {
      time.stop()
      scroll.stop()
    },
  }
}
