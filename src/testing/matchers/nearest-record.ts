import { includes, type MatcherContext } from './matcher-context.ts'

/** @returns the record that has most of what is expected; of equals the latest */
export function nearestOf<Item extends { readonly shown: object }>(
  context: MatcherContext,
  items: readonly Item[],
  expected: object,
): Item | undefined {
  const score = ({ shown }: Item): number =>
    Object.entries(expected).filter(([key, value]) => includes(context, shown, { [key]: value }))
      .length
  return items.reduce<Item | undefined>(
    (best, item) => (best && score(best) > score(item) ? best : item),
    undefined,
  )
}

/** What of a record is comparable with what is expected, so that a diff shows nothing else. */
export function comparable(record: unknown, expected: unknown): unknown {
  if (!isPlain(record) || !isPlain(expected)) return record
  const shared = Object.keys(expected).filter((key) => Object.hasOwn(record, key))
  return Object.fromEntries(shared.map((key) => [key, comparable(record[key], expected[key])]))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  // A matcher such as `expect.any(Number)` is compared as a whole.
  if (typeof value !== 'object' || value === null || 'asymmetricMatch' in value) return false
  return !Array.isArray(value)
}
