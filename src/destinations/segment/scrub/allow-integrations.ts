import { isRecord } from './is-record.ts'

/** Destinations behind Segment by their names in its catalogue: `{ 'Accoil Analytics': true }`. */
export type AllowedIntegrations = Readonly<Record<string, boolean>> | 'unchanged'

const SEGMENT = 'Segment.io'

/**
 * Says for one message which destinations behind Segment may have it. Segment reads it on its
 * servers too, so that `All: false` holds for destinations that no browser knows of.
 *
 * @param given - what the message says: what it says `false` to stays so, and settings for an
 * allowed destination go along
 *
 * @example
 * allowIntegrations({ Amplitude: { session_id: 5 }, Intercom: true }, { Amplitude: true })
 * // { All: false, 'Segment.io': true, Amplitude: { session_id: 5 } }
 */
export function allowIntegrations(given: unknown, allowed: AllowedIntegrations): unknown {
  if (allowed === 'unchanged') return given
  const said = isRecord(given) ? given : {}
  const names = Object.keys(allowed).filter((name) => name !== 'All' && allowed[name] === true)
  return {
    All: false,
    ...Object.fromEntries(names.map((name) => [name, verdict(said[name])])),
    [SEGMENT]: said[SEGMENT] !== false,
  }
}

function verdict(said: unknown): unknown {
  return isRecord(said) ? said : said !== false
}
