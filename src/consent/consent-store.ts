import { defineStore, type Pinia } from 'pinia'
import {
  computed,
  inject,
  markRaw,
  hasInjectionContext,
  shallowRef,
  type ComputedRef,
  type ShallowRef,
} from 'vue'
import type { ParsedConfig } from '../config/runtime-config.ts'
import { telemetryKey } from '../injection.ts'
import { untracked } from '../untracked.ts'
import { UNDECIDED, type Reason, type Verdict } from './decide.ts'
import { readPrivacySignal } from './privacy-signal.ts'
import { isSame, type Choice, type StoredChoice } from './stored-choice.ts'

/** What an installed telemetry gives the store: where the choice is kept, and what follows. */
interface ConsentConnection extends StoredChoice {
  /** The decision that the choice led to, for the store to show. */
  readonly verdict: Readonly<ShallowRef<Verdict>>
  /** The configuration, as far as it is there: an answer is one to its policy. */
  config(): ParsedConfig | null
  /** Whether the browser sends a privacy signal that counts. */
  privacySignal(): boolean
}

/** The inner side of the store, for the telemetry that is installed under the same name. */
interface ConsentCore {
  /** The choice itself: out of reach of `$patch`, `pinia.state`, hydration and store plugins. */
  readonly choice: Readonly<ShallowRef<Choice | null>>
  /** @returns what ends the connection */
  connect(connection: ConsentConnection): () => void
  /** Reads the kept choice again, because somebody else may have written it. */
  reload(): void
  /** The policy version has become known: an answer from before is an answer to it. */
  settle(policyVersion: number): void
}

/**
 * Known to every copy of this package. Not enumerated by Pinia, so neither wrapped as an action
 * nor shown in its DevTools.
 */
export const consentCore: unique symbol = Symbol.for('vue-telemetry:consent')

/**
 * The person's consent, as a Pinia store.
 *
 * @param pinia - needed outside components only
 * @param name - the `name` of the telemetry; by default that of the one the component is in
 *
 * @example
 * const consent = useTelemetryConsent()
 * // <aside v-if="consent.shouldAsk"> … <button @click="consent.grant()">
 */
export function useTelemetryConsent(pinia?: Pinia | null, name?: string) {
  const provided = hasInjectionContext() ? inject(telemetryKey, null)?.name : undefined
  return defineConsentStore(name ?? provided ?? 'telemetry')(pinia)
}

/** @internal */
export function defineConsentStore(name: string) {
  return defineStore(`${name}-consent`, () => {
    const { core, answer, verdict, canOptOut } = createConsentCore()
    return {
      /** The person's own answer, never derived from a signal or a policy. */
      status: computed(() => core.choice.value?.status ?? 'pending'),
      /** Whether everything agrees that events are sent. */
      active: computed(() => verdict.value.reason === null),
      /** On what grounds; `null` while nothing is sent. */
      basis: computed(() => verdict.value.basis),
      /** Why nothing is sent; `null` while active. */
      reason: computed(() => verdict.value.reason) as ComputedRef<Reason | null>,
      /** Whether a banner should ask. */
      shouldAsk: computed(() => verdict.value.reason === 'pending'),
      /** Whether a "no" would change anything, or already has. */
      canOptOut,
      /** The person says yes. */
      grant: () => answer('granted'),
      /** The person says no, or takes a yes back. */
      deny: () => answer('denied'),
      /** Forgets the answer, so that it is asked for again. */
      clear: () => answer(null),
      /** Does nothing: signing out of everything at once must not forget a choice. */
      $reset: () => {},
      // A store is reactive, and would unwrap what it holds.
      [consentCore]: markRaw(core),
    }
  })
}

const CAN_OPT_OUT: readonly (Reason | null)[] = [null, 'denied', 'privacy-signal', 'pending']

/** Of an answer that was given before the configuration was there. */
const UNKNOWN_POLICY = -1

function createConsentCore() {
  const choice = shallowRef<Choice | null>(null)
  const connection = shallowRef<ConsentConnection | null>(null)
  /** When an answer was given that is not kept, in milliseconds since 1970; 0 where there is none. */
  let unsavedSince = 0
  /** An answer that was given here, to a policy that was not known yet. */
  let unsettled: Choice | null = null
  // A consent tool may answer while it is told of an answer: with a no, which counts, or with
  // what it knew before, which does not.
  let isSaving = false
  let isRefused = false
  const keep = (next: Choice | null): void => {
    // Kept first: what follows from the choice may purge, and must not find it missing.
    isSaving = true
    const isKept = connection.value?.save(next)
    isSaving = false
    unsavedSince = isKept ? 0 : (next?.at ?? Date.now())
    choice.value = next
    if (isRefused) answer('denied')
  }
  const answer = (status: Choice['status'] | null): void => {
    isRefused = isSaving && status === 'denied'
    if (isSaving) return
    const policyVersion = connection.value?.config()?.policyVersion ?? UNKNOWN_POLICY
    const isSignalled = connection.value?.privacySignal() ?? readPrivacySignal()
    const signal = status === 'granted' && isSignalled && { signal: true }
    const next = status && { status, policyVersion, at: Date.now(), ...signal }
    if (isKnown(next)) return
    if (policyVersion === UNKNOWN_POLICY) unsettled = next
    keep(next)
  }
  /** Said again, it is the same answer, and no news to other tabs; unless it was removed. */
  const isKnown = (next: Choice | null): boolean => {
    // Before there is a connection nothing has been read that it could be the same as.
    if (!connection.value || !isSame(choice.value, next)) return false
    const kept = connection.value.load()
    return kept === undefined || isSame(kept, next)
  }
  const core: ConsentCore = {
    choice,
    connect(next) {
      connection.value = next
      // An answer that could not be kept when it was given is kept now. Any other is kept
      // already, and what another tab has answered since is what counts. By its time alone that
      // would be a yes from when the clock was ahead as well, which may not turn a no.
      const isNewer = choice.value?.status === 'denied' || unsavedSince >= (next.load()?.at ?? 0)
      if (unsavedSince > 0 && isNewer) keep(choice.value)
      else core.reload()
      return () => void (connection.value = null)
    },
    reload() {
      const kept = isSaving ? undefined : connection.value?.load()
      if (kept === undefined || (isSame(kept, choice.value) && kept?.at === choice.value?.at))
        return
      choice.value = kept
    },
    settle(policyVersion) {
      // Of an earlier visit it may be an answer to any policy, and so is to none.
      if (unsettled && unsettled === choice.value) keep({ ...unsettled, policyVersion })
      unsettled = null
    },
  }
  const verdict = computed(() => connection.value?.verdict.value ?? UNDECIDED)
  return {
    core,
    verdict,
    canOptOut: computed(
      () =>
        CAN_OPT_OUT.includes(verdict.value.reason) && connection.value?.config()?.model !== 'none',
    ),
    answer: (status: Choice['status'] | null) => untracked(() => answer(status)),
  }
}
