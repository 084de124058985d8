import type { TelemetryEntry } from '../delivery/journal.ts'

/** One event at one destination, and the latest that became of it. Frozen, and a copy. */
export interface TelemetryLogEntry extends TelemetryEntry {
  /** The same for as long as it is listed, whatever becomes of it: for `v-for`. */
  readonly key: number
  /** When it was first told of, in milliseconds since 1970. */
  readonly time: number
}

/**
 * The row that an entry brings news of. What waits for a decision is told without its event; it
 * is dealt with in order, so that news of that type is about the oldest that still waits.
 *
 * @param rows - newest first
 * @returns nothing where the entry is a row of its own
 */
export function findRow(
  rows: readonly TelemetryLogEntry[],
  { verdict, type, reason, destinations, event }: TelemetryEntry,
): TelemetryLogEntry | undefined {
  const isHere = (row: TelemetryLogEntry): boolean =>
    row.destinations.some((name) => destinations.includes(name))
  const waiting = rows.filter((row) => row.verdict === 'buffered' && row.type === type)
  const nameless = waiting.findLast((row) => row.event === null)
  if (event) {
    const known = rows.filter((row) => row.event?.id === event.id)
    // At a second destination it is a row more, and not the next one that waits.
    return known.length > 0 ? known.find(isHere) : nameless
  }
  // Two that wait without their events are two, and what was refused at once never waited.
  if (verdict === 'buffered' || reason === 'invalid') return undefined
  return waiting.findLast(isHere) ?? nameless
}

/** The rows after an entry, newest first, and no more than there may be. */
export function withEntry(
  rows: readonly TelemetryLogEntry[],
  next: TelemetryLogEntry,
  limit: number,
): readonly TelemetryLogEntry[] {
  const isListed = rows.some(({ key }) => key === next.key)
  return isListed
    ? rows.map((row) => (row.key === next.key ? next : row))
    : [next, ...rows].slice(0, limit)
}
