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

/** The person's own yes, or the operator's policy without one. */
type Basis = 'consent' | 'policy'

/** Whether events are sent: they are where there is no reason against it. */
export type Verdict =
  | {
      readonly reason: null
      readonly basis: Basis
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
  const found = findRow(situation)
  return found === 'consent' || found === 'policy'
    ? { reason: null, basis: found }
    : { reason: found, basis: null }
}

function findRow({ config, choice, privacySignal, canKeep }: Situation): Reason | Basis {
  // Whatever the configuration will say, a no that is known already is not turned by it.
  if (config === 'loading') return choice?.status === 'denied' ? 'denied' : config
  if (config === 'failed') return 'config-error'
  const { enabled, adminOptOut, target, policyVersion, model } = config
  if (!enabled) return 'disabled-by-config'
  if (adminOptOut) return 'disabled-by-admin'
  if (Object.keys(target.settings).length === 0) return 'not-configured'
  // A no is not tied to a policy: a new version may ask those again who said yes, nobody else.
  if (choice?.status === 'denied') return 'denied'
  // Nor does a yes from before stand against a signal that has been switched on since.
  const outranked = privacySignal && !choice?.signal
  if (choice && choice.policyVersion >= policyVersion && !outranked) return 'consent'
  if (privacySignal) return 'privacy-signal'
  // Where a no could not be kept, nobody would be able to opt out for good.
  return model === 'none' || (model === 'opt-out' && canKeep()) ? 'policy' : 'pending'
}
