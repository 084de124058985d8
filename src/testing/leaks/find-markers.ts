import { formsOf, type MarkerForm } from './marker-forms.ts'
import { readMarkers, type Marker, type Markers } from './markers.ts'

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
    .flatMap(({ label, forms }) => forms.map(([, text]) => [label, text] as const))
    .toSorted(([, one], [, other]) => other.length - one.length)
  return {
    find: (text) =>
      wanted.flatMap(({ label, secret, forms }) =>
        [...formsIn(text, secret, forms)].map((form) => ({ label, form })),
      ),
    redact: (text) =>
      written.reduce((left, [label, form]) => left.replaceAll(form, `[${label}]`), text),
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

function formsIn(
  text: string,
  secret: Marker['secret'],
  forms: readonly [MarkerForm, string][],
): Set<MarkerForm> {
  const found = new Set(forms.flatMap(([form, part]) => (text.includes(part) ? [form] : [])))
  // A secret of nothing but letters is its own percent-encoding: that is no news.
  if (found.has('as it is')) {
    for (const form of ['percent-encoded', 'percent-encoded twice', 'JSON-escaped'] as const) {
      if (forms.some(([of, part]) => of === form && part !== secret && text.includes(part)))
        continue
      found.delete(form)
    }
  }
  // Addresses of mail are often sent in lower case.
  if (found.size === 0 && text.toLowerCase().includes(secret.toLowerCase())) {
    found.add('in another case')
  }
  return found
}
