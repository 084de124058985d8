import { toRaw } from 'vue'

const MAX_DEPTH = 6

/** How many values a snapshot may hold: cycles and shared references end here. */
const MAX_VALUES = 500

/**
 * Copies what a developer passed, so that what is changed afterwards changes nothing here. Each
 * property is read once, from the raw object, into a fresh tree of arrays and of objects without a
 * prototype; of anything else only its kind remains (`'[File]'`), and `toJSON` is never called.
 *
 * That is all that has to be done at once. How long texts may be, and what they may say, is for
 * `toPlainRecord`, after the yes.
 *
 * @returns primitives (functions among them), arrays and objects without a prototype
 */
export function takeSnapshot(value: unknown): unknown {
  let left = MAX_VALUES
  const copy = (read: () => unknown, depth: number): unknown => {
    try {
      const found = read()
      if (typeof found !== 'object' || !found) return found
      const raw: object = toRaw(found)
      if (raw instanceof Date) return raw.toISOString()
      const isList = Array.isArray(raw)
      if (!isList && !isPlain(raw)) return kindOf(raw)
      if (depth === MAX_DEPTH) return '[deep]'
      // The keys of an array without end would be as many texts.
      const from = (isList ? raw.slice(0, left) : raw) as Record<string, unknown>
      const into: Record<string, unknown> = isList ? [] : Object.create(null)
      for (const key of Object.keys(from)) {
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

/** `'[URL]'` of an URL, `'[Object]'` of an instance of a class. */
function kindOf(value: object): string {
  return Object.prototype.toString.call(value).replace('object ', '')
}
