import { ConfigMismatch, own, type UnknownRecord } from './read-value.ts'

/**
 * Reads a text of a destination's settings, such as its key.
 *
 * @param path - where it stands, for messages in development
 * @returns the text without white space around it; `''` where it is absent or `null`
 * @throws ConfigMismatch where it is no text
 */
export function readText(record: UnknownRecord, key: string, path: string): string {
  const value = own(record, key) ?? ''
  if (typeof value === 'string') return value.trim()
  const expected = process.env.NODE_ENV === 'production' ? '' : 'a string or null'
  throw new ConfigMismatch(path, value, expected)
}
