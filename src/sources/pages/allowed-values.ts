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
  const allowed = names
    .filter((name) => Object.hasOwn(values, name) && (values[name] ?? '') !== '')
    .map((name) => [String(name), toAllowed(values[name])] as const)
  return allowed.length > 0 ? Object.fromEntries(allowed) : undefined
}

function toAllowed(value: unknown): PlainValue {
  if (Array.isArray(value)) return value.slice(0, MOST).map(toAllowed)
  return isShortText(value) ? value : '(other)'
}
