import type { ConfigProblem } from './runtime-config.ts'

// What was expected is told in development; in production the texts are left out.
const DEV = process.env.NODE_ENV !== 'production'

class Mismatch extends Error {
  /** In development; nobody is told in production. */
  declare readonly problem?: ConfigProblem

  /**
   * @param key - the path of the key; like what was expected, it may be left out in production
   * @param value - what was found; only its type is kept
   * @param expected - in words
   */
  constructor(key: string, value: unknown, expected = '') {
    super(key)
    if (DEV) this.problem = { key, found: kindOf(value), expected }
  }
}

/**
 * Ends the parsing of a configuration: what was found at a key is not what is expected there. In
 * production nobody is told what, and an error like any other does.
 */
export const ConfigMismatch = DEV ? Mismatch : (Error as unknown as typeof Mismatch)
export type ConfigMismatch = Mismatch

/** What is wrong, in words for developers: of what an application's getter throws only that it did. */
export function problemOf(error: unknown): ConfigProblem {
  const problem = error instanceof ConfigMismatch && error.problem
  return problem || { key: 'telemetry', found: 'an error', expected: 'readable properties' }
}

/** The type of a value, in one word that gives nothing of the value away. */
function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

export type UnknownRecord = Readonly<Record<string, unknown>>

/** Reads own properties only: a polluted prototype must not be able to switch anything on. */
export function own(record: UnknownRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/**
 * @throws ConfigMismatch where the value is present and no object
 * @returns an empty record where it is absent
 */
export function readRecord(
  record: UnknownRecord,
  key: string,
  path = DEV ? key : '',
): UnknownRecord {
  const value = own(record, key)
  if (value === undefined || value === null) return {}
  return toRecord(value, path)
}

/** @throws ConfigMismatch where the value is no object */
export function toRecord(value: unknown, path: string): UnknownRecord {
  if (typeof value === 'object' && value && !Array.isArray(value)) return value as UnknownRecord
  throw new ConfigMismatch(path, value, DEV ? 'an object' : '')
}

/** @throws ConfigMismatch where the value is no boolean; absent, it is the fallback */
export function readBoolean(record: UnknownRecord, key: string, fallback?: boolean): boolean {
  const found = own(record, key)
  const value = found ?? fallback
  if (typeof value !== 'boolean') throw new ConfigMismatch(key, found, DEV ? 'true or false' : '')
  return value
}
