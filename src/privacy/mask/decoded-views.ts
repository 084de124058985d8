import { decodeEncodedText, hasEncodedText } from './base64.ts'
import { decodeOnce, isEncoded } from './decode-once.ts'

/**
 * How many layers are taken off: `%2540` is `@` for a server that decodes what a browser, or a
 * careless caller, has encoded twice.
 */
const LAYERS = 2

/**
 * What a text says to those who decode it, most of it encoded first: only views that differ from
 * the text. Not attempted: three layers, two of base64, other encodings, `alice at example`.
 */
export function decodedViews(text: string): string[] {
  const layers = [text]
  for (let layer = 0; layer < LAYERS; layer++) {
    const last = layers[layer]!
    const next = isEncoded(last) ? decodeOnce(last) : last
    if (next === last) break
    layers.push(next)
  }
  const inBase64 = layers.filter(hasEncodedText).map(decodeEncodedText)
  return [...layers.slice(1), ...inBase64]
}
