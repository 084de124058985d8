import { findMarkers } from '../../../src/testing.ts'
import type { Message } from './segment-site.ts'

/**
 * Names the fields that hold a marker, once each, in whatever message: `context.page.url`.
 *
 * @param markers - by what they are called
 */
export function leakingFields(
  messages: readonly Message[],
  markers: Readonly<Record<string, string>>,
): string[] {
  const found = messages.flatMap((message) =>
    leavesOf(message)
      .filter(([, text]) => findMarkers(text, markers).length > 0)
      .map(([path]) => path),
  )
  return [...new Set(found)].toSorted()
}

/** Keys are looked at with their values. */
function leavesOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value !== 'object' || value === null) return [[path, `${path}=${String(value)}`]]
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path ? `${path}.${key}` : key),
  )
}

/** The fields that leak, and for each set-up whether they do, as a table of the documentation. */
export function leakTable(bySetUp: Readonly<Record<string, readonly string[]>>): string {
  const fields = [...new Set(Object.values(bySetUp).flat())].toSorted()
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const columns = Object.values(bySetUp)
  return [
    row(['field', ...Object.keys(bySetUp)]),
    `|${' --- |'.repeat(columns.length + 1)}`,
    ...fields.map((field) =>
      row([`\`${field}\``, ...columns.map((of) => (of.includes(field) ? 'leaks' : '–'))]),
    ),
    row(['fields that leak', ...columns.map(({ length }) => String(length))]),
  ].join('\n')
}
