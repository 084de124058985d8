import { UNDECIDED, type Verdict } from '../consent/decide.ts'
import type { Note } from '../notes.ts'
import type { DropReason } from './journal.ts'
import type { Outlet, Settings } from './outlet.ts'
import { createStanding } from './standing.ts'
import { createWaitingRoom, type Tell } from './waiting-room.ts'

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
  /** Closes for good, after what waits has been sent. */
  dispose(): void
}

export interface GateContext {
  readonly outlet: Outlet
  readonly bufferSize: number
  readonly tell: Tell<Note>
  /** Whether what happens before a yes is kept for it. */
  readonly replay?: boolean | undefined
  /** Removes what destinations stored, but for those that the settings name. */
  erase(settings: Settings): void
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

/** How long a stopped SDK may still write what it had pending, in milliseconds. */
const AFTERMATH = 2000

export function createGate({ outlet, bufferSize, tell, erase, replay }: GateContext): Gate {
  const waiting = createWaitingRoom(bufferSize, tell)
  const standing = createStanding()
  let verdict: Verdict = UNDECIDED
  let generation: string = UNDECIDED.reason
  /** From when on what waits has been waiting. */
  let waitsSince = 0
  let aftermath: ReturnType<typeof setTimeout> | undefined

  /** Whether what happens under a verdict is kept until there is another. */
  const keeps = ({ outcome, reason }: Verdict): boolean =>
    outcome === 'wait' || (replay === true && reason === 'pending')
  /** Nothing from before the yes, and nothing twice: what is not later than it is said again. */
  const admit = (note: Note, since: number): void =>
    note.time > since ? outlet.take(note) : tell(note, 'dropped', 'before-consent')
  const start = (settings: Settings, since: number): void => {
    erase(settings)
    outlet.open(settings)
    const waited = waiting.leave()
    // Where nothing has waited everything is said again, whatever a clock said that was set since.
    standing.restate(since, waited.length > 0 ? since : Infinity).forEach(outlet.take)
    waited.forEach((note) => admit(note, since))
  }
  const stop = (reason: DropReason): void => {
    outlet.close(reason)
    erase({})
  }
  const change = (before: Verdict, settings: Settings, since: number): void => {
    clearTimeout(aftermath)
    const { outcome, reason } = verdict
    // A change while sending is a stop and a new start: nothing crosses configurations. A no
    // stops what is not running as well, to remove what an earlier visit left behind.
    if (before.outcome === 'send' || outcome === 'drop') stop(reason ?? 'reconfigured')
    if (outcome === 'send') return start(settings, since)
    if (before.outcome === 'send') aftermath = setTimeout(erase, AFTERMATH, {})
    if (before.reason === 'loading' && keeps(verdict)) return
    waiting.drop(keeps(verdict) ? 'reconfigured' : reason!)
    waitsSince = Date.now()
  }
  return {
    get sending() {
      return verdict.outcome === 'send'
    },
    accept(note) {
      standing.note(note)
      if (verdict.outcome === 'send') outlet.take(note)
      else if (!keeps(verdict)) tell(note, 'dropped', verdict.reason)
      else if (note.type !== 'reset') waiting.enter(note, verdict.reason as 'loading' | 'pending')
      else {
        // Whoever signs out before anything is decided takes what has waited along.
        waitsSince = note.time
        waiting.drop('reset')
      }
    },
    follow(next, settings, answeredAt) {
      const before = verdict
      const under = JSON.stringify(settings)
      const made = next.outcome === 'send' ? under : `${next.reason}${replay ? under : ''}`
      verdict = next
      if (made === generation) return
      const isSame = before.reason === 'loading' || generation === `pending${under}`
      const isCovered = replay === true && next.basis === 'consent' && isSame
      generation = made
      change(before, settings, isCovered ? waitsSince : countsSince(before, answeredAt, waitsSince))
    },
    dispose() {
      clearTimeout(aftermath)
      outlet.end()
      stop('disposed')
      waiting.drop('disposed')
    },
  }
}
