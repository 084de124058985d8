import { report } from '../diagnostics.ts'
import type { UnknownRecord } from './read-value.ts'

/**
 * Tells of keys that nobody reads. For development: a misspelt key switches nothing.
 *
 * @param path - what stands before the keys, `frontend.posthog.`
 */
export function reportUnknownKeys(
  record: UnknownRecord,
  known: readonly string[],
  path = '',
): void {
  const unknown = Object.keys(record).filter((key) => !known.includes(key))
  if (unknown.length > 0) report('VT206', unknown.map((key) => path + key).join(', '))
}
