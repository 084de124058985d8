import { toRaw } from 'vue'
import type { PlainRecord, PlainValue } from '../events.ts'

const MAX_DEPTH = 6
const MAX_ENTRIES = 200
const MAX_TEXT = 1024

/**
 * Copies what a developer passed into a fresh tree of plain values, bounded in depth, length and
 * count. Each property is read once, from the raw object, so that a reactive effect which calls
 * `track(name, state)` does not come to depend on `state`. What is not plain data is replaced by
 * its kind: nothing that could change, refer to the document or serialise itself gets further.
 */
export function toPlainRecord(value: unknown): PlainRecord {
  const copy = copyValue(toRaw(value), 0)
  return typeof copy === 'object' && copy !== null && !Array.isArray(copy)
    ? (copy as PlainRecord)
    : {}
}

function copyValue(value: unknown, depth: number): PlainValue | undefined {
  switch (typeof value) {
    case 'string':
      return value.length > MAX_TEXT ? '[long]' : value
    case 'number':
      return Number.isFinite(value) ? value : null
    case 'boolean':
      return value
    case 'undefined':
      return undefined
    case 'object':
      return value === null ? null : copyObject(toRaw(value), depth)
    default:
      return `[${typeof value}]`
  }
}

function copyObject(value: object, depth: number): PlainValue {
  if (depth === MAX_DEPTH) return '[deep]'
  try {
    if (Array.isArray(value)) return copyArray(value, depth)
    if (value instanceof Date) return Number.isNaN(+value) ? null : value.toISOString()
    return isPlain(value) ? copyRecord(value, depth) : '[object]'
  } catch {
    // A getter or a revoked proxy threw: there is nothing to be had from it.
    return '[unreadable]'
  }
}

function copyArray(value: readonly unknown[], depth: number): PlainValue {
  const copy: PlainValue[] = []
  for (let index = 0; index < Math.min(value.length, MAX_ENTRIES); index++) {
    copy.push(copyValue(value[index], depth + 1) ?? null)
  }
  return copy
}

function copyRecord(value: object, depth: number): PlainValue {
  const copy: Record<string, PlainValue> = Object.create(null)
  for (const key of Object.keys(value).slice(0, MAX_ENTRIES)) {
    const entry = copyValue((value as Record<string, unknown>)[key], depth + 1)
    if (entry !== undefined) copy[key] = entry
  }
  return copy
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
