import type { Pinia } from 'pinia'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { parseConfig } from '../config/parse-config.ts'
import type { ConfigState } from '../config/runtime-config.ts'
import { NOWHERE, type Target } from '../config/target.ts'
import { watchConfig } from '../config/watch-config.ts'
import type { SettledOptions } from '../options.ts'
import { consentCore, defineConsentStore } from './consent-store.ts'
import { decide, UNDECIDED, type Verdict } from './decide.ts'
import { readPrivacySignal } from './privacy-signal.ts'
import { defaultChoiceStorage, storeChoice } from './stored-choice.ts'
import { watchReturn } from '../watch-return.ts'

/**
 * @param verdict - what was decided
 * @param target - of the configuration under which it was
 * @param answeredAt - when the answer was given that it rests on, in milliseconds since 1970
 */
export type Follow = (verdict: Verdict, target: Target, answeredAt: number) => void

/**
 * Brings configuration and choice together: each change of either is decided on, shown by the
 * consent store and handed on before the change returns to whoever made it.
 *
 * Must be called inside an effect scope, which ends it.
 *
 * @param follow - receives each verdict
 * @returns what reads the kept choice again, and follows what it says
 */
export function followVerdict(
  { name, config: source, refresh = 15, destinations, hosts, consent }: SettledOptions,
  pinia: Pinia,
  follow: Follow,
): () => void {
  const { storage = defaultChoiceStorage(), doNotTrack } = consent ?? {}
  const core = defineConsentStore(name)(pinia)[consentCore]
  const state = shallowRef<ConfigState>('loading')
  const verdict = shallowRef<Verdict>(UNDECIDED)
  const config = () => (typeof state.value === 'object' ? state.value : null)
  const stored = storeChoice(storage, `telemetry:${name}`)

  const privacySignal = () => readPrivacySignal(doNotTrack)
  const connection = { verdict, config, privacySignal, ...stored }
  const disconnect = core.connect(connection)
  const update = (): void => {
    const ready = config()
    if (ready) core.settle(ready.policyVersion)
    const choice = core.choice.value
    const next = decide({
      config: state.value,
      choice,
      privacySignal: privacySignal(),
      canKeep: stored.canKeep,
    })
    // A consent tool may have answered while it was tried whether it keeps a choice.
    if (core.choice.value !== choice) return
    try {
      verdict.value = next
    } finally {
      // Whatever the application throws at hearing of it: a no stops.
      follow(verdict.value, config()?.target ?? NOWHERE, core.choice.value?.at ?? 0)
    }
  }
  const rules = { origin: location.origin, hosts }
  watchConfig(
    source,
    refresh,
    (value) => parseConfig(value, destinations, rules),
    (next) => (state.value = next),
  )
  watch([state, core.choice], update, { immediate: true, flush: 'sync' })
  watchReturn(() => {
    core.reload()
    // A signal may have been switched on since.
    update()
  })
  onScopeDispose(disconnect)
  return core.reload
}
