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

/** Whether events are sent: they are where there is no reason against it. */
export type Verdict =
  | {
      readonly reason: null
      /** The person's own yes, or the operator's policy without one. */
      readonly basis: 'consent' | 'policy'
    }
  | { readonly reason: Reason; readonly basis: null }

/** Before anything is known. */
export const UNDECIDED = { reason: 'loading', basis: null } as const satisfies Verdict

export interface Situation {
  readonly config: ConfigState
  readonly choice: Choice | null
  /** Whether the browser says, for its user, that data may not be shared. */
  readonly privacySignal: boolean
  /** Whether a choice can be kept in this page, and was readable; asked only where it matters. */
  canKeep(): boolean
}

/**
 * Decides whether anything may be sent. The first row that fits wins, and each row that comes
 * earlier is somebody whose no beats everybody below: the operator, the administrator, the
 * person, the person's browser. What is left is a person's yes, or the operator's policy.
 */
export function decide(situation: Situation): Verdict {
  const { config, choice, privacySignal } = situation
  // Whatever the configuration will say, a no that is known already is not turned by it.
  if (config === 'loading') return choice?.status === 'denied' ? because('denied') : UNDECIDED
  if (config === 'failed') return because('config-error')
  const { enabled, adminOptOut, settings, policyVersion, model } = config
  if (!enabled) return because('disabled-by-config')
  if (adminOptOut) return because('disabled-by-admin')
  if (Object.keys(settings).length === 0) return because('not-configured')
  // A no is not tied to a policy: a new version may ask those again who said yes, nobody else.
  if (choice?.status === 'denied') return because('denied')
  // Nor does a yes from before stand against a signal that has been switched on since.
  const outranked = privacySignal && !choice?.signal
  if (choice && choice.policyVersion >= policyVersion && !outranked) return onGroundsOf('consent')
  if (privacySignal) return because('privacy-signal')
  // Where a no could not be kept, nobody would be able to opt out for good.
  if (model === 'none' || (model === 'opt-out' && situation.canKeep())) return onGroundsOf('policy')
  return because('pending')
}

function onGroundsOf(basis: 'consent' | 'policy'): Verdict {
  return { reason: null, basis }
}

function because(reason: Reason): Verdict {
  return { reason, basis: null }
}
