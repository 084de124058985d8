import { createPinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import { useTelemetryConsent } from '../../src/consent/consent-store.ts'
import { readPrivacySignal } from '../../src/consent/privacy-signal.ts'
import {
  CHOICE_KEY,
  configured,
  keepChoice,
  mountTelemetry,
  settle,
  START,
  useFixedClock,
} from '../helpers/mount-telemetry.ts'

useFixedClock()

const browser = navigator as { globalPrivacyControl?: unknown }

/** Until the end of the test. */
function beDoNotTrack(value: unknown): void {
  Object.defineProperty(navigator, 'doNotTrack', { configurable: true, value })
}

beforeEach(() => () => {
  delete browser.globalPrivacyControl
  Reflect.deleteProperty(navigator, 'doNotTrack')
})

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

const BY_SIGNAL = {
  active: false,
  basis: null,
  reason: 'privacy-signal',
  shouldAsk: false,
  canOptOut: true,
}

describe('what the browser says', () => {
  test.each([
    ['nothing', undefined, undefined, [false, false]],
    ['Global Privacy Control', true, undefined, [true, true]],
    ['Global Privacy Control is off', false, undefined, [false, false]],
    ['Global Privacy Control as text', 'true', undefined, [false, false]],
    ['Global Privacy Control as a number', 1, undefined, [false, false]],
    ['Do Not Track', undefined, '1', [false, true]],
    ['Do Not Track is off', undefined, '0', [false, false]],
    ['Do Not Track is unspecified', undefined, 'unspecified', [false, false]],
    ['Do Not Track is null', undefined, null, [false, false]],
    ['Do Not Track as a number', undefined, 1, [false, false]],
    ['Do Not Track as a word', undefined, 'yes', [false, false]],
    ['both', true, '1', [true, true]],
  ])('counts, without and with "Do Not Track": %s', (_, gpc, dnt, expected) => {
    browser.globalPrivacyControl = gpc
    beDoNotTrack(dnt)
    expect([readPrivacySignal(false), readPrivacySignal(true)]).toEqual(expected)
  })
})

describe('"Do Not Track"', () => {
  test.each([{}, { doNotTrack: false }, undefined])(
    'is no signal unless the option says so: %o',
    async (consent) => {
      beDoNotTrack('1')
      const mounted = await mountTelemetry({ ...(consent && { consent }) })
      expect(mounted.consent.reason).toBe('pending')
      mounted.consent.grant()
      expect(mounted.consent.active).toBe(true)
      expect(kept()).not.toHaveProperty('signal')
    },
  )

  test.each(['opt-in', 'opt-out', 'none'] as const)(
    'is respected where the option says so: %s',
    async (model) => {
      beDoNotTrack('1')
      const { consent, fake } = await mountTelemetry({
        config: configured('k1', { consent: { model } }),
        consent: { doNotTrack: true },
      })
      await settle()
      expect(shown(consent)).toEqual({
        ...BY_SIGNAL,
        status: 'pending',
        canOptOut: model !== 'none',
      })
      expect(fake.done).toEqual([])
      expect(localStorage).toHaveLength(0)
    },
  )

  test('does not outlast a yes that is given under it', async () => {
    beDoNotTrack('1')
    const { consent } = await mountTelemetry({ consent: { doNotTrack: true } })
    consent.grant()
    expect(consent.active).toBe(true)
    expect(kept()).toMatchObject({ status: 'granted', signal: true })
  })

  test('that is off changes nothing where the option says so', async () => {
    beDoNotTrack('0')
    const { consent } = await mountTelemetry({ consent: { doNotTrack: true } })
    expect(consent.reason).toBe('pending')
  })
})

describe('an answer', () => {
  test('is kept with the signal under which it was given, where it is a yes', async () => {
    browser.globalPrivacyControl = true
    const { consent } = await mountTelemetry()
    consent.grant()
    expect(kept()).toEqual({ v: 1, status: 'granted', policyVersion: 1, at: START, signal: true })
    consent.deny()
    expect(kept()).toEqual({ v: 1, status: 'denied', policyVersion: 1, at: START })
  })

  test.each([
    ['grant', undefined],
    ['deny', undefined],
    ['grant', false],
    ['deny', false],
  ] as const)('says nothing of a signal where there was none: %s, %s', async (answer, signal) => {
    browser.globalPrivacyControl = signal
    const { consent } = await mountTelemetry()
    consent[answer]()
    expect(kept()).not.toHaveProperty('signal')
  })
})

describe('a yes from before the signal', () => {
  test.each(['opt-in', 'opt-out', 'none'] as const)(
    'does not stand against it, and is not asked for again: %s',
    async (model) => {
      keepChoice('granted')
      browser.globalPrivacyControl = true
      const { consent, fake } = await mountTelemetry({
        config: configured('k1', { consent: { model } }),
      })
      await settle()
      expect(shown(consent)).toEqual({
        ...BY_SIGNAL,
        status: 'granted',
        canOptOut: model !== 'none',
      })
      expect(fake.done).toEqual([])
      expect(kept()).toMatchObject({ status: 'granted' })
    },
  )

  test.each(['true', 1, false, null])('is none for having a signal of %o', async (signal) => {
    keepChoice('granted', { signal })
    browser.globalPrivacyControl = true
    const { consent } = await mountTelemetry()
    expect(consent.reason).toBe('privacy-signal')
  })

  test('stands again once it is said again, now and on the next visit', async () => {
    keepChoice('granted')
    browser.globalPrivacyControl = true
    const first = await mountTelemetry()
    first.consent.grant()
    expect(shown(first.consent)).toMatchObject({ active: true, basis: 'consent', reason: null })
    expect(kept()).toEqual({
      v: 1,
      status: 'granted',
      policyVersion: 1,
      at: START,
      signal: true,
    })
    first.unmount()
    const second = await mountTelemetry()
    await settle()
    expect(second.consent.active).toBe(true)
    expect(second.fake.done).toEqual(['load', 'start k1', 'page'])
  })

  test('stands where the signal has gone again', async () => {
    keepChoice('granted')
    browser.globalPrivacyControl = true
    const first = await mountTelemetry()
    first.unmount()
    delete browser.globalPrivacyControl
    const { consent } = await mountTelemetry()
    expect(consent.active).toBe(true)
  })

  test('may be taken back under it', async () => {
    keepChoice('granted')
    browser.globalPrivacyControl = true
    const { consent } = await mountTelemetry()
    consent.deny()
    expect(consent.reason).toBe('denied')
    expect(kept()).toMatchObject({ status: 'denied' })
  })
})

test('a yes under a signal stands without it too', async () => {
  keepChoice('granted', { signal: true })
  const { consent } = await mountTelemetry()
  expect(shown(consent)).toMatchObject({ active: true, basis: 'consent' })
})

test('a yes under a signal to an earlier policy does not, and is not asked for', async () => {
  keepChoice('granted', { signal: true })
  browser.globalPrivacyControl = true
  const { consent } = await mountTelemetry({
    config: configured('k1', { consent: { policyVersion: 2 } }),
  })
  expect(shown(consent)).toEqual({ ...BY_SIGNAL, status: 'granted' })
})

test('a yes before the configuration is there stands against the signal', async () => {
  browser.globalPrivacyControl = true
  const mounted = await mountTelemetry({ config: Promise.resolve(configured()) })
  mounted.consent.grant()
  await settle()
  expect(mounted.consent.active).toBe(true)
  expect(kept()).toMatchObject({ policyVersion: 1, signal: true })
})

// It is kept without the signal that was there, and nobody is asked again.
test('a yes before a telemetry is installed stands against the signal', async () => {
  browser.globalPrivacyControl = true
  const pinia = createPinia()
  useTelemetryConsent(pinia).grant()
  const { consent } = await mountTelemetry({ pinia })
  expect(consent.active).toBe(true)
})

describe('an answer under a signal that is given again', () => {
  const spied = () => {
    const written: string[] = []
    const storage = {
      getItem: () => written.at(-1) ?? null,
      setItem: (_: string, text: string) => void written.push(text),
      removeItem() {},
    }
    return { written, storage }
  }

  test('is not written: a yes', async () => {
    browser.globalPrivacyControl = true
    const { written, storage } = spied()
    const { consent } = await mountTelemetry({ consent: { storage } })
    consent.grant()
    consent.grant()
    expect(written).toHaveLength(1)
  })

  // A no is read without its signal, and then taken for another.
  test('is not written: a no', async () => {
    browser.globalPrivacyControl = true
    const { written, storage } = spied()
    const { consent } = await mountTelemetry({ consent: { storage } })
    consent.deny()
    consent.deny()
    expect(written).toHaveLength(1)
  })
})

describe('a signal that is switched on while the page is open', () => {
  const comeBack = () => document.dispatchEvent(new Event('visibilitychange'))

  test('stops what a yes has started when one comes back', async () => {
    keepChoice('granted')
    const { consent, fake } = await mountTelemetry()
    await settle()
    browser.globalPrivacyControl = true
    comeBack()
    expect(consent.reason).toBe('privacy-signal')
    expect(fake.done.at(-1)).toBe('stop')
  })

  // Nothing is decided anew where there is no answer to read again.
  test.each(['opt-out', 'none'])(
    'stops what the policy has started when one comes back: %s',
    async (model) => {
      const { consent } = await mountTelemetry({
        config: configured('k1', { consent: { model } }),
      })
      await settle()
      browser.globalPrivacyControl = true
      comeBack()
      expect(consent.reason).toBe('privacy-signal')
    },
  )
})
