import type { PlainRecord, PlainValue } from '../events.ts'

const MAX_TEXT = 1024
const MAX_KEY = 200

/**
 * How large a record may be, in characters, so that many fit into what a browser sends while a
 * page goes away: 64 kB in all.
 */
const MAX_SIZE = 8000

/** What a value costs beside its characters: a tree of empty ones has a size as well. */
const VALUE = 16

/** How much more a record may hold; below nothing once something did not fit. */
interface Budget {
  left: number
}

/**
 * Makes a record of a snapshot, bounded in the length of texts and of it all. What is no plain
 * data is replaced by its kind.
 *
 * @param snapshot - as `takeSnapshot` gives it; one that is no record has no properties
 * @param isCut - called where not everything fits
 */
export function toPlainRecord(snapshot: unknown, isCut?: () => void): PlainRecord {
  const budget = { left: MAX_SIZE }
  const record = toPlain(snapshot, budget)
  if (budget.left <= 0) isCut?.()
  return typeof record === 'object' && record !== null && !Array.isArray(record)
    ? (record as PlainRecord)
    : {}
}

function toPlain(value: unknown, budget: Budget): PlainValue | undefined {
  budget.left -= VALUE
  if (budget.left < 0) return undefined
  switch (typeof value) {
    case 'string':
      return fit(value, budget)
    case 'number':
      return Number.isFinite(value) ? value : null
    case 'boolean':
      return value
    case 'undefined':
      return undefined
    case 'object':
      if (Array.isArray(value)) return toPlainList(value, budget)
      return value && toPlainEntries(value, budget)
    case 'symbol':
      return kindOf(value)
    default:
      return `[${typeof value}]`
  }
}

/** `'[URL]'` of what a snapshot left of an URL, `'[Object]'` of an instance of a class. */
function kindOf(symbol: symbol): string {
  const kind = /^\[object ([^]*)\]$/.exec(symbol.description ?? '')?.[1]
  if (kind === undefined) return '[symbol]'
  // A value may say of itself that it is anything, and that would be a text like any other.
  const types = globalThis as unknown as Record<string, unknown>
  const isType = /^[A-Z]/.test(kind) && typeof types[kind] === 'function'
  return isType ? `[${kind}]` : '[object]'
}

function fit(text: string, budget: Budget): string {
  if (text.length > Math.min(MAX_TEXT, budget.left)) return '[long]'
  budget.left -= text.length
  return text
}

function toPlainList(values: readonly unknown[], budget: Budget): PlainValue {
  const list: PlainValue[] = []
  for (const value of values) {
    if (budget.left <= 0) break
    list.push(toPlain(value, budget) ?? null)
  }
  return list
}

function toPlainEntries(values: object, budget: Budget): PlainValue {
  const record: Record<string, PlainValue> = Object.create(null)
  for (const [key, value] of Object.entries(values)) {
    if (budget.left <= 0) break
    if (key.length > Math.min(MAX_KEY, budget.left)) continue
    budget.left -= key.length
    const entry = toPlain(value, budget)
    if (entry !== undefined) record[key] = entry
  }
  return record
}
