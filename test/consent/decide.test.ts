import { describe, expect, test } from 'vitest'
import type { ConfigState, ParsedConfig } from '../../src/config/runtime-config.ts'
import { decide, type Reason, type Situation } from '../../src/consent/decide.ts'
import type { Choice } from '../../src/consent/stored-choice.ts'

const ready = (more: Partial<ParsedConfig> = {}): ConfigState => ({
  status: 'ready',
  config: { enabled: true, adminOptOut: false, policyVersion: 2, settings: { fake: {} }, ...more },
})
const granted = (policyVersion = 2): Choice => ({ status: 'granted', policyVersion, at: 1 })
const denied = (policyVersion = 2): Choice => ({ status: 'denied', policyVersion, at: 1 })

/** Everything in favour: whoever is not mentioned says yes. */
const YES: Situation = { config: ready(), choice: granted(), privacySignal: false }

describe('each row', () => {
  test.each<[string, Partial<Situation>, Reason]>([
    ['the configuration is not there yet', { config: { status: 'loading' } }, 'loading'],
    ['the configuration failed', { config: { status: 'failed' } }, 'config-error'],
    [
      'a no is known before the configuration is',
      { config: { status: 'loading' }, choice: denied() },
      'denied',
    ],
    ['the operator says no', { config: ready({ enabled: false }) }, 'disabled-by-config'],
    ['the administrator says no', { config: ready({ adminOptOut: true }) }, 'disabled-by-admin'],
    ['nothing has a key', { config: ready({ settings: {} }) }, 'not-configured'],
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
  ])('%s', (_, situation, reason) => {
    const outcome = reason === 'loading' ? 'wait' : 'drop'
    expect(decide({ ...YES, ...situation })).toEqual({ outcome, reason, basis: null })
  })

  test.each<[string, Choice]>([
    ['to this policy', granted(2)],
    ['to a later policy', granted(3)],
  ])('the person said yes %s', (_, choice) => {
    expect(decide({ ...YES, choice })).toEqual({ outcome: 'send', reason: null, basis: 'consent' })
  })
})

describe('every combination', () => {
  const configs: ConfigState[] = [{ status: 'loading' }, { status: 'failed' }]
  const both = [true, false]
  for (const settings of [{}, { fake: {} }, { one: 1, two: 2 }]) {
    for (const policyVersion of [0, 1, 2]) {
      const more = both.flatMap((enabled) => both.map((adminOptOut) => ({ enabled, adminOptOut })))
      configs.push(...more.map((switches) => ready({ ...switches, settings, policyVersion })))
    }
  }
  const choices = [null, ...[0, 1, 2].flatMap((version) => [granted(version), denied(version)])]
  const situations = configs.flatMap((config) =>
    choices.flatMap((choice) =>
      [true, false].map((privacySignal) => ({ config, choice, privacySignal })),
    ),
  )

  test('is decided by the first who objects, and sent where nobody does', () => {
    expect(situations).toHaveLength(38 * 7 * 2)
    for (const situation of situations) {
      const verdict = decide(situation)
      const objection = objections(situation)[0]
      expect({ situation, reason: verdict.reason }).toEqual({
        situation,
        reason: objection ?? null,
      })
      const outcome = objection ? (objection === 'loading' ? 'wait' : 'drop') : 'send'
      expect({ situation, outcome: verdict.outcome }).toEqual({ situation, outcome })
      expect(verdict.basis).toBe(outcome === 'send' ? 'consent' : null)
    }
  })

  test('is sent after a yes of the person only', () => {
    const sent = situations.filter((situation) => decide(situation).outcome === 'send')
    expect(sent.length).toBeGreaterThan(0)
    expect(new Set(sent.map(({ choice }) => choice?.status))).toEqual(new Set(['granted']))
  })
})

/** The rule once more, in other words: who objects, those first whose no counts most. */
function objections({ config: state, choice, privacySignal }: Situation): Reason[] {
  const config = state.status === 'ready' ? state.config : undefined
  const agreed =
    choice?.status === 'granted' && config && !(choice.policyVersion < config.policyVersion)
  const list: [Reason, unknown][] = [
    ['denied', state.status === 'loading' && choice?.status === 'denied'],
    ['loading', state.status === 'loading'],
    ['config-error', state.status === 'failed'],
    ['disabled-by-config', config?.enabled === false],
    ['disabled-by-admin', config?.adminOptOut === true],
    ['not-configured', config && JSON.stringify(config.settings) === '{}'],
    ['denied', choice?.status === 'denied'],
    ['privacy-signal', privacySignal && !agreed],
    ['pending', !agreed],
  ]
  return list.filter(([, objects]) => objects).map(([reason]) => reason)
}
