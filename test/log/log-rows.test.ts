import { describe, expect, test } from 'vitest'
import type { TelemetryEntry } from '../../src/delivery/journal.ts'
import { findRow, withEntry, type TelemetryLogEntry } from '../../src/log/log-rows.ts'

/** `track a@fake sent`: type, id and destination where there are any, verdict, reason. */
function entry(text: string): TelemetryEntry {
  const [type, about, verdict, reason = null] = text.split(' ')
  const [id, destination] = about!.split('@')
  const event = id ? { type, id, time: 1, name: 'A', properties: {} } : null
  const destinations = destination ? [destination] : []
  return { type, verdict, reason, destinations, event } as TelemetryEntry
}

/** All that is listed after these entries, newest first. */
function listed(...texts: string[]): string[] {
  let rows: readonly TelemetryLogEntry[] = []
  for (const [index, text] of texts.entries()) {
    const told = entry(text)
    const { key, time } = findRow(rows, told) ?? { key: index, time: index }
    rows = withEntry(rows, { ...told, key, time }, 10)
  }
  return rows.map(
    ({ key, event, verdict, reason }) =>
      `${key} ${event?.id ?? '-'} ${verdict}${reason ? ` ${reason}` : ''}`,
  )
}

describe('one event is one row', () => {
  test.each<[what: string, told: string[], rows: string[]]>([
    ['what is sent at once', ['track a@x sent', 'track b@x sent'], ['1 b sent', '0 a sent']],
    ['what waited under its id', ['track a@x buffered starting', 'track a@x sent'], ['0 a sent']],
    [
      'what waited without its event, the oldest first',
      ['track @ buffered loading', 'track @ buffered loading', 'track a@x sent', 'track b@x sent'],
      ['1 b sent', '0 a sent'],
    ],
    [
      'what waited, and was dropped for a no',
      ['page @ buffered pending', 'track @ buffered pending', 'track @ dropped denied'],
      ['1 - dropped denied', '0 - buffered pending'],
    ],
    [
      'what was known, and is forgotten for a no',
      ['track a@x buffered starting', 'track @x dropped denied'],
      ['0 - dropped denied'],
    ],
    [
      'what the plan does not have',
      ['track @ buffered starting', 'track @ dropped unplanned'],
      ['0 - dropped unplanned'],
    ],
  ])('%s', (_, told, rows) => {
    expect(listed(...told)).toEqual(rows)
  })
})

describe('two are two', () => {
  test.each<[what: string, told: string[], rows: string[]]>([
    [
      'those that wait without their events',
      ['track @ buffered loading', 'track @ buffered loading'],
      ['1 - buffered loading', '0 - buffered loading'],
    ],
    [
      'what waits, and what was refused at once',
      ['track @ buffered loading', 'track @ dropped invalid'],
      ['1 - dropped invalid', '0 - buffered loading'],
    ],
    [
      'what waits, and something of another type',
      ['track @ buffered loading', 'page a@x sent'],
      ['1 a sent', '0 - buffered loading'],
    ],
    [
      'one at each of two destinations, and the next that waits',
      ['track @ buffered loading', 'track @ buffered loading', 'track a@x sent', 'track a@y sent'],
      ['3 a sent', '1 - buffered loading', '0 a sent'],
    ],
    [
      'what waits at one destination, and what another drops',
      ['track a@x buffered starting', 'track @y dropped load-failed'],
      ['1 - dropped load-failed', '0 a buffered starting'],
    ],
    [
      'what is over, and the next',
      ['track @ dropped pending', 'track @ dropped pending'],
      ['1 - dropped pending', '0 - dropped pending'],
    ],
  ])('%s', (_, told, rows) => {
    expect(listed(...told)).toEqual(rows)
  })
})

test('of more than there may be the oldest goes', () => {
  const rows = listed(...Array.from({ length: 12 }, (_, n) => `track ${n}@x sent`))
  expect(rows).toHaveLength(10)
  expect(rows[0]).toBe('11 11 sent')
})
