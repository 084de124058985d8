/** In which form a marker was found. */
export type MarkerForm =
  | 'as it is'
  | 'percent-encoded'
  | 'percent-encoded twice'
  | 'JSON-escaped'
  | 'base64'
  | 'in another case'

/**
 * Every form in which a secret may be written: as it is, percent-encoded once and twice (as in an
 * address or in a form), JSON-escaped once and twice, and as base64 or base64url at each of its
 * three alignments. A hash or an encryption of it is none of them.
 *
 * @returns forms and texts; a text that contains one of them contains the secret
 */
export function formsOf(secret: string): [form: MarkerForm, written: string][] {
  const once = percentForms(secret)
  const escapes = [escaped(secret), escaped(escaped(secret))]
  const forms: Record<Exclude<MarkerForm, 'in another case'>, string[]> = {
    'as it is': [secret],
    'percent-encoded': once,
    'percent-encoded twice': once.flatMap(percentForms),
    'JSON-escaped': escapes,
    base64: [secret, ...escapes, ...once].flatMap(base64Forms),
  }
  return Object.entries(forms).flatMap(([form, texts]) =>
    texts.map((text): [MarkerForm, string] => [form as MarkerForm, text]),
  )
}

/** As `encodeURIComponent` writes it, a form, and those who write `%2f`. */
function percentForms(text: string): string[] {
  const encoded = encodeURIComponent(text)
  const lower = encoded.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())
  return [encoded, lower, encodeURI(text), new URLSearchParams({ '': text }).toString().slice(1)]
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)

/** Those characters of the secret's base64 that depend on nothing that stands beside it. */
function base64Forms(text: string): string[] {
  const bytes = new TextEncoder().encode(text)
  const middles = [0, 1, 2].map((offset) => {
    const binary = '\0'.repeat(offset) + String.fromCharCode(...bytes)
    const first = Math.ceil((offset * 8) / 6)
    return btoa(binary).slice(first, Math.floor(((offset + bytes.length) * 8) / 6))
  })
  return [...middles, ...middles.map((middle) => middle.replaceAll('+', '-').replaceAll('/', '_'))]
}
