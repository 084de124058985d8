import type { Target } from '../config/target.ts'
import type { Destination, FlushCause } from '../destinations/destination.ts'
import type { TelemetryEvent } from '../events.ts'
import { frozenCopy } from '../frozen-copy.ts'
import { scopeOf } from '../identity/identity-settings.ts'
import type { DropReason } from './journal.ts'
import { createLane, type LaneContext } from './lane.ts'

/** The lanes of all destinations. */
export interface Lanes {
  /** Opens those that are configured. */
  open(target: Target): void
  send(event: TelemetryEvent): void
  drain(): void
  flush(cause: FlushCause): Promise<void>
  close(reason: DropReason): void
}

/** Makes a lane. A test may have one that has no destination behind it. */
export type OpenLane = typeof createLane

export function createLanes(
  destinations: readonly Destination[],
  context: LaneContext,
  openLane: OpenLane = createLane,
): Lanes {
  const lanes = destinations.map((destination) => openLane(destination, context))
  return {
    open({ identity, settings }) {
      const storagePrefix = context.storagePrefix + scopeOf(identity)
      for (const lane of lanes) {
        const own = settings[lane.name]
        if (own) lane.open({ settings: own, identity, storagePrefix })
      }
    },
    send(event) {
      // What one destination did to it, the next would send.
      const frozen = frozenCopy(event)
      for (const lane of lanes) lane.push(frozen)
    },
    drain: () => lanes.forEach((lane) => lane.drain()),
    async flush(cause) {
      await Promise.all(lanes.map((lane) => lane.flush(cause)))
    },
    close: (reason) => lanes.forEach((lane) => lane.close(reason)),
  }
}
