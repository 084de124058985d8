import type { ConfigState } from '../config/runtime-config.ts'
import type { Choice } from './stored-choice.ts'

/** Why nothing is being sent. */
export type Reason =
  | 'loading'
  | 'config-error'
  | 'disabled-by-config'
  | 'disabled-by-admin'
  | 'not-configured'
  | 'denied'
  | 'privacy-signal'
  | 'pending'

/** What becomes of an event: it is sent, kept until more is known, or dropped. */
export type Verdict =
  | { readonly outcome: 'send'; readonly reason: null; readonly basis: 'consent' }
  | { readonly outcome: 'wait' | 'drop'; readonly reason: Reason; readonly basis: null }

/** Before anything is known. */
export const UNDECIDED = { outcome: 'wait', reason: 'loading', basis: null } as const

export interface Situation {
  readonly config: ConfigState
  readonly choice: Choice | null
  /** Whether the browser sends Global Privacy Control. */
  readonly privacySignal: boolean
}

/**
 * Decides whether anything may be sent. The first row that fits wins, and each row that comes
 * earlier is somebody whose no beats everybody below: the operator, the administrator, the
 * person, the person's browser. Only a person's yes is left then.
 */
export function decide({ config: state, choice, privacySignal }: Situation): Verdict {
  // Whatever the configuration will say, a no that is known already is not turned by it.
  if (state.status === 'loading') return choice?.status === 'denied' ? because('denied') : UNDECIDED
  if (state.status === 'failed') return because('config-error')
  const { enabled, adminOptOut, settings, policyVersion } = state.config
  if (!enabled) return because('disabled-by-config')
  if (adminOptOut) return because('disabled-by-admin')
  if (Object.keys(settings).length === 0) return because('not-configured')
  // A no is not tied to a policy: a new version may ask those again who said yes, nobody else.
  if (choice?.status === 'denied') return because('denied')
  if (choice && choice.policyVersion >= policyVersion) {
    return { outcome: 'send', reason: null, basis: 'consent' }
  }
  if (privacySignal) return because('privacy-signal')
  return because('pending')
}

function because(reason: Reason): Verdict {
  return { outcome: 'drop', reason, basis: null }
}
