import { formsOf, type MarkerForm } from './marker-forms.ts'
import { readMarkers, type Markers } from './markers.ts'

/** A marker that was found in a text. */
export interface MarkerFinding {
  /** What the marker is called; never the marker itself. */
  readonly label: string
  readonly form: MarkerForm
}

/** Looks for markers in texts, and takes them out of what is shown to somebody. */
export interface MarkerSearch {
  find(text: string): MarkerFinding[]
  /** @returns the text with the label in place of each marker, `ph_[reset token]` */
  redact(text: string): string
}

export function createMarkerSearch(markers: Markers): MarkerSearch {
  const wanted = readMarkers(markers).map((marker) => ({
    ...marker,
    forms: formsOf(marker.secret),
  }))
  /** The longest first: a form may be a part of another one. */
  const written = wanted
    .flatMap(({ label, forms }) => [...forms.keys()].map((text) => [label, text] as const))
    .toSorted(([, one], [, other]) => other.length - one.length)
  return {
    find: (text) =>
      wanted.flatMap(({ label, forms }) =>
        [...formsIn(text, forms)].map((form) => ({ label, form })),
      ),
    redact: (text) =>
      written.reduce((left, [label, form]) => replaceAny(left, form, `[${label}]`), text),
  }
}

/**
 * Finds markers in a text, in every form in which they may be written there.
 *
 * @returns each marker that was found, once for each form
 *
 * @example
 * findMarkers('https://app.example/?code=T0KEN', { 'reset token': 'T0KEN' })
 * // [{ label: 'reset token', form: 'as it is' }]
 */
export function findMarkers(text: string, markers: Markers): MarkerFinding[] {
  return createMarkerSearch(markers).find(text)
}

function formsIn(text: string, forms: ReadonlyMap<string, MarkerForm>): Set<MarkerForm> {
  const written = [...forms]
  const found = new Set(written.flatMap(([part, form]) => (text.includes(part) ? [form] : [])))
  found.delete('in another case')
  if (found.size > 0) return found
  // Addresses of mail are often sent in lower case. Base64 has no other case.
  const lower = text.toLowerCase()
  const isFound = written.some(([part, form]) =>
    form === 'base64' || form === 'in another case'
      ? text.includes(part)
      : lower.includes(part.toLowerCase()),
  )
  return isFound ? found.add('in another case') : found
}

/** Whatever its case is. */
function replaceAny(text: string, part: string, replacement: string): string {
  if (!text.toLowerCase().includes(part.toLowerCase())) return text
  const pattern = part.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&')
  return text.replace(new RegExp(pattern, 'gi'), () => replacement)
}
