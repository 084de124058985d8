import { toRaw } from 'vue'

const MAX_DEPTH = 6

/** How many values a snapshot may hold: cycles and shared references end here. */
const MAX_VALUES = 500

/**
 * Copies what a developer passed, so that what is changed afterwards changes nothing here. Each
 * property is read once, from the raw object, into a fresh tree of arrays and of objects without a
 * prototype; of anything else only a symbol remains that has its kind, and `toJSON` is never called.
 *
 * That is all that has to be done at once. How long texts may be, and what they may say, is for
 * `toPlainRecord`, after the yes.
 *
 * @returns primitives (functions and symbols among them), arrays and objects without a prototype
 */
export function takeSnapshot(value: unknown): unknown {
  let left = MAX_VALUES
  const copy = (read: () => unknown, depth: number): unknown => {
    try {
      const found = read()
      if (typeof found !== 'object' || !found) return found
      const raw: object = toRaw(found)
      // Its own words for a date, if it has any, are not asked for.
      if (raw instanceof Date) return Date.prototype.toISOString.call(raw)
      const isList = Array.isArray(raw)
      if (!isList && !isPlain(raw)) return Symbol(Object.prototype.toString.call(raw))
      if (depth === MAX_DEPTH) return '[deep]'
      const from = raw as Record<string | number, unknown>
      const into: Record<string | number, unknown> = isList ? [] : Object.create(null)
      // The keys of an array without end would be as many texts.
      for (const key of isList ? Array(Math.min(raw.length, left)).keys() : Object.keys(raw)) {
        if (left-- <= 0) break
        into[key] = copy(() => from[key], depth + 1)
      }
      return into
    } catch {
      // A getter that throws, a revoked proxy, a date that is none: only this value is lost.
      return '[unreadable]'
    }
  }
  return copy(() => value, 0)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
