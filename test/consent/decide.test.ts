import { describe, expect, test, vi } from 'vitest'
import type { ConfigState, ParsedConfig } from '../../src/config/runtime-config.ts'
import { NOWHERE } from '../../src/config/target.ts'
import { decide, type Reason, type Situation } from '../../src/consent/decide.ts'
import type { Choice } from '../../src/consent/stored-choice.ts'

const ready = (more: Partial<ParsedConfig> = {}): ParsedConfig => ({
  enabled: true,
  adminOptOut: false,
  policyVersion: 2,
  model: 'opt-in',
  target: { identity: { mode: 'user' }, settings: { fake: {} } },
  ...more,
})
const granted = (policyVersion = 2, signal?: true): Choice => ({
  status: 'granted',
  policyVersion,
  at: 1,
  ...(signal && { signal }),
})
const denied = (policyVersion = 2): Choice => ({ status: 'denied', policyVersion, at: 1 })

/** Everything in favour: whoever is not mentioned says yes. */
const YES: Situation = {
  config: ready(),
  choice: granted(),
  privacySignal: false,
  canKeep: () => true,
}

describe('each row', () => {
  test.each<[string, Partial<Situation>, Reason]>([
    ['the configuration is not there yet', { config: 'loading' }, 'loading'],
    ['the configuration failed', { config: 'failed' }, 'config-error'],
    [
      'a no is known before the configuration is',
      { config: 'loading', choice: denied() },
      'denied',
    ],
    ['the operator says no', { config: ready({ enabled: false }) }, 'disabled-by-config'],
    ['the administrator says no', { config: ready({ adminOptOut: true }) }, 'disabled-by-admin'],
    ['nothing has a key', { config: ready({ target: NOWHERE }) }, 'not-configured'],
    ['the person says no', { choice: denied() }, 'denied'],
    ['the person said no to an earlier policy', { choice: denied(1) }, 'denied'],
    ['the browser says no', { choice: null, privacySignal: true }, 'privacy-signal'],
    ['nobody was asked yet', { choice: null }, 'pending'],
    ['the yes was to an earlier policy', { choice: granted(1) }, 'pending'],
    [
      'the yes was to an earlier policy, and the browser says no',
      { choice: granted(1), privacySignal: true },
      'privacy-signal',
    ],
    ['the yes was given before the browser says no', { privacySignal: true }, 'privacy-signal'],
    [
      'the operator asks for a no only, and the browser says no',
      { config: ready({ model: 'opt-out' }), choice: null, privacySignal: true },
      'privacy-signal',
    ],
    [
      'the operator asks for a no only, which could not be kept',
      { config: ready({ model: 'opt-out' }), choice: null, canKeep: () => false },
      'pending',
    ],
    [
      'nobody is asked, and the browser says no',
      { config: ready({ model: 'none' }), choice: null, privacySignal: true },
      'privacy-signal',
    ],
    [
      'nobody is asked, and the person said no all the same',
      { config: ready({ model: 'none' }), choice: denied() },
      'denied',
    ],
  ])('%s', (_, situation, reason) => {
    expect(decide({ ...YES, ...situation })).toEqual({ reason, basis: null })
  })

  test.each<[string, Partial<Situation>, 'consent' | 'policy']>([
    ['the person said yes to this policy', {}, 'consent'],
    ['the person said yes to a later policy', { choice: granted(3) }, 'consent'],
    [
      'the person said yes though the browser says no',
      { choice: granted(2, true), privacySignal: true },
      'consent',
    ],
    [
      'the operator asks for a no only, and there is none',
      { config: ready({ model: 'opt-out' }), choice: null },
      'policy',
    ],
    [
      'the operator asks for a no only, and the yes was to an earlier policy',
      { config: ready({ model: 'opt-out' }), choice: granted(1) },
      'policy',
    ],
    ['nobody is asked', { config: ready({ model: 'none' }), choice: null }, 'policy'],
    [
      'nobody is asked, and no choice could be kept',
      { config: ready({ model: 'none' }), choice: null, canKeep: () => false },
      'policy',
    ],
    ['nobody is asked, and the person said yes', { config: ready({ model: 'none' }) }, 'consent'],
  ])('%s', (_, situation, basis) => {
    expect(decide({ ...YES, ...situation })).toEqual({ reason: null, basis })
  })

  test('a choice is tried to be kept only where that decides', () => {
    const canKeep = vi.fn<() => boolean>(() => true)
    for (const model of ['opt-in', 'opt-out', 'none'] as const) {
      for (const choice of [granted(), denied(), granted(1), null]) {
        decide({ ...YES, config: ready({ model }), choice, canKeep })
      }
    }
    expect(canKeep).toHaveBeenCalledTimes(2)
  })
})

describe('every combination', () => {
  const both = [true, false]
  const configs: ConfigState[] = ['loading', 'failed']
  for (const settings of [{}, { fake: {} }, { one: 1, two: 2 }]) {
    for (const policyVersion of [0, 1, 2]) {
      for (const model of ['opt-in', 'opt-out', 'none'] as const) {
        const more = both.flatMap((enabled) =>
          both.map((adminOptOut) => ({ enabled, adminOptOut, model })),
        )
        configs.push(
          ...more.map((switches) =>
            ready({ ...switches, target: { ...NOWHERE, settings }, policyVersion }),
          ),
        )
      }
    }
  }
  const choices = [
    null,
    ...[0, 1, 2].flatMap((version) => [granted(version), granted(version, true), denied(version)]),
  ]
  const situations = configs.flatMap((config) =>
    choices.flatMap((choice) =>
      both.flatMap((privacySignal) =>
        both.map((keeps) => ({ config, choice, privacySignal, canKeep: () => keeps })),
      ),
    ),
  )

  test('is decided by the first who objects, and sent where nobody does', () => {
    expect(situations).toHaveLength(110 * 10 * 2 * 2)
    for (const situation of situations) {
      const objection = objections(situation)[0] ?? null
      const basis = objection ? null : saidYes(situation) ? 'consent' : 'policy'
      expect({ situation, verdict: decide(situation) }).toEqual({
        situation,
        verdict: { reason: objection, basis },
      })
    }
  })

  test('is sent on grounds of consent after a yes of the person only', () => {
    const sent = situations.filter((situation) => decide(situation).basis === 'consent')
    expect(sent.length).toBeGreaterThan(0)
    expect(new Set(sent.map(({ choice }) => choice?.status))).toEqual(new Set(['granted']))
  })

  test('is sent without a yes only where the operator does not ask for one', () => {
    const sent = situations.filter((situation) => decide(situation).basis === 'policy')
    const models = sent.map(({ config }) => typeof config === 'object' && config.model)
    expect(new Set(models)).toEqual(new Set(['opt-out', 'none']))
  })

  test('is never sent after a no, nor where a signal is newer than the yes', () => {
    const sent = situations.filter((situation) => decide(situation).reason === null)
    expect(sent.filter(({ choice }) => choice?.status === 'denied')).toEqual([])
    expect(sent.filter(({ choice, privacySignal }) => privacySignal && !choice?.signal)).toEqual([])
  })
})

/** A yes that stands: to this policy, and against whatever the browser says. */
function saidYes({ config, choice, privacySignal }: Situation): boolean {
  if (choice?.status !== 'granted' || typeof config !== 'object') return false
  return !(choice.policyVersion < config.policyVersion) && !(privacySignal && !choice.signal)
}

/** The rule once more, in other words: who objects, those first whose no counts most. */
function objections(situation: Situation): Reason[] {
  const { config: state, choice, privacySignal } = situation
  const config = typeof state === 'object' ? state : undefined
  const asks = { 'opt-in': true, 'opt-out': !situation.canKeep(), none: false }
  const list: [Reason, unknown][] = [
    ['denied', state === 'loading' && choice?.status === 'denied'],
    ['loading', state === 'loading'],
    ['config-error', state === 'failed'],
    ['disabled-by-config', config?.enabled === false],
    ['disabled-by-admin', config?.adminOptOut === true],
    ['not-configured', config && JSON.stringify(config.target.settings) === '{}'],
    ['denied', choice?.status === 'denied'],
    ['privacy-signal', privacySignal && !saidYes(situation)],
    ['pending', config && asks[config.model] && !saidYes(situation)],
  ]
  return list.filter(([, objects]) => objects).map(([reason]) => reason)
}
