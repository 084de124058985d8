import type { IncomingMessage } from 'node:http'
import { aborted, tooLarge } from './problem.ts'
import type { Problem } from './problem.ts'

/** A request's body as it came. */
export interface Upload {
  /** Empty when the body was too large, and what had come when it was aborted. */
  bytes: Buffer
  /** Bytes that came, kept or not. */
  size: number
  problem?: Problem
}

/**
 * Reads a body and keeps at most `maxBody` bytes of it. Never rejects.
 *
 * The rest of a larger one is read and dropped: a client still writing would see a reset
 * connection instead of the answer.
 */
export function readUpload(request: IncomingMessage, maxBody: number): Promise<Upload> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = []
    let size = 0
    const excess = () => (size > maxBody ? tooLarge : undefined)
    const settle = (problem?: Problem) =>
      resolve({ bytes: Buffer.concat(chunks), size, problem: problem ?? excess() })
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBody) chunks = []
      else chunks.push(chunk)
    })
    request.once('end', () => settle())
    // Both come when the sender goes away; a promise settles once, and after 'end' it has.
    request.once('close', () => settle(aborted))
    request.on('error', () => settle(aborted))
  })
}
