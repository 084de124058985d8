import { retryDelay } from './retry-delay.ts'

/** When the next request is made. */
export interface Pace {
  /** Whether the last request has failed, and the next is still to wait. */
  readonly paused: boolean
  /** Plans a request, in milliseconds from now, unless one is planned for earlier. */
  plan(delay: number): void
  /**
   * A request has failed: the next is planned, and none before it.
   *
   * @param retryAfter - the value of `Retry-After`
   * @returns whether it has failed so often that what it carried is to be given up
   */
  failed(retryAfter: string | null): boolean
  /** A request was answered. */
  answered(): void
  stop(): void
}

/** After so many tries in a row, what was tried is given up. */
const TRIES = 10

/** @param attempt - makes the request */
export function createPace(attempt: () => void): Pace {
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = Infinity
  let paused = false
  let failures = 0
  const clear = (): void => {
    clearTimeout(timer)
    due = Infinity
    paused = false
  }
  const plan = (delay: number): void => {
    const at = Date.now() + delay
    if (paused || at >= due) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(() => {
      clear()
      attempt()
    }, delay)
  }
  const backOnline = (): void => {
    failures = 0
    if (paused) {
      clear()
      plan(0)
    }
  }
  addEventListener('online', backOnline)
  return {
    get paused() {
      return paused
    },
    plan,
    failed(retryAfter) {
      // Those that were under way together have failed once, and wait for the longest pause.
      if (!paused) failures += 1
      const delay = retryDelay(failures, retryAfter, Date.now(), Math.random())
      if (!paused || Date.now() + delay > due) {
        clear()
        plan(delay)
      }
      paused = true
      // Without a network nobody can be reached, and that is no reason to give anybody up.
      return failures >= TRIES && navigator.onLine
    },
    answered() {
      failures = 0
    },
    stop() {
      clear()
      removeEventListener('online', backOnline)
    },
  }
}
