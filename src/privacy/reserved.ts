import type { PlainRecord } from '../events.ts'

/**
 * Keys that vendors read as identity, address or routing. An application's property of that name
 * would speak for the plugin: `track('E', { distinct_id })` could pass an event off as somebody
 * else's.
 */
const RESERVED = new Set([
  'token',
  'distinct_id',
  'userId',
  'anonymousId',
  'context',
  'integrations',
  'timestamp',
  'messageId',
])

/** Leaves out the reserved keys of a record, and tells which. */
export function withoutReserved(record: PlainRecord): { kept: PlainRecord; dropped: string[] } {
  const dropped = Object.keys(record).filter(isReserved)
  if (dropped.length === 0) return { kept: record, dropped }
  const kept = Object.entries(record).filter(([key]) => !dropped.includes(key))
  return { kept: Object.fromEntries(kept), dropped }
}

function isReserved(key: string): boolean {
  return key.startsWith('$') || RESERVED.has(key)
}
