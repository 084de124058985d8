import type { PlainRecord, PlainValue } from '../../events.ts'
import { isShortText } from './short-text.ts'

/** How many values of one name are sent. */
const MOST = 5

/**
 * Picks what labels allow by name from a route's parameters or query. A value that is more than
 * a word or two becomes `(other)`.
 *
 * @param names - absent or not a list: nothing is read
 * @param read - gives the values, only if one is wanted
 */
export function allowedValues(
  names: readonly string[] | undefined,
  read: () => Readonly<Record<string, unknown>>,
): PlainRecord | undefined {
  if (!Array.isArray(names) || names.length === 0) return undefined
  const values = read()
  const allowed = names.flatMap((name) => {
    const value = Object.hasOwn(values, name) ? toAllowed(values[name]) : undefined
    return value === undefined ? [] : [[String(name), value] as const]
  })
  return allowed.length > 0 ? Object.fromEntries(allowed) : undefined
}

/** @returns `undefined` where there is no value */
function toAllowed(value: unknown): PlainValue | undefined {
  if (Array.isArray(value)) {
    const values = value.map(toAllowed).filter((each) => each !== undefined)
    return values.length > 0 ? values.slice(0, MOST) : undefined
  }
  if (value === undefined || value === null || value === '') return undefined
  return isShortText(value) ? value : '(other)'
}
