import type { DropReason } from '../../delivery/journal.ts'
import type { Lane, LaneContext } from '../../delivery/lane.ts'
import type { Destination } from '../../destinations/destination.ts'

/** A lane without a destination behind it: what is pushed counts as sent at that moment. */
export function createDirectLane(
  { name }: Destination,
  { journal, mayStillSend }: LaneContext,
): Lane {
  let isOpen = false
  let closedFor: DropReason = 'not-configured'
  return {
    name,
    open: () => void (isOpen = true),
    close(reason) {
      isOpen = false
      closedFor = reason
    },
    push(event) {
      if (!isOpen) return
      const { type } = event
      // Somebody may have said no in another tab, which is learned now: that closes the lane.
      const reason = mayStillSend() ? null : closedFor
      const verdict = reason ? 'dropped' : 'sent'
      journal.add({ verdict, type, reason, destinations: [name], event: reason ? null : event })
    },
    drain() {},
    flush: () => Promise.resolve(),
  }
}
