import { report } from '../diagnostics.ts'
import { own, type UnknownRecord } from './read-value.ts'

/**
 * Tells developers that a destination is set up without its key. Where nothing is said of it, or
 * its key is `null`, it is not wanted. To be called in development, where there is no key.
 *
 * @param path - where the key stands
 */
export function reportMissingKey(raw: UnknownRecord, key: string, path: string): void {
  if (own(raw, key) !== null && Object.keys(raw).length > 0) report('VT203', path)
}
