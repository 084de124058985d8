/**
 * Secrets that a test has put into the app, by the label under which a message names them. Of a
 * list the labels are `marker 1`, `marker 2` …
 *
 * @example { 'reset token': 'T0KEN', 'typed note': 'nobody may read this' }
 */
export type Markers = Readonly<Record<string, string>> | readonly string[]

/** One secret, as it is looked for. */
export interface Marker {
  /** What messages call it. */
  readonly label: string
  readonly secret: string
}

/** How long a secret has to be: parts of shorter ones stand in any text by chance. */
const SHORTEST = 4

/** @throws where there is none, or one that would be found anywhere or nowhere */
export function readMarkers(markers: Markers): Marker[] {
  const isList = Array.isArray(markers)
  const read = Object.entries(markers).map(([key, secret]: [string, unknown]) => {
    const label = isList ? `marker ${Number(key) + 1}` : key
    if (typeof secret === 'string' && secret.length >= SHORTEST) return { label, secret }
    throw new Error(`expectNoLeak: ${label} is no text of at least ${SHORTEST} characters.`)
  })
  if (read.length > 0) return read
  throw new Error('expectNoLeak: there are no markers, so nothing would be looked for.')
}
