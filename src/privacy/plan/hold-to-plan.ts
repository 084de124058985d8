import { report } from '../../diagnostics.ts'
import type { Journal } from '../../delivery/journal.ts'
import type { PlainRecord } from '../../events.ts'
import type { TelemetryOptions } from '../../options.ts'
import { applyPlan, type PlannedProperties } from './apply-plan.ts'
import { createRouteReader } from './known-routes.ts'

/** What may be said of an event. */
interface HeldEvent {
  readonly properties: PlainRecord
  /** How many of its properties were dropped. */
  readonly withheld: number
}

/** @returns `null` where the event may not be sent at all */
export type HoldToPlan = (name: string, properties: PlainRecord) => HeldEvent | null

export interface HoldContext extends Pick<TelemetryOptions, 'events' | 'router'> {
  readonly journal: Pick<Journal, 'count'>
}

/**
 * Holds events to the plan of the options, counts those that it does not have, and tells
 * developers what they have said beside it. Without a plan anything goes; what is no plan, as may
 * be without type checks, lets nothing out.
 */
export function createHoldToPlan({ events, router, journal }: HoldContext): HoldToPlan {
  if (events === undefined) return (_, properties) => ({ properties, withheld: 0 })
  const readRoute = createRouteReader(router)
  return (name, properties) => {
    const planned = applyPlan(events ?? {}, name, properties, readRoute)
    if (process.env.NODE_ENV !== 'production') tell(name, planned)
    if (!planned) journal.count('track', 'dropped', 'unplanned')
    return planned && { properties: planned.kept, withheld: planned.dropped.length }
  }
}

/** Names of events and keys are the developer's own words; values are told nobody. */
function tell(name: string, planned: PlannedProperties | null): void {
  if (!planned) return report('VT306', name)
  const { dropped, replaced, missing } = planned
  const faults = [...dropped.filter(({ reason }) => reason !== 'unplanned'), ...replaced]
  const about = (keys: readonly string[]): string => `${name}: ${keys.slice(0, 10).join(', ')}`
  const extra = dropped.filter(({ reason }) => reason === 'unplanned').map(({ key }) => key)
  if (extra.length > 0) report('VT307', about(extra))
  if (faults.length > 0) {
    report('VT308', about(faults.map(({ key, reason }) => `${key} is ${reason}`)))
  }
  if (missing.length > 0) report('VT309', about(missing))
}
