import type { Answer } from '../destinations/destination.ts'
import type { TelemetryEvent } from '../events.ts'
import type { DropReason } from './journal.ts'
import type { Tell } from './waiting-room.ts'

/** The events that a destination has taken, until it is known what became of them. */
export interface OnTheirWay {
  enter(event: TelemetryEvent, answer: Promise<Answer>): void
  /** Tells that the first try has failed, and another follows. */
  retries(event: TelemetryEvent): void
  /** Nothing is to be heard of them any more: they are lost, for this reason. */
  drop(reason: DropReason): void
}

export function createOnTheirWay(tell: Tell<TelemetryEvent>): OnTheirWay {
  const events = new Set<TelemetryEvent>()
  return {
    enter(event, answer) {
      events.add(event)
      tell(event, 'buffered', 'sending')
      void answer.then((refusal) => {
        if (events.delete(event)) tell(event, refusal ? 'dropped' : 'sent', refusal ?? null)
      })
    },
    retries(event) {
      if (events.has(event)) tell(event, 'buffered', 'retrying')
    },
    drop(reason) {
      const dropped = [...events]
      events.clear()
      for (const event of dropped) tell(event, 'dropped', reason)
    },
  }
}
