import type { Pinia } from 'pinia'
import { onScopeDispose, shallowRef, watch, type MaybeRefOrGetter } from 'vue'
import type { ParseResult } from '../config/parse-config.ts'
import type { ConfigState } from '../config/runtime-config.ts'
import { watchConfig } from '../config/watch-config.ts'
import { consentCore, defineConsentStore } from './consent-store.ts'
import { decide, UNDECIDED, type Verdict } from './decide.ts'
import { readPrivacySignal } from './privacy-signal.ts'
import { storeChoice, type ChoiceStorage } from './stored-choice.ts'
import { watchReturn } from '../watch-return.ts'

export interface VerdictSources {
  readonly name: string
  readonly pinia: Pinia
  readonly storage: ChoiceStorage | null
  /** Whether "Do Not Track" counts as a privacy signal. */
  readonly doNotTrack?: boolean | undefined
  readonly config: MaybeRefOrGetter<unknown>
  /** After how many minutes a function in `config` is called again. */
  readonly refresh: number
  parse(value: unknown): ParseResult
}

/**
 * @param verdict - what was decided
 * @param settings - by destination name, of the configuration under which it was
 * @param answeredAt - when the answer was given that it rests on, in milliseconds since 1970
 */
export type Follow = (
  verdict: Verdict,
  settings: Readonly<Record<string, unknown>>,
  answeredAt: number,
) => void

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
  { name, pinia, storage, doNotTrack, config: source, refresh, parse }: VerdictSources,
  follow: Follow,
): () => void {
  const core = defineConsentStore(name)(pinia)[consentCore]
  const config = shallowRef<ConfigState>({ status: 'loading' })
  const verdict = shallowRef<Verdict>(UNDECIDED)
  const ready = () => (config.value.status === 'ready' ? config.value.config : null)
  const policyVersion = () => ready()?.policyVersion
  const stored = storeChoice(storage, `telemetry:${name}`)

  const privacySignal = () => readPrivacySignal(doNotTrack)
  const offersChoice = () => ready()?.model !== 'none'
  const connection = { verdict, policyVersion, privacySignal, offersChoice, ...stored }
  const disconnect = core.connect(connection)
  const update = (): void => {
    const version = policyVersion()
    if (version !== undefined) core.settle(version)
    verdict.value = decide({
      config: config.value,
      choice: core.choice.value,
      privacySignal: privacySignal(),
      canKeepChoice: stored.canKeep,
    })
    follow(verdict.value, ready()?.settings ?? {}, core.choice.value?.at ?? 0)
  }
  watchConfig(source, refresh, parse, (state) => (config.value = state))
  watch([config, core.choice], update, { immediate: true, flush: 'sync' })
  watchReturn(() => {
    core.reload()
    // A signal may have been switched on since.
    update()
  })
  onScopeDispose(disconnect)
  return core.reload
}
