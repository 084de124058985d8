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
 * address or in a form), JSON-escaped once and twice, what is not ASCII by its number as well, and
 * as base64 or base64url at each of its three alignments, percent-encoded or not; and all of these
 * of the secret in lower case, in capitals and in the normal forms of Unicode. A hash or an
 * encryption of it is none of them.
 *
 * @returns the texts, each with its form; a text that contains one of them contains the secret
 */
export function formsOf(secret: string): Map<string, MarkerForm> {
  const forms = new Map<string, MarkerForm>()
  // Of two forms that are written alike the first is the plainer one.
  const add = (form: MarkerForm, texts: readonly string[]): void => {
    for (const text of texts) if (!forms.has(text)) forms.set(text, form)
  }
  for (const [form, texts] of writtenForms(normalForms(secret))) add(form, texts)
  const others = [secret.toLowerCase(), secret.toUpperCase()].flatMap(normalForms)
  for (const [, texts] of writtenForms(others)) add('in another case', texts)
  return forms
}

function normalForms(text: string): string[] {
  return [text, text.normalize('NFC'), text.normalize('NFD')]
}

function writtenForms(texts: readonly string[]): [MarkerForm, string[]][] {
  const escapes = texts.flatMap((text) => [
    ...jsonForms(text),
    ...jsonForms(text).flatMap(jsonForms),
  ])
  const plain = distinct([...texts, ...escapes])
  const once = distinct(plain.flatMap(percentForms))
  const base64 = distinct([...plain, ...once].flatMap(base64Forms))
  return [
    ['as it is', [...texts]],
    ['JSON-escaped', escapes],
    ['percent-encoded', once],
    ['percent-encoded twice', once.flatMap(percentForms)],
    ['base64', [...base64, ...base64.flatMap(percentForms)]],
  ]
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

/** As `encodeURIComponent` writes it, a form, and those who write `%2f`. */
function percentForms(text: string): string[] {
  const encoded = encodeURIComponent(text)
  const lower = encoded.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())
  const form = new URLSearchParams({ '': text }).toString().slice(1)
  return [encoded, lower, encodeURI(text), form]
}

/** As `JSON.stringify` writes it, and those who write `\u00eb` or `\/`. */
function jsonForms(text: string): string[] {
  const escaped = JSON.stringify(text).slice(1, -1)
  const ascii = escaped.replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return [escaped, ascii, ascii.replaceAll('/', '\\/')]
}

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
