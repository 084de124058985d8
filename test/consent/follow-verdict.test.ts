import { describe, expect, test, vi } from 'vitest'
import type { useTelemetryConsent } from '../../src/consent/consent-store.ts'
import type { ChoiceStorage } from '../../src/consent/stored-choice.ts'
import { deferred } from '../helpers/deferred.ts'
import { expectReports } from '../helpers/expect-report.ts'
import { memoryStorage } from '../helpers/memory-storage.ts'
import {
  answerInOtherTab,
  CHOICE_KEY,
  configured,
  keepChoice,
  mountTelemetry,
  settle,
  START,
  useFixedClock,
} from '../helpers/mount-telemetry.ts'
import { setVisibility } from '../helpers/set-visibility.ts'

useFixedClock()

type Model = 'opt-in' | 'opt-out' | 'none'
type Consent = ReturnType<typeof useTelemetryConsent>

const under = (model: Model, more: object = {}, consent: object = {}) =>
  configured('k1', { consent: { model, ...consent }, ...more })
const shown = ({ status, active, basis, reason, shouldAsk, canOptOut }: Consent) => ({
  status,
  active,
  basis,
  reason,
  shouldAsk,
  canOptOut,
})
const kept = () => JSON.parse(localStorage.getItem(CHOICE_KEY) ?? 'null') as unknown

const ASKED = {
  status: 'pending',
  active: false,
  basis: null,
  reason: 'pending',
  shouldAsk: true,
  canOptOut: true,
}
const BY_POLICY = {
  status: 'pending',
  active: true,
  basis: 'policy',
  reason: null,
  shouldAsk: false,
  canOptOut: true,
}
const BY_CONSENT = { ...BY_POLICY, status: 'granted', basis: 'consent' }
const REFUSED = {
  status: 'denied',
  active: false,
  basis: null,
  reason: 'denied',
  shouldAsk: false,
  canOptOut: true,
}

describe('what a consent model leads to', () => {
  test.each([
    ['opt-in', ASKED],
    ['opt-out', BY_POLICY],
    ['none', { ...BY_POLICY, canOptOut: false }],
  ] as const)('where nobody has answered: %s', async (model, expected) => {
    const { consent } = await mountTelemetry({ config: under(model) })
    expect(shown(consent)).toEqual(expected)
    await settle()
    expect(localStorage).toHaveLength(0)
  })

  test.each([
    ['opt-in', BY_CONSENT],
    ['opt-out', BY_CONSENT],
    ['none', { ...BY_CONSENT, canOptOut: false }],
  ] as const)('after a yes: %s', async (model, expected) => {
    keepChoice('granted')
    const { consent } = await mountTelemetry({ config: under(model) })
    expect(shown(consent)).toEqual(expected)
  })

  test.each([
    ['opt-in', { ...ASKED, status: 'granted' }],
    ['opt-out', { ...BY_POLICY, status: 'granted' }],
    ['none', { ...BY_POLICY, status: 'granted', canOptOut: false }],
  ] as const)('after a yes to an earlier policy: %s', async (model, expected) => {
    keepChoice('granted')
    const { consent } = await mountTelemetry({ config: under(model, {}, { policyVersion: 2 }) })
    expect(shown(consent)).toEqual(expected)
  })

  test.each(['opt-in', 'opt-out', 'none'] as const)(
    'a no holds, is kept, and is there on the next visit: %s',
    async (model) => {
      const expected = { ...REFUSED, canOptOut: model !== 'none' }
      const first = await mountTelemetry({ config: under(model) })
      await settle()
      first.consent.deny()
      expect(shown(first.consent)).toEqual(expected)
      expect(kept()).toMatchObject({ v: 1, status: 'denied', policyVersion: 1 })
      first.unmount()
      const { consent, fake } = await mountTelemetry({ config: under(model) })
      await settle()
      expect(shown(consent)).toEqual(expected)
      expect(fake.done).toEqual([])
    },
  )

  test.each(['opt-in', 'opt-out', 'none'] as const)(
    'a no while the configuration loads holds: %s',
    async (model) => {
      const config = deferred<unknown>()
      const { consent, fake } = await mountTelemetry({ config: config.promise })
      consent.deny()
      config.resolve(under(model))
      await settle()
      expect(consent.reason).toBe('denied')
      expect(fake.done).toEqual([])
    },
  )

  test.each(['opt-in', 'opt-out', 'none'] as const)(
    'a no of another tab holds: %s',
    async (model) => {
      const { consent } = await mountTelemetry({ config: under(model) })
      await settle()
      answerInOtherTab('denied')
      expect(consent.reason).toBe('denied')
    },
  )

  test.each([
    ['opt-in', ASKED],
    ['opt-out', BY_POLICY],
    ['none', { ...BY_POLICY, canOptOut: false }],
  ] as const)('a no that is forgotten is none: %s', async (model, expected) => {
    keepChoice('denied')
    const { consent } = await mountTelemetry({ config: under(model) })
    consent.clear()
    expect(shown(consent)).toEqual(expected)
    expect(localStorage).toHaveLength(0)
  })

  test.each<[string, unknown, string]>([
    ['is loading', null, 'loading'],
    ['is off', under('none', { enabled: false }), 'disabled-by-config'],
    ['is off for the administrator', under('none', { adminOptOut: true }), 'disabled-by-admin'],
    ['has no key', under('none', { frontend: {} }), 'not-configured'],
    [
      'is off, and a yes would be asked for',
      under('opt-in', { enabled: false }),
      'disabled-by-config',
    ],
  ])('is nothing while the configuration %s', async (_, config, reason) => {
    const { consent, fake } = await mountTelemetry({ config })
    await settle()
    expect(shown(consent)).toMatchObject({
      active: false,
      basis: null,
      reason,
      shouldAsk: false,
      canOptOut: false,
    })
    expect(fake.done).toEqual([])
  })

  test('one that nobody knows closes', async () => {
    const config = configured('k1', { consent: { model: 'implied' } })
    const { consent, fake } = await mountTelemetry({ config })
    await settle()
    expect(shown(consent)).toMatchObject({ reason: 'config-error', shouldAsk: false })
    expect(fake.done).toEqual([])
    expect(expectReports('VT201')[0]).not.toContain('implied')
  })
})

describe('a model that asks for a no only', () => {
  const working = memoryStorage
  const refuse = (): never => {
    throw new DOMException('No.', 'SecurityError')
  }

  test.each<[string, ChoiceStorage | null]>([
    ['is to be none', null],
    ['throws when it is read', { ...working(), getItem: refuse }],
    ['throws when it is written', { ...working(), setItem: refuse }],
    ['throws when something is removed', { ...working(), removeItem: refuse }],
    ['throws whatever one does', { getItem: refuse, setItem: refuse, removeItem: refuse }],
  ])('asks for a yes where the storage %s', async (_, storage) => {
    const { consent, fake } = await mountTelemetry({
      config: under('opt-out'),
      consent: { storage },
    })
    await settle()
    expect(shown(consent)).toEqual(ASKED)
    expect(fake.done).toEqual([])
    consent.grant()
    await settle()
    expect(shown(consent)).toEqual(BY_CONSENT)
    expect(fake.done).toEqual(['load', 'start k1', 'page'])
    consent.deny()
    expect(shown(consent)).toEqual(REFUSED)
    expect(fake.done.at(-1)).toBe('stop')
  })

  test('asks for a yes where the storage of the page may not be touched', async () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: refuse })
    const { consent, fake } = await mountTelemetry({ config: under('opt-out') })
    await settle()
    Object.defineProperty(globalThis, 'localStorage', before)
    expect(shown(consent)).toEqual(ASKED)
    expect(fake.done).toEqual([])
  })

  test('stays off where the no could not be written', async () => {
    let isFull = false
    const inner = working()
    const storage = {
      ...inner,
      setItem: (key: string, value: string) => (isFull ? refuse() : inner.setItem(key, value)),
    }
    const { consent } = await mountTelemetry({ config: under('opt-out'), consent: { storage } })
    expect(consent.active).toBe(true)
    isFull = true
    consent.deny()
    window.dispatchEvent(new StorageEvent('storage'))
    expect(shown(consent)).toEqual(REFUSED)
    // Nor is it taken up again in silence.
    consent.clear()
    expect(shown(consent)).toEqual(ASKED)
  })

  test('does not mind where nobody is asked at all', async () => {
    const { consent } = await mountTelemetry({
      config: under('none'),
      consent: { storage: null },
    })
    expect(shown(consent)).toEqual({ ...BY_POLICY, canOptOut: false })
    consent.deny()
    expect(shown(consent)).toEqual({ ...REFUSED, canOptOut: false })
  })
})

describe('whether a choice can be kept', () => {
  const spied = (text: string | null = null) => {
    const inner = memoryStorage(text === null ? {} : { [CHOICE_KEY]: text })
    return {
      getItem: vi.fn<ChoiceStorage['getItem']>(inner.getItem),
      setItem: vi.fn<ChoiceStorage['setItem']>(inner.setItem),
      removeItem: vi.fn<ChoiceStorage['removeItem']>(inner.removeItem),
    }
  }
  const YES = JSON.stringify({ v: 1, status: 'granted', policyVersion: 1, at: 1 })
  const NO = JSON.stringify({ v: 1, status: 'denied', policyVersion: 1, at: 1 })

  test('is tried under a key of its own, where a no is all that is asked for', async () => {
    const storage = spied()
    await mountTelemetry({ config: under('opt-out'), consent: { storage } })
    await settle()
    expect(storage.setItem.mock.calls).toEqual([[`${CHOICE_KEY}:probe`, `${CHOICE_KEY}:probe`]])
    expect(storage.removeItem.mock.calls).toEqual([[`${CHOICE_KEY}:probe`]])
  })

  test('is tried once, however often is decided', async () => {
    const storage = spied()
    const { config } = await mountTelemetry({ consent: { storage } })
    for (const key of ['k1', 'k2', 'k3']) {
      config.value = configured(key, { consent: { model: 'opt-out' } })
    }
    window.dispatchEvent(new StorageEvent('storage'))
    setVisibility('visible')
    expect(storage.setItem).toHaveBeenCalledOnce()
  })

  test.each<[string, object, string | null]>([
    ['a yes is asked for', under('opt-in'), null],
    ['nobody is asked', under('none'), null],
    ['telemetry is off', under('opt-out', { enabled: false }), null],
    ['nothing has a key', under('opt-out', { frontend: {} }), null],
    ['somebody said yes', under('opt-out'), YES],
    ['somebody said no', under('opt-out'), NO],
  ])('is not tried where %s', async (_, config, text) => {
    const storage = spied(text)
    await mountTelemetry({ config, consent: { storage } })
    await settle()
    expect(storage.setItem).not.toHaveBeenCalled()
    expect(storage.removeItem).not.toHaveBeenCalled()
  })
})

describe('a model that changes while the page is open', () => {
  test('is shown at once', async () => {
    const { consent, config } = await mountTelemetry()
    expect(shown(consent)).toEqual(ASKED)
    config.value = under('opt-out')
    expect(shown(consent)).toEqual(BY_POLICY)
    config.value = under('none')
    expect(shown(consent)).toEqual({ ...BY_POLICY, canOptOut: false })
    config.value = under('opt-in')
    expect(shown(consent)).toEqual(ASKED)
  })

  test('never turns a no', async () => {
    const { consent, config } = await mountTelemetry()
    consent.deny()
    for (const model of ['opt-out', 'none', 'opt-in', 'none'] as const) {
      config.value = under(model, {}, { policyVersion: 2 })
      expect(shown(consent)).toEqual({ ...REFUSED, canOptOut: model !== 'none' })
    }
  })

  test('is no answer: what was sent by policy is no yes', async () => {
    const { consent, config } = await mountTelemetry()
    config.value = under('none')
    expect(consent.active).toBe(true)
    config.value = under('opt-in')
    expect(shown(consent)).toEqual(ASKED)
    expect(localStorage).toHaveLength(0)
  })
})

describe('a new policy', () => {
  test('leaves on what is sent unless somebody says no, by policy', async () => {
    keepChoice('granted')
    const { consent, config, fake } = await mountTelemetry()
    await settle()
    config.value = under('opt-out')
    expect(shown(consent)).toEqual(BY_CONSENT)
    config.value = under('opt-out', {}, { policyVersion: 2 })
    await settle()
    expect(shown(consent)).toEqual({ ...BY_POLICY, status: 'granted' })
    expect(fake.done).toEqual(['load', 'start k1', 'page'])
  })

  test('is agreed to by a yes that is given under it', async () => {
    keepChoice('granted')
    const { consent } = await mountTelemetry({ config: under('opt-out', {}, { policyVersion: 2 }) })
    consent.grant()
    expect(shown(consent)).toEqual(BY_CONSENT)
    expect(kept()).toEqual({ v: 1, status: 'granted', policyVersion: 2, at: START })
  })
})

test('an operator’s no reaches a page that stays open', async () => {
  let enabled = true
  const config = async () => ({ ...under('opt-out'), enabled })
  const { consent, fake } = await mountTelemetry({ config, refresh: 10 })
  await settle()
  expect(consent.active).toBe(true)
  enabled = false
  setVisibility('hidden')
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(consent.active).toBe(true)
  setVisibility('visible')
  await settle()
  expect(consent.reason).toBe('disabled-by-config')
  expect(fake.done.at(-1)).toBe('stop')
})

test('a configuration is asked for again after fifteen minutes, unless something else is said', async () => {
  const config = vi.fn<() => unknown>(() => configured())
  await mountTelemetry({ config })
  const calls = config.mock.calls.length
  setVisibility('hidden')
  await vi.advanceTimersByTimeAsync(15 * 60_000 - 1)
  setVisibility('visible')
  expect(config).toHaveBeenCalledTimes(calls)
  await vi.advanceTimersByTimeAsync(1)
  setVisibility('visible')
  expect(config).toHaveBeenCalledTimes(calls + 1)
})

test('a message of an unreachable network leaves on what is on', async () => {
  let reachable = true
  const config = () =>
    reachable ? Promise.resolve(under('none')) : Promise.reject(new Error('secret'))
  const { consent, fake } = await mountTelemetry({ config })
  await settle()
  const before = [...fake.done]
  reachable = false
  setVisibility('hidden')
  await vi.advanceTimersByTimeAsync(15 * 60_000)
  setVisibility('visible')
  await settle()
  expect(consent.active).toBe(true)
  expect(fake.done.filter((what) => !what.startsWith('flush'))).toEqual(before)
  expect(expectReports('VT202')[0]).not.toContain('secret')
})
