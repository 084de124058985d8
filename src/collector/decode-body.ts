import { gunzipSync } from 'node:zlib'
import type { BodyEncoding } from './collected-request.ts'
import { malformed, tooLarge } from './problem.ts'
import type { Problem } from './problem.ts'

/** A body as text. */
export interface DecodedBody {
  encoding: BodyEncoding
  /** The text; '' when it could not be unpacked. */
  body: string
  problem?: Problem
}

/**
 * Unpacks a body the ways PostHog's capture API does: gzip by its first two bytes, whatever the
 * content type (browsers send it as text/plain, to need no preflight), JSON, a form field `data`
 * of base64, and bare base64.
 *
 * @param bytes the body as it came
 * @param maxBody the most bytes decompression may give
 */
export function decodeBody(bytes: Buffer, maxBody: number): DecodedBody {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzip(bytes, maxBody)
  const text = bytes.toString('utf8')
  if (looksLikeJson(text)) return { encoding: 'json', body: text }
  const packed = new URLSearchParams(text).get('data') ?? text
  if (looksLikeJson(packed)) return { encoding: 'json', body: packed }
  const unpacked = fromBase64(packed)
  // Nearly any text decodes as base64 to something. What it gives tells whether it was.
  if (looksLikeJson(unpacked)) return { encoding: 'base64', body: unpacked }
  return { encoding: 'none', body: text }
}

function gunzip(bytes: Buffer, maxBody: number): DecodedBody {
  try {
    const plain = gunzipSync(bytes, { maxOutputLength: maxBody })
    return { encoding: 'gzip', body: plain.toString('utf8') }
  } catch (error) {
    const bounded = error instanceof RangeError
    return { encoding: 'gzip', body: '', problem: bounded ? tooLarge : malformed('broken gzip') }
  }
}

function fromBase64(text: string): string {
  // A sender that does not escape the + of base64 sends what a form reads as a space.
  return Buffer.from(text.replaceAll(' ', '+'), 'base64').toString('utf8')
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text)
}
