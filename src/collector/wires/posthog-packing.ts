import { looksLikeJson } from '../decode-body.ts'
import type { Unpacked } from './wire.ts'

/**
 * Unpacks a text the ways PostHog's capture API does: JSON, a form field `data` of base64 or of
 * JSON, and bare base64.
 * @example unpackPosthog('data=e30%3D') // { encoding: 'base64', body: '{}' }
 */
export function unpackPosthog(text: string): Unpacked {
  if (looksLikeJson(text)) return { encoding: 'json', body: text }
  const packed = new URLSearchParams(text).get('data') ?? text
  if (looksLikeJson(packed)) return { encoding: 'json', body: packed }
  const unpacked = fromBase64(packed)
  // Nearly any text decodes as base64 to something. What it gives tells whether it was.
  if (looksLikeJson(unpacked)) return { encoding: 'base64', body: unpacked }
  return { encoding: 'none', body: text }
}

function fromBase64(text: string): string {
  // A sender that does not escape the + of base64 sends what a form reads as a space.
  return Buffer.from(text.replaceAll(' ', '+'), 'base64').toString('utf8')
}
