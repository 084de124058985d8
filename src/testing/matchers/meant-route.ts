import { nearestText } from './nearest-text.ts'
import type { Question } from './question.ts'

/**
 * Which pattern may be meant: the one that an address fits, since tests are full of addresses, or
 * one that is spelt alike.
 */
export function meantRoute(
  route: string,
  known: readonly string[],
): Pick<Question, 'meant' | 'because'> {
  const fitting = known.find((pattern) => pattern.includes(':') && fits(route, pattern))
  // A pattern fits another one as an address does.
  if (!fitting || route.includes(':')) return { meant: nearestText(route, known) }
  return { meant: fitting, because: 'Pages are told by their patterns, not by their addresses.' }
}

/** Whether an address may be one of a pattern; parameters are anything up to the next slash. */
function fits(address: string, pattern: string): boolean {
  const parts = pattern.split('/')
  const said = address.replace(/[?#].*/s, '').split('/')
  return (
    parts.length === said.length &&
    parts.every((part, index) => part.startsWith(':') || part === said[index])
  )
}
