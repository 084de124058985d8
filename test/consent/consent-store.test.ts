import { createPinia, getActivePinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp, defineComponent, h, shallowRef, watchEffect } from 'vue'
import { defineConsentStore, useTelemetryConsent } from '../../src/consent/consent-store.ts'
import type { ChoiceStorage } from '../../src/consent/stored-choice.ts'
import { createTelemetry } from '../../src/create-telemetry.ts'
import { deferred } from '../helpers/deferred.ts'
import { expectReports, expectWarnings } from '../helpers/expect-report.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'
import { memoryStorage } from '../helpers/memory-storage.ts'
import {
  answerInOtherTab,
  CHOICE_KEY,
  configured,
  keepChoice,
  mountGranted,
  mountTelemetry,
  settle,
  START,
  useFixedClock,
} from '../helpers/mount-telemetry.ts'

useFixedClock()

type Consent = ReturnType<typeof useTelemetryConsent>

const shown = ({ status, active, basis, reason, shouldAsk, canOptOut }: Consent) => ({
  status,
  active,
  basis,
  reason,
  shouldAsk,
  canOptOut,
})
const kept = () => JSON.parse(localStorage.getItem(CHOICE_KEY) ?? 'null') as unknown

const OFF = { active: false, basis: null, shouldAsk: false, canOptOut: false }

describe('what the store shows', () => {
  test('before a telemetry is installed', () => {
    expect(shown(useTelemetryConsent(createPinia()))).toEqual({
      ...OFF,
      status: 'pending',
      reason: 'loading',
    })
  })

  test.each([
    ['is loading', null, 'loading'],
    ['is off', { enabled: false }, 'disabled-by-config'],
    ['is off for the administrator', configured('k1', { adminOptOut: true }), 'disabled-by-admin'],
    ['has no key', { enabled: true }, 'not-configured'],
  ])('while the configuration %s, whatever the person said', async (_, value, reason) => {
    const { consent, config } = await mountGranted()
    config.value = value
    expect(shown(consent)).toEqual({ ...OFF, status: 'granted', reason })
  })

  test('while the configuration is malformed', async () => {
    const { consent } = await mountTelemetry({ config: 'nonsense' })
    expect(shown(consent)).toEqual({ ...OFF, status: 'pending', reason: 'config-error' })
    expectReports('VT201')
  })

  test.each<[string, () => unknown]>([
    ['fails to load', () => Promise.reject(new Error('secret'))],
    [
      'throws',
      () => {
        throw new Error('secret')
      },
    ],
  ])('while the configuration %s', async (_, config) => {
    const { consent } = await mountTelemetry({ config })
    await settle()
    expect(shown(consent)).toEqual({ ...OFF, status: 'pending', reason: 'config-error' })
    expectReports('VT202')
  })

  test('while nobody has answered', async () => {
    const { consent } = await mountTelemetry()
    expect(shown(consent)).toEqual({
      status: 'pending',
      active: false,
      basis: null,
      reason: 'pending',
      shouldAsk: true,
      canOptOut: true,
    })
  })

  test('after a yes', async () => {
    const { consent } = await mountTelemetry()
    consent.grant()
    expect(shown(consent)).toEqual({
      status: 'granted',
      active: true,
      basis: 'consent',
      reason: null,
      shouldAsk: false,
      canOptOut: true,
    })
  })

  test('after a no', async () => {
    const { consent } = await mountTelemetry()
    consent.deny()
    expect(shown(consent)).toEqual({ ...OFF, status: 'denied', reason: 'denied', canOptOut: true })
  })

  test('after the answer was cleared', async () => {
    const { consent } = await mountTelemetry()
    consent.deny()
    consent.clear()
    expect(shown(consent)).toMatchObject({ status: 'pending', shouldAsk: true })
    consent.grant()
    consent.clear()
    expect(shown(consent)).toMatchObject({ status: 'pending', active: false, shouldAsk: true })
  })

  test('under a new policy: a yes is asked for again, a no is not', async () => {
    const { consent, config } = await mountGranted()
    config.value = configured('k1', { consent: { policyVersion: 2 } })
    expect(shown(consent)).toMatchObject({ status: 'granted', active: false, shouldAsk: true })
    consent.grant()
    expect(consent.active).toBe(true)
    consent.deny()
    config.value = configured('k1', { consent: { policyVersion: 3 } })
    expect(shown(consent)).toMatchObject({ reason: 'denied', shouldAsk: false })
  })

  test('is reactive', async () => {
    const { consent } = await mountTelemetry()
    const seen: boolean[] = []
    const stop = watchEffect(() => seen.push(consent.active), { flush: 'sync' })
    consent.grant()
    consent.deny()
    stop()
    expect(seen).toEqual([false, true, false])
  })
})

describe('Global Privacy Control', () => {
  const browser = navigator as { globalPrivacyControl?: unknown }

  beforeEach(() => () => delete browser.globalPrivacyControl)

  test('is respected where nobody has answered, without being an answer', async () => {
    browser.globalPrivacyControl = true
    const { consent, fake } = await mountTelemetry()
    await settle()
    expect(shown(consent)).toEqual({
      ...OFF,
      status: 'pending',
      reason: 'privacy-signal',
      canOptOut: true,
    })
    expect(fake.done).toEqual([])
  })

  test('does not stand against a yes that is given under it', async () => {
    browser.globalPrivacyControl = true
    const { consent } = await mountTelemetry()
    consent.grant()
    expect(consent.active).toBe(true)
  })

  test.each([false, undefined, 'true', 1])('counts as true alone: %s', async (value) => {
    browser.globalPrivacyControl = value
    const { consent } = await mountTelemetry()
    expect(consent.reason).toBe('pending')
  })
})

describe('the choice is out of reach', () => {
  test('of $patch', async () => {
    const { consent, fake } = await mountTelemetry()
    consent.$patch({ status: 'granted', active: true, choice: { status: 'granted' } } as object)
    consent.$patch((state) => Object.assign(state, { status: 'granted' }))
    await settle()
    expect(shown(consent)).toMatchObject({ status: 'pending', active: false })
    expect(fake.done).toEqual([])
    expect(kept()).toBeNull()
  })

  test('of assignment', async () => {
    const { consent } = await mountTelemetry()
    const writable = consent as unknown as Record<string, unknown>
    writable.status = 'granted'
    writable.active = true
    expect(shown(consent)).toMatchObject({ status: 'pending', active: false })
    expectWarnings('target is readonly', 'target is readonly')
  })

  test('of hydration', async () => {
    const pinia = createPinia()
    pinia.state.value = { 'telemetry-consent': { status: 'granted', active: true, basis: 'x' } }
    const { consent, fake } = await mountTelemetry({ pinia })
    await settle()
    expect(shown(consent)).toMatchObject({ status: 'pending', active: false, basis: null })
    expect(fake.done).toEqual([])
  })

  test('of a state that is replaced', async () => {
    const { consent, pinia } = await mountGranted()
    consent.$state = { status: 'denied' } as never
    pinia.state.value = {}
    expect(shown(consent)).toMatchObject({ status: 'granted', active: true })
  })

  test('of a sign-out that resets all stores', async () => {
    const { consent, pinia } = await mountGranted()
    const stores = (pinia as unknown as { _s: Map<string, { $reset(): void }> })._s
    expect(stores.has('telemetry-consent')).toBe(true)
    for (const store of stores.values()) store.$reset()
    expect(shown(consent)).toMatchObject({ status: 'granted', active: true })
    expect(kept()).toMatchObject({ status: 'granted' })
  })

  test('of Pinia’s state, which holds nothing', async () => {
    const { pinia, telemetry } = await mountGranted()
    telemetry.identify('account-7', { plan: 'pro' })
    expect(JSON.stringify(pinia.state.value)).toBe('{"telemetry-consent":{}}')
  })
})

describe('a store that is defined again', () => {
  test('is the same, with the same answer', async () => {
    const { consent, pinia, fake } = await mountGranted()
    const before = [...fake.done]
    const again = defineConsentStore('telemetry')(pinia)
    expect(again).toBe(consent)
    expect(shown(again)).toMatchObject({ status: 'granted', active: true })
    await settle()
    expect(fake.done).toEqual(before)
    again.deny()
    expect(consent.reason).toBe('denied')
    expect(fake.done.at(-1)).toBe('stop')
  })

  // The symbol of one copy is none of the other's, and installing throws.
  test('by another copy of the package is followed all the same', async () => {
    const pinia = createPinia()
    useTelemetryConsent(pinia).deny()
    vi.resetModules()
    const copy = await import('../../src/create-telemetry.ts')
    const telemetry = copy.createTelemetry({
      config: configured(),
      destinations: [fakeDestination()],
      pages: false,
    })
    const app = createApp({ render: () => h('p') }).use(pinia)
    expect(() => app.use(telemetry).mount(document.createElement('div'))).not.toThrow()
    expect(useTelemetryConsent(pinia).reason).toBe('denied')
    app.unmount()
  })
})

describe('a page that was rendered on the server', () => {
  const hydrate = async (status: 'granted' | 'denied') => {
    const onServer = createPinia()
    useTelemetryConsent(onServer)
    const state = JSON.stringify(onServer.state.value)
    keepChoice(status)
    const pinia = createPinia()
    pinia.state.value = JSON.parse(state) as typeof pinia.state.value
    return { state, ...(await mountTelemetry({ pinia })) }
  }

  test.each([
    ['granted', null],
    ['denied', 'denied'],
  ] as const)('finds the answer of this browser: %s', async (status, reason) => {
    const { state, consent, pinia } = await hydrate(status)
    expect(state).toBe('{"telemetry-consent":{}}')
    expect(shown(consent)).toMatchObject({ status, reason })
    expect(JSON.stringify(pinia.state.value)).toBe(state)
    expect(kept()).toMatchObject({ status })
  })
})

describe('the order of use', () => {
  test('a store that was used first is connected', async () => {
    const pinia = createPinia()
    const consent = useTelemetryConsent(pinia)
    expect(consent.reason).toBe('loading')
    await mountTelemetry({ pinia })
    expect(consent.reason).toBe('pending')
    consent.grant()
    expect(consent.active).toBe(true)
  })

  test('a yes from before is kept', async () => {
    const pinia = createPinia()
    useTelemetryConsent(pinia).grant()
    expect(kept()).toBeNull()
    const { consent } = await mountTelemetry({ pinia })
    expect(consent.status).toBe('granted')
    expect(kept()).toMatchObject({ v: 1, status: 'granted', at: START })
  })

  test('a no from before holds, and beats what was kept', async () => {
    keepChoice('granted')
    const pinia = createPinia()
    useTelemetryConsent(pinia).deny()
    const { consent, fake } = await mountTelemetry({ pinia })
    await settle()
    expect(consent.reason).toBe('denied')
    expect(kept()).toMatchObject({ status: 'denied' })
    expect(fake.done).toEqual([])
  })

  test('a no while the configuration loads holds', async () => {
    const config = deferred<unknown>()
    const { consent, fake } = await mountTelemetry({ config: config.promise })
    consent.deny()
    config.resolve(configured())
    await settle()
    expect(consent.reason).toBe('denied')
    expect(fake.done).toEqual([])
  })
})

describe('an answer that is given before the policy version is known', () => {
  const VERSION_3 = configured('k1', { consent: { policyVersion: 3 } })

  test.each(['granted', 'denied'] as const)(
    'counts for the version that arrives: %s',
    async (status) => {
      const config = deferred<unknown>()
      const { consent } = await mountTelemetry({ config: config.promise })
      if (status === 'granted') consent.grant()
      else consent.deny()
      // A no needs no configuration to hold.
      const reason = status === 'denied' ? 'denied' : 'loading'
      expect(shown(consent)).toMatchObject({ status, reason })
      expect(kept()).toEqual({ v: 1, status, policyVersion: -1, at: START })
      await settle()
      config.resolve(VERSION_3)
      await settle()
      expect(shown(consent)).toMatchObject({ status, active: status === 'granted' })
      expect(kept()).toEqual({ v: 1, status, policyVersion: 3, at: START })
    },
  )

  test('counts for the version that arrives though nothing is installed yet', async () => {
    const pinia = createPinia()
    useTelemetryConsent(pinia).grant()
    const config = deferred<unknown>()
    const { consent } = await mountTelemetry({ pinia, config: config.promise })
    expect(kept()).toEqual({ v: 1, status: 'granted', policyVersion: -1, at: START })
    config.resolve(VERSION_3)
    await settle()
    expect(consent.active).toBe(true)
    expect(kept()).toEqual({ v: 1, status: 'granted', policyVersion: 3, at: START })
  })

  test('counts for that version only, and is asked for again by the next', async () => {
    const config = shallowRef<unknown>(null)
    const { consent } = await mountTelemetry({ config })
    consent.grant()
    config.value = VERSION_3
    expect(consent.active).toBe(true)
    config.value = configured('k1', { consent: { policyVersion: 4 } })
    expect(consent.reason).toBe('pending')
  })

  test('takes back no yes that is kept', async () => {
    keepChoice('granted')
    const pinia = createPinia()
    useTelemetryConsent(pinia).grant()
    const { consent } = await mountTelemetry({ pinia })
    expect(consent.active).toBe(true)
    expect(kept()).toMatchObject({ status: 'granted', policyVersion: 1 })
  })

  test('is asked for again on the next visit where the configuration never arrived', async () => {
    const first = await mountTelemetry({ config: null })
    first.consent.grant()
    first.unmount()
    const { consent, fake } = await mountTelemetry({ config: VERSION_3 })
    await settle()
    expect(consent.reason).toBe('pending')
    expect(fake.done).toEqual([])
  })

  test('is a no on the next visit too, whatever the policy', async () => {
    const first = await mountTelemetry({ config: null })
    first.consent.deny()
    first.unmount()
    const { consent } = await mountTelemetry({ config: VERSION_3 })
    expect(consent.reason).toBe('denied')
  })

  test('counts though what is kept has been read again meanwhile', async () => {
    const config = shallowRef<unknown>(null)
    const { consent } = await mountTelemetry({ config })
    consent.grant()
    window.dispatchEvent(new Event('pageshow'))
    config.value = VERSION_3
    expect(consent.active).toBe(true)
  })

  test('is not taken for the answer of another tab', async () => {
    const config = shallowRef<unknown>(null)
    const { consent } = await mountTelemetry({ config })
    consent.grant()
    keepChoice('granted', { policyVersion: 2 })
    window.dispatchEvent(new StorageEvent('storage', { key: CHOICE_KEY }))
    config.value = VERSION_3
    expect(consent.reason).toBe('pending')
  })
})

describe('a telemetry that follows another in the same store', () => {
  test.each<[string, () => void, object]>([
    ['a no', () => answerInOtherTab('denied'), { status: 'denied', reason: 'denied' }],
    ['that it was forgotten', () => answerInOtherTab(null), { status: 'pending' }],
  ])('listens to what another tab has said meanwhile: %s', async (_, answer, expected) => {
    const { pinia, unmount } = await mountGranted()
    unmount()
    answer()
    const before = kept()
    const { consent, fake } = await mountTelemetry({ pinia })
    await settle()
    expect(shown(consent)).toMatchObject({ ...expected, active: false })
    expect(kept()).toEqual(before)
    expect(fake.done).toEqual([])
  })

  test('keeps the answer that was given while nothing was connected', async () => {
    const { pinia, unmount, consent } = await mountGranted()
    unmount()
    consent.deny()
    expect(kept()).toMatchObject({ status: 'granted' })
    const next = await mountTelemetry({ pinia })
    await settle()
    expect(next.consent.reason).toBe('denied')
    expect(kept()).toMatchObject({ status: 'denied', policyVersion: 1 })
    expect(next.fake.done).toEqual([])
  })

  test('keeps it where it could not be kept when it was given', async () => {
    let isFull = true
    const memory = memoryStorage()
    const setItem: ChoiceStorage['setItem'] = (key, text) => {
      if (isFull) throw new DOMException('No.', 'QuotaExceededError')
      memory.setItem(key, text)
    }
    const consent = { storage: { ...memory, setItem } }
    const config = configured('k1', { consent: { model: 'none' } })
    const first = await mountTelemetry({ config, consent })
    first.consent.deny()
    first.unmount()
    const second = await mountTelemetry({ config, consent, pinia: first.pinia })
    await settle()
    expect(second.consent.reason).toBe('denied')
    expect(second.fake.done).toEqual([])
    second.unmount()
    isFull = false
    await mountTelemetry({ config, consent, pinia: first.pinia })
    expect(memory.getItem(CHOICE_KEY)).toContain('denied')
  })

  test('but not over what another tab has answered since', async () => {
    const pinia = createPinia()
    useTelemetryConsent(pinia).grant()
    await vi.advanceTimersByTimeAsync(60_000)
    keepChoice('denied', { at: Date.now() })
    const { consent, fake } = await mountTelemetry({ pinia })
    await settle()
    expect(consent.reason).toBe('denied')
    expect(fake.done).toEqual([])
  })

  test('forgets what an earlier visit kept where that was said before it was there', async () => {
    keepChoice('granted')
    const pinia = createPinia()
    useTelemetryConsent(pinia).clear()
    const { consent, fake } = await mountTelemetry({ pinia })
    await settle()
    expect(consent.reason).toBe('pending')
    expect(fake.done).toEqual([])
    expect(localStorage.getItem(CHOICE_KEY)).toBeNull()
  })

  test.each(['deny', 'clear'] as const)('keeps such an answer once: %s', async (answer) => {
    const { pinia, unmount, consent } = await mountGranted()
    unmount()
    consent[answer]()
    const second = await mountTelemetry({ pinia })
    expect(second.consent.active).toBe(false)
    second.unmount()
    answerInOtherTab('granted')
    const third = await mountTelemetry({ pinia })
    expect(third.consent.active).toBe(true)
  })
})

test('an effect that answers does not come to depend on the configuration', async () => {
  const { consent, config } = await mountTelemetry()
  let runs = 0
  const stop = watchEffect(
    () => {
      runs++
      consent.grant()
    },
    { flush: 'sync' },
  )
  config.value = configured('k1', { consent: { policyVersion: 2 } })
  stop()
  expect(runs).toBe(1)
  expect(consent.reason).toBe('pending')
})

describe('keeping', () => {
  test('happens under the name of the telemetry, in the format of the package', async () => {
    const { consent } = await mountTelemetry({
      name: 'main',
      config: configured('k1', { consent: { policyVersion: 4 } }),
    })
    consent.grant()
    expect(Object.keys(localStorage)).toEqual(['telemetry:main'])
    expect(JSON.parse(localStorage.getItem('telemetry:main')!)).toEqual({
      v: 1,
      policyVersion: 4,
      status: 'granted',
      at: START,
    })
  })

  test('comes before anything follows from the answer', async () => {
    const order: string[] = []
    const memory = memoryStorage()
    const setItem: ChoiceStorage['setItem'] = (key, text) => {
      order.push('kept')
      memory.setItem(key, text)
    }
    const storage = { ...memory, setItem }
    const fake = fakeDestination({ stop: () => void order.push('stopped') })
    const { consent } = await mountTelemetry({ consent: { storage }, fake })
    consent.grant()
    await settle()
    consent.deny()
    expect(order).toEqual(['kept', 'kept', 'stopped'])
  })

  test('does not happen before there is an answer', async () => {
    await mountTelemetry()
    await settle()
    expect(localStorage).toHaveLength(0)
    // The router keeps its scroll positions there.
    expect(Object.keys(sessionStorage).filter((key) => !key.startsWith('vue-router'))).toEqual([])
  })

  test('ends when the answer is cleared', async () => {
    const { consent } = await mountGranted()
    consent.clear()
    expect(localStorage.getItem(CHOICE_KEY)).toBeNull()
  })

  test.each([
    ['yes', 'granted', null],
    ['no', 'denied', 'denied'],
  ] as const)('brings the %s of an earlier visit', async (_, status, reason) => {
    keepChoice(status)
    const { consent } = await mountTelemetry()
    expect(shown(consent)).toMatchObject({ status, reason })
  })

  test.each([
    ['a corrupt one', '{"v":1,"status":"gra'],
    ['one of a later format', '{"v":2,"status":"granted","policyVersion":1,"at":1}'],
  ])('takes %s for no answer', async (_, text) => {
    localStorage.setItem(CHOICE_KEY, text)
    const { consent } = await mountTelemetry()
    expect(consent.shouldAsk).toBe(true)
  })

  test('takes a no of a later format for a no', async () => {
    localStorage.setItem(CHOICE_KEY, '{"v":2,"status":"denied"}')
    const { consent } = await mountTelemetry()
    expect(consent.reason).toBe('denied')
  })

  test.each([
    ['throws', 'getItem'],
    ['is full', 'setItem'],
    ['lets nothing be removed', 'removeItem'],
  ] as const)('lasts for the page where storage %s', async (_, method) => {
    const storage = {
      getItem: () => null,
      setItem() {},
      removeItem() {},
      [method]() {
        throw new DOMException('No.', 'QuotaExceededError')
      },
    }
    const { consent } = await mountTelemetry({ consent: { storage } })
    consent.grant()
    if (method === 'removeItem') consent.clear()
    consent.grant()
    window.dispatchEvent(new StorageEvent('storage'))
    expect(consent.active).toBe(true)
    consent.deny()
    window.dispatchEvent(new StorageEvent('storage'))
    expect(consent.reason).toBe('denied')
  })

  test('leaves no yes behind where the no cannot be written', async () => {
    keepChoice('granted')
    const storage = {
      getItem: (key: string) => localStorage.getItem(key),
      setItem() {
        throw new DOMException('Full.', 'QuotaExceededError')
      },
      removeItem: (key: string) => localStorage.removeItem(key),
    }
    const { consent } = await mountTelemetry({ consent: { storage } })
    expect(consent.active).toBe(true)
    consent.deny()
    expect(consent.reason).toBe('denied')
    expect(kept()).toBeNull()
  })

  test('lasts for the page where there is to be no storage', async () => {
    keepChoice('granted')
    const before = localStorage.getItem(CHOICE_KEY)
    const { consent } = await mountTelemetry({ consent: { storage: null } })
    expect(consent.shouldAsk).toBe(true)
    consent.deny()
    window.dispatchEvent(new StorageEvent('storage'))
    expect(consent.reason).toBe('denied')
    expect(localStorage.getItem(CHOICE_KEY)).toBe(before)
  })

  test('may be left to the application', async () => {
    const entries = new Map<string, string>()
    const storage = {
      getItem: (key: string) => entries.get(key) ?? null,
      setItem: (key: string, value: string) => void entries.set(key, value),
      removeItem: (key: string) => void entries.delete(key),
    }
    const { consent } = await mountTelemetry({ consent: { storage } })
    consent.grant()
    expect([...entries.keys()]).toEqual([CHOICE_KEY])
    expect(localStorage).toHaveLength(0)
    consent.clear()
    expect(entries.size).toBe(0)
  })
})

describe('another tab', () => {
  test('brings its answer with the message of the browser, which is answered at once', async () => {
    const { consent } = await mountGranted()
    keepChoice('denied')
    expect(consent.active).toBe(true)
    window.dispatchEvent(new StorageEvent('storage', { key: CHOICE_KEY }))
    expect(consent.reason).toBe('denied')
    localStorage.removeItem(CHOICE_KEY)
    window.dispatchEvent(new StorageEvent('storage', { key: CHOICE_KEY }))
    expect(consent.reason).toBe('pending')
    keepChoice('granted')
    window.dispatchEvent(new StorageEvent('storage', { key: null }))
    expect(consent.active).toBe(true)
  })

  test.each([
    ['pageshow', () => window.dispatchEvent(new Event('pageshow'))],
    ['resume', () => document.dispatchEvent(new Event('resume'))],
    ['visibilitychange', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('is caught up with on %s', async (_, happen) => {
    const { consent } = await mountGranted()
    keepChoice('denied')
    happen()
    expect(consent.reason).toBe('denied')
  })

  test('is not answered by writing', async () => {
    const storage = {
      getItem: vi.fn<() => string | null>(() => null),
      setItem: vi.fn<() => void>(),
      removeItem: vi.fn<() => void>(),
    }
    const { consent } = await mountTelemetry({ consent: { storage } })
    storage.getItem.mockReturnValue(
      JSON.stringify({ v: 1, status: 'granted', policyVersion: 1, at: 1 }),
    )
    window.dispatchEvent(new StorageEvent('storage'))
    expect(consent.active).toBe(true)
    expect(storage.setItem).not.toHaveBeenCalled()
    expect(storage.removeItem).not.toHaveBeenCalled()
  })

  test('is not listened to once disposed', async () => {
    const getItem = vi.fn<() => null>(() => null)
    const { telemetry } = await mountTelemetry({
      consent: { storage: { getItem, setItem() {}, removeItem() {} } },
    })
    telemetry.dispose()
    getItem.mockClear()
    window.dispatchEvent(new StorageEvent('storage'))
    window.dispatchEvent(new Event('pageshow'))
    document.dispatchEvent(new Event('resume'))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(getItem).not.toHaveBeenCalled()
  })
})

describe('which store', () => {
  test('is that of the telemetry of the app', () => {
    expect(idInside(undefined)).toBe('telemetry-consent')
    expect(idInside('main')).toBe('main-consent')
  })

  test('is the one that is asked for', () => {
    expect(idInside('main', 'other')).toBe('other-consent')
  })

  test('is the default one outside components', () => {
    const before = getActivePinia()
    expect(useTelemetryConsent(createPinia()).$id).toBe('telemetry-consent')
    setActivePinia(before as never)
  })

  test('is another for each name', async () => {
    const pinia = createPinia()
    const one = await mountTelemetry({ pinia, name: 'one' })
    const two = await mountTelemetry({ pinia, name: 'two' })
    one.consent.grant()
    expect([one.consent.active, two.consent.active]).toEqual([true, false])
    expect(Object.keys(localStorage)).toEqual(['telemetry:one'])
  })
})

/** @returns the id of the store that a component gets */
function idInside(name: string | undefined, wanted?: string): string {
  let id = ''
  const Component = defineComponent(() => {
    id = useTelemetryConsent(null, wanted).$id
    return () => h('p')
  })
  const telemetry = createTelemetry({
    config: null,
    pages: false,
    destinations: [fakeDestination()],
    ...(name && { name }),
  })
  const app = createApp(Component).use(createPinia()).use(telemetry)
  app.mount(document.createElement('div'))
  app.unmount()
  return id
}

describe('an answer that is given again', () => {
  test('is not written, as it would be news to other tabs', async () => {
    const written: string[] = []
    const storage = {
      getItem: () => written.at(-1) ?? null,
      setItem: (_: string, text: string) => void written.push(text),
      removeItem() {},
    }
    const { consent } = await mountTelemetry({ consent: { storage } })
    consent.grant()
    consent.grant()
    expect(written).toHaveLength(1)
    consent.deny()
    consent.deny()
    expect(written).toHaveLength(2)
  })

  test('is written where the app has removed it', async () => {
    const { consent } = await mountTelemetry()
    consent.grant()
    localStorage.clear()
    consent.grant()
    expect(kept()).toMatchObject({ status: 'granted' })
  })
})
