import type { PlainRecord } from '../../events.ts'

/** Properties as Plausible keeps them: texts. */
export type PlausibleProps = Readonly<Record<string, string>>

// The limits of Plausible's lib/plausible/ingestion/request.ex and lib/plausible/props.ex. One
// value beyond them, and it refuses the event; of too many properties it drops any.
const PROPS = 30
const KEY_BYTES = 300
const VALUE_BYTES = 2000

/**
 * Makes Plausible's properties of an event's: numbers and booleans as texts, the first 30. What
 * Plausible does not keep is left out: objects, lists, `null`, blank texts and what is too long.
 *
 * @example toProps({ kind: 'issue', fields: 3, tags: ['a'] }) // { kind: 'issue', fields: '3' }
 */
export function toProps(values: PlainRecord): PlausibleProps {
  const usable = Object.entries(values)
    .filter(([, value]) => typeof value !== 'object')
    .map(([key, value]) => [key, String(value)] as const)
    .filter(([key, text]) => fits(key, KEY_BYTES) && fits(text, VALUE_BYTES))
  return Object.fromEntries(usable.slice(0, PROPS))
}

function fits(text: string, bytes: number): boolean {
  return text.trim() !== '' && new TextEncoder().encode(text).length <= bytes
}
