import { own, ConfigMismatch } from '../../src/config/read-value.ts'
import type {
  Destination,
  DestinationContext,
  FlushCause,
  RunningDestination,
} from '../../src/destinations/destination.ts'
import type { TelemetryEvent } from '../../src/events.ts'

/** A destination that records what it is told, in place of one with a wire. */
export interface FakeDestination extends Destination {
  /** Every event that it took, in order, over all its starts. */
  readonly sent: TelemetryEvent[]
  /** Everything that was done to it, in order: `load`, `start k1`, `page`, `flush manual`, `stop`. */
  readonly done: string[]
  /** What it was started with, one for each start. */
  readonly starts: DestinationContext[]
}

export interface FakeBehaviour extends Partial<RunningDestination> {
  name?: string
  /** Runs before its code counts as loaded. */
  load?(): unknown
  /** Runs before it counts as started. */
  start?(context: DestinationContext): unknown
}

/** Configured by `frontend.<name>.key`, and nothing else. */
export function fakeDestination({ name = 'fake', ...does }: FakeBehaviour = {}): FakeDestination {
  const sent: TelemetryEvent[] = []
  const done: string[] = []
  const starts: DestinationContext[] = []
  const running: RunningDestination = {
    send(event) {
      done.push(event.type)
      const refusal = does.send?.(event)
      if (!refusal) sent.push(event)
      return refusal
    },
    flush(cause: FlushCause) {
      done.push(`flush ${cause}`)
      return does.flush?.(cause)
    },
    stop(underWay) {
      done.push('stop')
      return does.stop?.(underWay)
    },
  }
  return {
    name,
    sent,
    done,
    starts,
    keys: [`${name}_`],
    read(raw) {
      const key = own(raw, 'key')
      if (key === undefined || key === null) return null
      if (typeof key !== 'string') throw new ConfigMismatch(`frontend.${name}.key`, key, 'a string')
      return { key }
    },
    async load() {
      done.push('load')
      await does.load?.()
      return async (context) => {
        starts.push(context)
        await does.start?.(context)
        done.push(`start ${(context.settings as { key: string }).key}`)
        return running
      }
    },
  }
}
