import type { Unsent } from '../telemetry/recorded.ts'
import type { MatcherContext } from './matcher-context.ts'
import { nameOf, type Question } from './question.ts'
import { isUnconnected, times, WHY, type Explained } from './words.ts'

/** What was said by that name and not sent, and why nothing is. */
export function whatDidNot(
  { utils }: MatcherContext,
  { matcher, name, meant, recorded }: Question,
): string[] {
  const { idle } = recorded
  const [type, verb] = matcher === 'toHaveViewed' ? ['page', 'viewed'] : ['track', 'tracked']
  const [dropped, waiting] = [recorded.dropped, recorded.waiting].map((list) =>
    (list as readonly Unsent<Explained>[]).filter((unsent) => unsent.type === type),
  ) as [Unsent<Explained>[], Unsent<Explained>[]]
  // What was said may be misspelt, and not what is expected.
  const said = [...dropped, ...waiting].some((one) => nameOf(one) === name) ? name : meant
  // A name that cannot be used is kept nowhere.
  const what = said === undefined ? 'Something' : utils.printReceived(said)
  const describe = (unsent: readonly Unsent<Explained>[], outcome: string): string[] => {
    const reasons = unsent.filter((one) => nameOf(one) === said).map(({ reason }) => reason)
    return [...new Set(reasons)].map((reason) => {
      const count = reasons.filter((other) => other === reason).length
      const often = count > 1 ? ` ${times(count)}` : ''
      return `${what} was ${verb}${often}${outcome}: ${reason}. ${WHY[reason]}`
    })
  }
  const lost = describe(dropped, ', but dropped')
  if (idle && isUnconnected(idle)) {
    // Nothing is loading yet where nothing has begun.
    const isHeld = waiting.some((one) => nameOf(one) === said)
    return [WHY[idle], ...lost, ...(isHeld ? [`${what} was ${verb}, and waits for that.`] : [])]
  }
  const unsent = [...lost, ...describe(waiting, ', and waits')]
  const isTold = idle === null || unsent.some((text) => text.endsWith(WHY[idle]))
  return isTold ? unsent : [...unsent, WHY[idle]]
}
