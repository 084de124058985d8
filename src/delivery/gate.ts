import { NOWHERE, type Target } from '../config/target.ts'
import { UNDECIDED, type Verdict } from '../consent/decide.ts'
import type { Note } from '../notes.ts'
import type { SettledOptions } from '../options.ts'
import { createBacklog } from './backlog.ts'
import type { Eraser } from './eraser.ts'
import type { Outlet } from './outlet.ts'
import { createTurns } from './turns.ts'
import type { Tell } from './waiting-room.ts'

/** What everything has to pass: it sends, keeps or drops as the verdict says. */
export interface Gate {
  accept(note: Note): void
  /**
   * Follows a verdict. Synchronous: when it returns after a no, nothing more goes out.
   *
   * @param verdict - what was decided
   * @param target - where to, and as whom
   * @param answeredAt - when the answer was given that it rests on
   */
  follow(verdict: Verdict, target: Target, answeredAt: number): void
  /** Whether what comes now is sent. */
  readonly sending: boolean
  /** Closes for good, after what waits has been sent; no verdict is followed after that. */
  dispose(): void
}

/**
 * From when on a yes counts. One from an earlier visit covers what has waited for the
 * configuration; after anything but waiting there was a time that it does not cover.
 */
function countsSince(
  before: Verdict['reason'],
  answeredAt: number,
  waitsSince: number,
  now: number,
): number {
  if (before !== 'loading') return now
  // A clock that was set back since moves nothing into the future.
  return Math.max(answeredAt > now ? 0 : answeredAt, waitsSince)
}

export function createGate(
  { bufferSize, consent, now }: Pick<SettledOptions, 'bufferSize' | 'consent' | 'now'>,
  outlet: Outlet,
  eraser: Eraser,
  tell: Tell<Note>,
): Gate {
  const replay = consent?.replay === true
  const backlog = createBacklog(bufferSize, tell, now)
  // Whoever is told what becomes of an event may say yes or no, or end it all, at once.
  const inTurn = createTurns()
  let verdict: Verdict = UNDECIDED
  let followed: Verdict['reason'] = verdict.reason
  /** What the last verdict was about; `null` once it has all ended. */
  let generation: string | null = UNDECIDED.reason

  /** Whether what happens is kept until there is another verdict. */
  const keeps = (reason: Verdict['reason']): boolean =>
    reason === 'loading' || (replay && reason === 'pending')
  const change = (reason: Verdict['reason'], target: Target, since: number): void => {
    // A change while sending is a stop and a new start: nothing crosses configurations. A no
    // stops what is not running as well, to remove what an earlier visit left behind.
    if (!followed || (reason && reason !== 'loading')) {
      outlet.close(reason ?? 'reconfigured')
      eraser.keepOnly(NOWHERE)
    }
    if (!reason) {
      eraser.keepOnly(target)
      outlet.open(target)
      backlog.leave(since, outlet.take)
    } else if (followed !== 'loading' || !keeps(reason)) {
      backlog.drop(keeps(reason) ? 'reconfigured' : reason)
    }
  }
  const followNow = ({ reason, basis }: Verdict, target: Target, answeredAt: number): void => {
    // A no has to be followed whatever has become of the target: it matters to what goes on.
    const under = reason && !replay ? '' : JSON.stringify(target)
    const made = `${reason ?? ''}${under}`
    if (generation !== null && made !== generation) {
      const isSame = followed === 'loading' || generation === `pending${under}`
      const isCovered = replay && basis === 'consent' && isSame
      generation = made
      const { since } = backlog
      change(reason, target, isCovered ? since : countsSince(followed, answeredAt, since, now()))
    }
    followed = reason
  }
  return {
    get sending() {
      return !verdict.reason
    },
    accept(note) {
      backlog.remember(note)
      if (!verdict.reason) outlet.take(note)
      else if (!keeps(verdict.reason)) tell(note, 'dropped', verdict.reason)
      else backlog.wait(note, verdict.reason as 'loading' | 'pending')
    },
    follow(next, target, answeredAt) {
      // At once, for whoever asks meanwhile whether it may still send.
      verdict = next
      inTurn(() => followNow(next, target, answeredAt))
      // A no that comes while the last is being sent has no turn any more, and stops that too.
      if (generation === null && next.reason) outlet.close(next.reason)
    },
    dispose() {
      inTurn(() => {
        generation = null
        outlet.end()
        outlet.close('disposed')
        backlog.drop('disposed')
        eraser.end()
      })
    },
  }
}
