import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { jsonAnswer } from './answer.ts'
import type { Answer } from './answer.ts'
import { faultAnswer } from './fault-answer.ts'
import type { FaultMode } from './fault-mode.ts'
import type { IngestionRoute } from './ingestion-route.ts'
import { unknownPath } from './problem.ts'
import type { Problem } from './problem.ts'

/** What becomes of a request. Without an answer nothing is sent at all. */
export interface Outcome {
  accepted: boolean
  answer?: Answer
}

/**
 * Decides what becomes of a request from its method and headers, the fault in force and what is
 * wrong with it. A fault comes before a problem, as a service that is down judges nothing.
 */
export function decideOutcome(
  route: IngestionRoute,
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  fault: FaultMode,
  problem?: Problem,
): Outcome {
  // No fault here: a browser whose preflight fails sends nothing that could be recorded.
  if (method === 'OPTIONS') return { accepted: true, answer: preflightAnswer(headers) }
  const accepted = fault === 'none' && !problem
  if (fault === 'hang' || problem?.status === 0) return { accepted }
  const answer = faultAnswer(fault) ?? ownAnswer(route, problem)
  return {
    accepted,
    answer: { ...answer, headers: { ...answer.headers, ...corsHeaders(headers) } },
  }
}

function ownAnswer({ endpoint }: IngestionRoute, problem?: Problem): Answer {
  if (!endpoint) return problemAnswer(unknownPath)
  return problem ? problemAnswer(problem) : endpoint.answer
}

function problemAnswer({ status, text }: Problem): Answer {
  return jsonAnswer({ error: text }, status)
}

/** The origin mirrored, as a vendor's ingestion is open to every site, and no credentials. */
function corsHeaders({ origin }: IncomingHttpHeaders): Record<string, string> {
  return origin ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : {}
}

function preflightAnswer(headers: IncomingHttpHeaders): Answer {
  const asked = headers['access-control-request-headers']
  return {
    status: 204,
    headers: {
      ...corsHeaders(headers),
      'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
      ...(asked && { 'Access-Control-Allow-Headers': asked }),
    },
  }
}
