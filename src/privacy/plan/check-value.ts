import type { PlainValue } from '../../events.ts'
import { isId } from '../names.ts'
import type { NumberOptions, PropertyPlan } from './property-plan.ts'

/** Why a value is not sent as it is. */
export type ValueFault =
  /** It is of another type. */
  | 'wrong-type'
  /** A number beyond its bounds. */
  | 'out-of-bounds'
  /** Text that cannot be an opaque id, or that stands for nobody. */
  | 'no-id'
  /** None of the words, and none of the router's routes. */
  | 'not-listed'
  /** Text beyond its length. */
  | 'too-long'

/** What may be sent of a value: nothing where `value` is absent, something else with a fault. */
export interface CheckedValue {
  readonly value?: PlainValue
  readonly fault?: ValueFault
}

/** Gives the pattern of a route that the router has, by its path or name. */
export type ReadRoute = (pathOrName: string) => string | undefined

/** Stands for every value that a list does not have. */
const OTHER = '(other)'

const ID = /^[\w.:-]{1,64}$/

const MAX_LENGTH = 200

/**
 * Holds one value to what the plan says of its key. No figure is ever made up: a number is sent
 * as it was passed or not at all, since one that was clamped or rounded would be counted as true.
 * A word that is not listed still says that there was one, so that parts add up to the whole.
 */
export function checkValue(
  property: PropertyPlan,
  value: PlainValue,
  readRoute: ReadRoute,
): CheckedValue {
  switch (property.type) {
    case 'id':
      if (typeof value !== 'string') return { fault: 'wrong-type' }
      return ID.test(value) && isId(value) ? { value } : { fault: 'no-id' }
    case 'oneOf':
      return listed(property.values.find((word) => word === value))
    case 'int':
      return Number.isSafeInteger(value) ? within(property, value) : { fault: 'wrong-type' }
    case 'number':
      return Number.isFinite(value) ? within(property, value) : { fault: 'wrong-type' }
    case 'bool':
      return typeof value === 'boolean' ? { value } : { fault: 'wrong-type' }
    case 'route':
      return listed(typeof value === 'string' ? readRoute(value) : undefined)
    case 'text':
      if (typeof value !== 'string') return { fault: 'wrong-type' }
      // Never cut: half of a token is one that no pattern knows.
      return value.length <= (property.maxLength ?? MAX_LENGTH)
        ? { value }
        : { value: '[long]', fault: 'too-long' }
    default:
      // Without type checks a plan may hold anything, and what is not understood lets nothing out.
      return { fault: 'wrong-type' }
  }
}

/** Whether nobody could list beforehand what is sent under a key, so that a mask has to look. */
export function isOpen({ type }: PropertyPlan): boolean {
  return type === 'id' || type === 'text'
}

function listed(value: string | undefined): CheckedValue {
  return value === undefined ? { value: OTHER, fault: 'not-listed' } : { value }
}

function within(
  { min = -Infinity, max = Infinity }: NumberOptions,
  value: PlainValue,
): CheckedValue {
  // Compared so that a bound which is no number lets nothing through.
  return Number(value) >= min && Number(value) <= max ? { value } : { fault: 'out-of-bounds' }
}
