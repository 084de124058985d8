import { report } from '../../diagnostics.ts'
import type { Posted } from './post.ts'

/**
 * Tells developers of what a vendor answers when it does not take what it is sent: of each kind
 * once, with the status.
 *
 * @param name - the destination's
 */
export function createAnswerReport(name: string): (posted: Posted) => void {
  const reported = new Set<string>()
  return ({ judgement, status }) => {
    if (judgement === 'delivered' || reported.has(judgement)) return
    reported.add(judgement)
    report(judgement === 'again' ? 'VT405' : 'VT404', `${name}: ${status || 'no answer'}`)
  }
}
