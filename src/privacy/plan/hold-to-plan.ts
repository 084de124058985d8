import { report } from '../../diagnostics.ts'
import type { PlainRecord } from '../../events.ts'
import type { Masked } from '../mask/mask-rule.ts'
import type { Remark } from '../remark.ts'
import { applyPlan, type PlannedProperties } from './apply-plan.ts'
import type { ReadRoute } from './check-value.ts'
import type { EventPlan } from './event-plan.ts'

/** What the plan leaves of an event. */
interface HeldEvent {
  /** Values that somebody listed beforehand, and figures within their bounds. */
  readonly listed: PlainRecord
  /** Values that nobody could list: ids and free text. */
  readonly open: PlainRecord
}

type Mask = (text: string) => Masked

/** Takes what is remarked of one key; which may be private itself. */
export type TakeKeyRemark = (key: string, what: Remark['what'], why: Remark['why']) => void

/** @returns `null` where the event may not be sent at all */
export type HoldToPlan = (
  name: string,
  properties: PlainRecord,
  take: TakeKeyRemark,
) => HeldEvent | null

/**
 * Holds events to a plan, remarks what it does not have, and tells developers. What is no plan,
 * as may be without type checks, lets nothing out.
 *
 * @param mask - for what is told of names, keys and routes
 * @returns `null` where there is none, so that anything goes
 */
export function createHoldToPlan(
  plan: EventPlan | undefined,
  readRoute: ReadRoute,
  mask: Mask,
): HoldToPlan | null {
  if (plan === undefined) return null
  // As in a view of that page.
  const readMasked: ReadRoute = (said) => {
    const found = readRoute(said)
    return found === undefined ? undefined : mask(found).text
  }
  return (name, properties, take) => {
    const planned = withoutPrivateIds(
      applyPlan(plan ?? {}, name, properties, readMasked),
      (key) => {
        const isId = plan[name]?.properties?.[key]?.type === 'id'
        return isId && mask(String(properties[key])).found.length > 0
      },
    )
    if (process.env.NODE_ENV !== 'production') tell(name, planned, mask)
    if (!planned) return null
    const { kept, open, dropped, replaced } = planned
    for (const { key, reason } of dropped) take(key, 'dropped', reason)
    for (const { key, reason } of replaced) take(key, 'replaced', reason)
    return {
      listed: pick(kept, (key) => !open.includes(key)),
      open: pick(kept, (key) => open.includes(key)),
    }
  }
}

/** An id that the mask would alter is dropped: masked, it would be everybody's. */
function withoutPrivateIds(
  planned: PlannedProperties | null,
  isPrivate: (key: string) => boolean,
): PlannedProperties | null {
  const ids = planned?.open.filter(isPrivate) ?? []
  if (!planned || ids.length === 0) return planned
  const dropped = [...planned.dropped, ...ids.map((key) => ({ key, reason: 'no-id' as const }))]
  return { ...planned, dropped, kept: pick(planned.kept, (key) => !ids.includes(key)) }
}

function pick(record: PlainRecord, isWanted: (key: string) => boolean): PlainRecord {
  return Object.fromEntries(Object.entries(record).filter(([key]) => isWanted(key)))
}

/** Names of events and keys are the developer's own words, or should be; values are told nobody. */
function tell(name: string, planned: PlannedProperties | null, mask: Mask): void {
  if (!planned) return report('VT306', mask(name).text)
  const { dropped, replaced, missing } = planned
  const faults = [...dropped.filter(({ reason }) => reason !== 'unplanned'), ...replaced]
  const about = (keys: readonly string[]): string =>
    `${name}: ${keys
      .slice(0, 10)
      .map((key) => mask(key).text)
      .join(', ')}`
  const extra = dropped.filter(({ reason }) => reason === 'unplanned').map(({ key }) => key)
  if (extra.length > 0) report('VT307', about(extra))
  if (faults.length > 0) {
    report('VT308', about(faults.map(({ key, reason }) => `${key} is ${reason}`)))
  }
  if (missing.length > 0) report('VT309', about(missing))
}
