import { gunzipSync } from 'node:zlib'
import type { BodyEncoding } from './collected-request.ts'
import { malformed, tooLarge } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Unpacked } from './wires/wire.ts'

/** A body as text. */
export interface DecodedBody {
  encoding: BodyEncoding
  /** The text; '' when it could not be unpacked. */
  body: string
  problem?: Problem
}

/**
 * Unpacks a body: gzip by its first two bytes, whatever the headers say (PostHog's SDK sends it as
 * text/plain and names no encoding, to need no preflight), anything else as its wire does.
 *
 * @param bytes the body as it came
 * @param maxBody the most bytes decompression may give
 * @param unpack the wire's way; plain JSON when it has none
 */
export function decodeBody(
  bytes: Buffer,
  maxBody: number,
  unpack: (text: string) => Unpacked = asItIs,
): DecodedBody {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzip(bytes, maxBody)
  return unpack(bytes.toString('utf8'))
}

/** Whether a text begins as a JSON object or list does. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

function asItIs(text: string): Unpacked {
  return { encoding: looksLikeJson(text) ? 'json' : 'none', body: text }
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
