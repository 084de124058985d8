import type {
  Answer,
  DestinationContext,
  FlushCause,
  RunningDestination,
  StartDestination,
} from '../destinations/destination.ts'
import type { TelemetryEvent } from '../events.ts'

/** What may differ from one start to the next. */
export type StartedUnder = Pick<DestinationContext, 'settings' | 'identity' | 'storagePrefix'>

/** A destination that may be started and stopped at any time, and that cannot harm anybody. */
export interface Runner {
  readonly running: boolean
  /** Resolves when the last start has succeeded, failed or been stopped. */
  readonly started: Promise<void>
  /** Calls back once it runs, or once it is known that it will not. */
  start(under: StartedUnder, started: () => void, failed: () => void): void
  /** Stops it at once, even while it is starting. */
  stop: RunningDestination['stop']
  /** Answers at once or later; neither throws nor rejects. */
  send(event: TelemetryEvent): Answer | Promise<Answer>
  flush(cause: FlushCause): Promise<void>
}

export function createRunner(
  load: () => Promise<StartDestination>,
  context: Omit<DestinationContext, 'signal' | keyof StartedUnder>,
): Runner {
  let current: RunningDestination | null = null
  let starting = new AbortController()
  let settled: Promise<void> = Promise.resolve()

  const launch = async (under: StartedUnder, signal: AbortSignal): Promise<void> => {
    const start = await load()
    if (signal.aborted) return
    const started = await start({ ...context, ...under, signal })
    // It was stopped meanwhile: what has just started must not outlive that.
    if (signal.aborted) stopSafely(started, 'cancel')
    else current = started
  }
  return {
    get running() {
      return current !== null
    },
    get started() {
      return settled
    },
    start(under, started, failed) {
      starting = new AbortController()
      const { signal } = starting
      const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve))
      const launched = launch(under, signal).then(
        () => signal.aborted || started(),
        () => signal.aborted || failed(),
      )
      settled = Promise.race([launched, stopped]).then(() => {})
    },
    stop(underWay) {
      starting.abort()
      if (current) stopSafely(current, underWay)
      current = null
    },
    send(event) {
      try {
        const answer = current ? current.send(event) : 'sdk'
        // Whatever can be waited for: there may be another `Promise` than the browser's.
        return typeof answer === 'object' ? Promise.resolve(answer).catch(() => 'sdk') : answer
      } catch {
        return 'sdk'
      }
    },
    async flush(cause) {
      try {
        await current?.flush(cause)
      } catch {
        // What a destination throws or rejects with is no error of the application.
      }
    },
  }
}

/** It is let go of whatever it throws or rejects with. */
function stopSafely(destination: RunningDestination, underWay: 'cancel' | 'finish'): void {
  try {
    Promise.resolve(destination.stop(underWay)).catch(() => {})
  } catch {
    // See above.
  }
}
