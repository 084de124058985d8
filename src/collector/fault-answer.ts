import { jsonAnswer } from './answer.ts'
import type { Answer } from './answer.ts'
import type { FaultMode } from './fault-mode.ts'

const answers: Record<Exclude<FaultMode, 'none' | 'hang'>, Answer> = {
  unavailable: jsonAnswer({ error: 'unavailable' }, 503),
  html: {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: '<!doctype html><title>Not the ingestion you look for</title>',
  },
  limited: {
    ...jsonAnswer({ error: 'limited' }, 429),
    headers: { 'Retry-After': '1', 'Access-Control-Expose-Headers': 'Retry-After' },
  },
  refused: jsonAnswer({ error: 'refused' }, 400),
  unauthorized: jsonAnswer({ error: 'unauthorized' }, 401),
  'too-large': jsonAnswer({ error: 'too large' }, 413),
  // A top-level domain that is reserved never to exist.
  redirected: { status: 307, headers: { Location: 'https://elsewhere.invalid/' } },
}

/** What a fault answers in place of the vendor; undefined for 'none', and for 'hang', which never does. */
export function faultAnswer(fault: FaultMode): Answer | undefined {
  return fault === 'none' || fault === 'hang' ? undefined : answers[fault]
}
