import type { PlainRecord, PlainValue } from '../../events.ts'
import { checkValue, isOpen, type ReadRoute, type ValueFault } from './check-value.ts'
import type { EventPlan } from './event-plan.ts'

/** A key, and what is wrong with it. */
interface PropertyRemark<Reason = ValueFault> {
  readonly key: string
  readonly reason: Reason
}

/** What a plan leaves of an event's properties. */
export interface PlannedProperties {
  /** Built afresh from the declared keys; without a prototype. */
  readonly kept: PlainRecord
  /** The keys of `kept` whose values nobody listed beforehand: ids and free text. */
  readonly open: readonly string[]
  /** What is not sent. */
  readonly dropped: readonly PropertyRemark<ValueFault | 'unplanned'>[]
  /** What is sent as something else, such as `'(other)'`. */
  readonly replaced: readonly PropertyRemark[]
  /** Declared, not optional, and not passed. The event is sent without them. */
  readonly missing: readonly string[]
}

/**
 * Holds the properties of an event to the plan. Pure, and bounded by the plan and the properties
 * together. `null` is no value: code says it when it has none.
 *
 * @param plan - by event name; only its own keys count
 * @param name - of the event
 * @param properties - plain data
 * @param readRoute - gives the pattern of a route that the router has; it has none when left out
 * @returns `null` where the plan does not have the event
 *
 * @example
 * applyPlan({ Saved: { description: '…', properties: { ok: bool() } } }, 'Saved', { ok: true, by: 'Ann' })
 * // { kept: { ok: true }, open: [], dropped: [{ key: 'by', reason: 'unplanned' }], … }
 */
export function applyPlan(
  plan: EventPlan,
  name: string,
  properties: PlainRecord,
  readRoute: ReadRoute = () => undefined,
): PlannedProperties | null {
  const definition = own(plan, name)
  if (typeof definition !== 'object' || definition === null) return null
  const declared = definition.properties ?? {}
  const kept: Record<string, PlainValue> = Object.create(null)
  const open: string[] = []
  const dropped: PropertyRemark<ValueFault | 'unplanned'>[] = []
  const replaced: PropertyRemark[] = []
  const missing: string[] = []
  for (const [key, property] of Object.entries(declared)) {
    const passed = own(properties, key) ?? null
    if (passed === null) {
      if (property?.optional !== true) missing.push(key)
      continue
    }
    const { value, fault } = property
      ? checkValue(property, passed, readRoute)
      : { fault: 'wrong-type' as const }
    if (value !== undefined) kept[key] = value
    if (value !== undefined && isOpen(property)) open.push(key)
    if (fault) (value === undefined ? dropped : replaced).push({ key, reason: fault })
  }
  for (const key of Object.keys(properties)) {
    if (!Object.hasOwn(declared, key)) dropped.push({ key, reason: 'unplanned' })
  }
  return { kept, open, dropped, replaced, missing }
}

/** `constructor` is no event, and no property, unless somebody declares it. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
