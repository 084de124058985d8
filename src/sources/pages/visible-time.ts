import { isShown } from '../../when-shown.ts'

/** Measures for how long the document is visible. */
export interface VisibleTime {
  /**
   * @param time - the moment up to which it is read, in milliseconds since 1970
   * @returns for how long it was visible since the moment of the last reading, in milliseconds
   */
  read(time: number): number
  stop(): void
}

export function measureVisibleTime(now: () => number): VisibleTime {
  const stopped = new AbortController()
  let gathered = 0
  let readAt = 0
  let shownAt = isShown() ? visibleSince(now()) : Infinity

  const gather = (until: number): void => {
    readAt = Math.min(readAt, until)
    // What lies ahead of a clock that was set back was before.
    if (shownAt !== Infinity && now() < shownAt) shownAt = until
    gathered += Math.max(0, until - Math.max(shownAt, readAt))
  }
  const follow = (): void => {
    const time = now()
    gather(time)
    shownAt = isShown() ? time : Infinity
  }
  document.addEventListener('visibilitychange', follow, { signal: stopped.signal })
  return {
    read(time) {
      gather(time)
      const visible = gathered
      gathered = 0
      readAt = time
      return visible
    },
    stop: () => stopped.abort(),
  }
}

/** Since when the document is visible, as far as the browser tells; else since now. */
function visibleSince(now: number): number {
  // Documents that tests make, as by jsdom, have no such entries, and nothing that lists them.
  const shown = performance.getEntriesByType?.('visibility-state').at(-1)
  return shown ? performance.timeOrigin + shown.startTime : now
}
