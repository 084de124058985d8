import { toRaw } from 'vue'
import type { PlainRecord, PlainValue } from '../events.ts'

const MAX_DEPTH = 6
const MAX_TEXT = 1024
const MAX_KEY = 200

/**
 * How large a copy may be, in characters, so that many fit into what a browser sends while a page
 * goes away: 64 kB in all.
 */
const MAX_SIZE = 8000

/** What a value costs beside its characters: a tree of empty ones has a size as well. */
const VALUE = 16

/** How much more a copy may hold: cycles and shared references end here. */
interface Budget {
  left: number
}

/**
 * Copies what a developer passed into a fresh tree of plain values, bounded in depth, length and
 * count. Each property is read once, from the raw object. What is not plain data is replaced by
 * its kind: nothing that could change, refer to the document or serialise itself gets further.
 */
export function toPlainRecord(value: unknown): PlainRecord {
  const copy = copyValue(value, 0, { left: MAX_SIZE })
  return typeof copy === 'object' && copy !== null && !Array.isArray(copy)
    ? (copy as PlainRecord)
    : {}
}

function copyValue(value: unknown, depth: number, budget: Budget): PlainValue | undefined {
  budget.left -= VALUE
  if (budget.left < 0) return undefined
  switch (typeof value) {
    case 'string':
      return copyText(value, budget)
    case 'number':
      return Number.isFinite(value) ? value : null
    case 'boolean':
      return value
    case 'undefined':
      return undefined
    case 'object':
      return value && copyObject(value, depth, budget)
    default:
      return `[${typeof value}]`
  }
}

function copyText(text: string, budget: Budget): string {
  if (text.length > Math.min(MAX_TEXT, budget.left)) return '[long]'
  budget.left -= text.length
  return text
}

function copyObject(proxied: object, depth: number, budget: Budget): PlainValue {
  if (depth === MAX_DEPTH) return '[deep]'
  try {
    const value = toRaw(proxied)
    if (value instanceof Date) return Number.isNaN(+value) ? null : value.toISOString()
    const copyKey = (key: string | number): PlainValue | undefined =>
      copyProperty(value, key, depth + 1, budget)
    if (Array.isArray(value)) return copyArray(value.length, copyKey, budget)
    return isPlain(value) ? copyRecord(Object.keys(value), copyKey, budget) : '[object]'
  } catch {
    // A revoked proxy, or one that lies about itself: there is nothing to be had from it.
    return '[unreadable]'
  }
}

/** A getter that throws costs its own property and no other. */
function copyProperty(
  from: object,
  key: string | number,
  depth: number,
  budget: Budget,
): PlainValue | undefined {
  try {
    return copyValue((from as Record<string | number, unknown>)[key], depth, budget)
  } catch {
    return '[unreadable]'
  }
}

type CopyKey = (key: string | number) => PlainValue | undefined

function copyArray(length: number, copyKey: CopyKey, budget: Budget): PlainValue {
  const copy: PlainValue[] = []
  for (let index = 0; index < length && budget.left > 0; index++) copy.push(copyKey(index) ?? null)
  return copy
}

function copyRecord(keys: readonly string[], copyKey: CopyKey, budget: Budget): PlainValue {
  const copy: Record<string, PlainValue> = Object.create(null)
  for (const key of keys) {
    if (budget.left <= 0) break
    if (key.length > Math.min(MAX_KEY, budget.left)) continue
    budget.left -= key.length
    const entry = copyKey(key)
    if (entry !== undefined) copy[key] = entry
  }
  return copy
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
