import type { Remark } from '../../privacy/remark.ts'
import type { Recorded, Unsent } from '../telemetry/recorded.ts'

/** One event, as far as a matcher compares it. */
export interface Answer {
  readonly name: string
  /** What may be expected of it. */
  readonly shown: object
  readonly remarks?: readonly Remark[]
}

/** What a matcher asks of a telemetry. */
export interface Question {
  readonly matcher: 'toHaveTracked' | 'toHaveViewed'
  /** The name of an event, or the pattern of a page. */
  readonly name: string
  /** A part of the event; nothing where any will do. */
  readonly expected: object | undefined
  /** How often; at least once where it is not said. */
  readonly times: number | undefined
  /** All events of the kind that it asks about, those of other names included. */
  readonly sent: readonly Answer[]
  readonly recorded: Recorded
  /** What to say where there is no event of the kind at all. */
  readonly none: string
  /** Another name that may be meant, of those that were sent. */
  readonly meant: string | undefined
  readonly because?: string
}

/** What something unsent was called. */
export function nameOf({ name, route }: Unsent<string>): string | undefined {
  return name ?? route
}
