/** The clock of a test telemetry. It stands still until it is told to go on. */
export interface TestClock {
  /** In milliseconds since 1970. */
  readonly now: number
  /** @param time - in milliseconds since 1970, or a date */
  set(time: number | Date): void
  /** @param time - in milliseconds */
  advance(time: number): void
}

export function createTestClock(start: number): TestClock {
  let now = start
  return {
    get now() {
      return now
    },
    set: (time) => void (now = Number(time)),
    advance: (time) => void (now += time),
  }
}
