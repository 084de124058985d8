import type { Pinia } from 'pinia'
import { onScopeDispose, shallowRef, watch, type MaybeRefOrGetter } from 'vue'
import type { ParseResult } from '../config/parse-config.ts'
import type { ConfigState } from '../config/runtime-config.ts'
import { watchConfig } from '../config/watch-config.ts'
import { report } from '../diagnostics.ts'
import { consentCore, defineConsentStore } from './consent-store.ts'
import { decide, UNDECIDED, type Verdict } from './decide.ts'
import { readPrivacySignal } from './privacy-signal.ts'
import { storeChoice, type ChoiceStorage } from './stored-choice.ts'
import { watchReturn } from './watch-return.ts'

export interface VerdictSources {
  readonly name: string
  readonly pinia: Pinia
  readonly storage: ChoiceStorage | null
  readonly config: MaybeRefOrGetter<unknown>
  parse(value: unknown): ParseResult
}

export interface FollowedVerdict {
  /** When the answer was given on which the verdict rests, in milliseconds since 1970. */
  answeredAt(): number
  /** Lets go of the store, for another telemetry of the same name. */
  disconnect(): void
}

/**
 * Brings configuration and choice together: each change of either is decided on, shown by the
 * consent store and handed on before the change returns to whoever made it.
 *
 * Must be called inside an effect scope, which ends it.
 *
 * @param follow - receives each verdict, with the settings that it was reached under
 * @returns `null` where another telemetry has the same name
 */
export function followVerdict(
  { name, pinia, storage, config: source, parse }: VerdictSources,
  follow: (verdict: Verdict, settings: Readonly<Record<string, unknown>>) => void,
): FollowedVerdict | null {
  const core = defineConsentStore(name)(pinia)[consentCore]
  const config = shallowRef<ConfigState>({ status: 'loading' })
  const verdict = shallowRef<Verdict>(UNDECIDED)
  const ready = () => (config.value.status === 'ready' ? config.value.config : null)
  const policyVersion = () => ready()?.policyVersion ?? 0
  const stored = storeChoice(storage, `telemetry:${name}`)

  const disconnect = core.connect({ verdict, policyVersion, ...stored })
  if (!disconnect) {
    if (process.env.NODE_ENV !== 'production') report('VT103', name)
    return null
  }
  const update = (): void => {
    const situation = { config: config.value, choice: core.choice.value }
    verdict.value = decide({ ...situation, privacySignal: readPrivacySignal() })
    follow(verdict.value, ready()?.settings ?? {})
  }
  watchConfig(source, parse, (state) => (config.value = state))
  watch([config, core.choice], update, { immediate: true, flush: 'sync' })
  onScopeDispose(watchReturn(core.reload))
  return { answeredAt: () => core.choice.value?.at ?? 0, disconnect }
}
