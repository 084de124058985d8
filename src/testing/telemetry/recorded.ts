import type { Reason } from '../../consent/decide.ts'
import type { DropReason } from '../../delivery/journal.ts'
import type { TelemetryEvent, TelemetryEventType } from '../../events.ts'

/** Something that was said and not sent, or not yet. */
export interface Unsent<Why extends string = DropReason> {
  readonly type: TelemetryEventType
  /** Why, in the words of `onEvent`: `denied`, `unplanned`. */
  readonly reason: Why
  /** The name that was passed to `track`, even where nobody but a test may learn of it. */
  readonly name?: string
  /** The pattern of the page. */
  readonly route?: string
}

/** Why nothing can be recorded yet, or any more. */
export type Unconnected = 'not-installed' | 'not-mounted' | 'not-shown' | 'disposed'

/** What a test telemetry has recorded. The matchers read nothing else. */
export interface Recorded {
  /** What was sent, in order, as each destination is given it. */
  readonly events: readonly TelemetryEvent[]
  /** What was not sent, in order, and why. */
  readonly dropped: readonly Unsent[]
  /** What is neither sent nor dropped yet: it waits for the configuration, or for an answer. */
  readonly waiting: readonly Unsent<'loading' | 'pending'>[]
  /** Why nothing is being sent; `null` while everything is. */
  readonly idle: Unconnected | Reason | null
}
