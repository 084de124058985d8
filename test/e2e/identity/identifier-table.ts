import type { CollectedEvent } from '../../../src/collector.ts'

/** What tells somebody, a browser or a visit apart from others, by its name on PostHog's wire. */
const IDENTIFIERS = [
  'distinct_id',
  '$device_id',
  '$user_id',
  '$anon_distinct_id',
  '$is_identified',
  '$process_person_profile',
  '$set',
  '$groups',
  '$group_key',
  '$group_set',
  '$session_id',
  '$window_id',
  '$pageview_id',
] as const

/**
 * What two people in two browsers had: the value itself where both had that one and no other,
 * and else how many different ones each of them had that the other did not.
 */
export function compared(hers: readonly unknown[], his: readonly unknown[]): string {
  const [one, other] = [new Set(written(hers)), new Set(written(his))]
  if (one.size + other.size === 0) return '–'
  const shared = [...one].filter((value) => other.has(value))
  const own = `${one.size - shared.length} and ${other.size - shared.length}`
  if (shared.length === 0) return `of their own: ${own}`
  const same = shared.map((value) => `\`${value}\``).join(', ')
  return own === '0 and 0' ? `the same: ${same}` : `${same}; of their own: ${own}`
}

function written(values: readonly unknown[]): string[] {
  return values
    .filter((value) => value !== undefined)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
}

/** A table, in Markdown. */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly [name: string, cells: readonly string[]])[],
): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    row(head),
    row(head.map(() => '---')),
    ...rows.map(([name, cells]) => row([name, ...cells])),
  ].join('\n')
}

function valuesOf(events: readonly CollectedEvent[], name: string): unknown[] {
  return events.map((event) => (name === '$set' ? event.set : event.properties[name]))
}

/** The table of PostHog's. */
export function identifierTable(
  byMode: Readonly<Record<string, readonly (readonly CollectedEvent[])[]>>,
): string {
  const modes = Object.keys(byMode)
  const cell = (name: string, mode: string): string => {
    const [hers, his] = byMode[mode]!.map((events) => valuesOf(events, name))
    return compared(hers!, his!)
  }
  return tableOf(
    ['on the wire', ...modes.map((mode) => `\`${mode}\``)],
    IDENTIFIERS.map((name) => [`\`${name}\``, modes.map((mode) => cell(name, mode))]),
  )
}
