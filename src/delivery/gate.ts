import { UNDECIDED, type Verdict } from '../consent/decide.ts'
import type { Note } from '../notes.ts'
import { createBacklog } from './backlog.ts'
import type { Eraser } from './eraser.ts'
import type { Outlet, Settings } from './outlet.ts'
import { createTurns } from './turns.ts'
import type { Tell } from './waiting-room.ts'

/** What everything has to pass: it sends, keeps or drops as the verdict says. */
export interface Gate {
  accept(note: Note): void
  /**
   * Follows a verdict. Synchronous: when it returns after a no, nothing more goes out.
   *
   * @param verdict - what was decided
   * @param settings - by destination name; destinations without any are left closed
   * @param answeredAt - when the answer was given that it rests on
   */
  follow(verdict: Verdict, settings: Settings, answeredAt: number): void
  /** Whether what comes now is sent. */
  readonly sending: boolean
  /** Closes for good, after what waits has been sent; no verdict is followed after that. */
  dispose(): void
}

export interface GateContext {
  readonly outlet: Outlet
  readonly bufferSize: number
  readonly tell: Tell<Note>
  /** Whether what happens before a yes is kept for it. */
  readonly replay?: boolean | undefined
  /** Removes what destinations stored. */
  readonly eraser: Eraser
}

/**
 * From when on a yes counts. One from an earlier visit covers what has waited for the
 * configuration; after anything but waiting there was a time that it does not cover.
 */
function countsSince(before: Verdict, answeredAt: number, waitsSince: number): number {
  const now = Date.now()
  if (before.reason !== 'loading') return now
  // A clock that was set back since moves nothing into the future.
  return Math.max(answeredAt > now ? 0 : answeredAt, waitsSince)
}

export function createGate({ outlet, bufferSize, tell, eraser, replay }: GateContext): Gate {
  const backlog = createBacklog(bufferSize, tell)
  // Whoever is told what becomes of an event may say yes or no, or end it all, at once.
  const inTurn = createTurns()
  let verdict: Verdict = UNDECIDED
  let followed: Verdict = UNDECIDED
  let generation: string = UNDECIDED.reason
  let ended = false

  /** Whether what happens under a verdict is kept until there is another. */
  const keeps = ({ reason }: Verdict): boolean =>
    reason === 'loading' || (replay === true && reason === 'pending')
  const change = (before: Verdict, next: Verdict, settings: Settings, since: number): void => {
    const { reason } = next
    // A change while sending is a stop and a new start: nothing crosses configurations. A no
    // stops what is not running as well, to remove what an earlier visit left behind.
    if (!before.reason || (reason && reason !== 'loading')) {
      outlet.close(reason ?? 'reconfigured')
      eraser.keepOnly({})
    }
    if (!reason) {
      eraser.keepOnly(settings)
      outlet.open(settings)
      backlog.leave(since).forEach(outlet.take)
    } else if (before.reason !== 'loading' || !keeps(next)) {
      backlog.drop(keeps(next) ? 'reconfigured' : reason)
    }
  }
  const followNow: Gate['follow'] = (next, settings, answeredAt) => {
    const before = followed
    followed = next
    const under = JSON.stringify(settings)
    const made = !next.reason ? under : `${next.reason}${replay ? under : ''}`
    if (ended || made === generation) return
    const isSame = before.reason === 'loading' || generation === `pending${under}`
    const isCovered = replay === true && next.basis === 'consent' && isSame
    generation = made
    const { since } = backlog
    change(before, next, settings, isCovered ? since : countsSince(before, answeredAt, since))
  }
  return {
    get sending() {
      return !verdict.reason
    },
    accept(note) {
      backlog.remember(note)
      if (!verdict.reason) outlet.take(note)
      else if (!keeps(verdict)) tell(note, 'dropped', verdict.reason)
      else backlog.wait(note, verdict.reason as 'loading' | 'pending')
    },
    follow(next, settings, answeredAt) {
      // At once, for whoever asks meanwhile whether it may still send.
      verdict = next
      inTurn(() => followNow(next, settings, answeredAt))
    },
    dispose() {
      inTurn(() => {
        ended = true
        outlet.end()
        outlet.close('disposed')
        backlog.drop('disposed')
        eraser.end()
      })
    },
  }
}
