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
function cell(visits: readonly (readonly CollectedEvent[])[], name: string): string {
  const [one, other] = visits.map((events) => new Set(valuesOf(events, name))) as [
    Set<string>,
    Set<string>,
  ]
  if (one.size + other.size === 0) return '–'
  const shared = [...one].filter((value) => other.has(value))
  const own = `${one.size - shared.length} and ${other.size - shared.length}`
  if (shared.length === 0) return `of their own: ${own}`
  const same = shared.map((value) => `\`${value}\``).join(', ')
  return own === '0 and 0' ? `the same: ${same}` : `${same}; of their own: ${own}`
}

function valuesOf(events: readonly CollectedEvent[], name: string): string[] {
  return events
    .map((event) => (name === '$set' ? event.set : event.properties[name]))
    .filter((value) => value !== undefined)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
}

/** The table, in Markdown. */
export function identifierTable(
  byMode: Readonly<Record<string, readonly (readonly CollectedEvent[])[]>>,
): string {
  const modes = Object.keys(byMode)
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    row(['on the wire', ...modes.map((mode) => `\`${mode}\``)]),
    row(Array.from({ length: modes.length + 1 }, () => '---')),
    ...IDENTIFIERS.map((name) =>
      row([`\`${name}\``, ...modes.map((mode) => cell(byMode[mode]!, name))]),
    ),
  ].join('\n')
}
