import type { Page } from '@playwright/test'
import { telemetryKeys } from './helpers/at-rest.ts'
import { collected, expect, inOrder, summary, test, type Site } from './helpers/fixtures.ts'
import {
  CHOICE,
  closeAndWait,
  consentOf,
  deny,
  flush,
  grant,
  push,
  setUpLive,
  track,
  use,
} from './helpers/lab-page.ts'

/** On what grounds something is sent, and what ends that. */

const POLICIES = ['none', 'opt-out'] as const

/** Global Privacy Control, from the next load on. */
const switchSignalOn = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })
  })

/** Leaves the app for a document without one, where what it says last has arrived. */
async function leave(page: Page, { url, collector }: Site): Promise<void> {
  await page.goto(`${url}/plain.html`)
  await page.waitForTimeout(600)
  collector.clear()
}

async function isSent(page: Page, { collector }: Site, expected: string[]): Promise<void> {
  await flush(page)
  const events = await collected(collector, ({ length }) => length >= expected.length)
  expect(summary(events)).toEqual(expected)
}

for (const model of POLICIES) {
  test.describe(`under the model "${model}"`, () => {
    test.beforeEach(({ page }) => setUpLive(page, { consent: { model } }))

    test('it is sent from the start, until there is a no', async ({ page, lab, traffic }) => {
      await page.goto(lab.url)
      await isSent(page, lab, ['$pageview /'])
      // The SDK writes with a delay.
      await page.waitForTimeout(300)
      const policy = { status: 'pending', active: true, basis: 'policy', shouldAsk: false }
      const canOptOut = model === 'opt-out'
      expect(await consentOf(page)).toEqual({ ...policy, reason: null, canOptOut })
      const keys = await telemetryKeys(page)
      expect(keys).toContain('ph_telemetry:telemetry:user')
      expect(keys.filter((key) => !key.startsWith('ph_telemetry:telemetry:'))).toEqual([])

      await deny(page)
      expect(await telemetryKeys(page)).toEqual([CHOICE])
      lab.collector.clear()
      traffic.forget()
      await page.reload()
      await use(page)
      await flush(page)
      await page.waitForTimeout(500)
      expect(await consentOf(page)).toMatchObject({ status: 'denied', active: false, basis: null })
      expect(await telemetryKeys(page)).toEqual([CHOICE])
      expect(traffic.lateChunks()).toEqual([])
      await closeAndWait(page)
      expect(lab.collector.requests()).toEqual([])
    })

    test('a privacy signal comes first, and a yes before that', async ({ page, lab, traffic }) => {
      await switchSignalOn(page)
      await page.goto(lab.url)
      await use(page)
      await flush(page)
      await page.waitForTimeout(1000)
      const reason = 'privacy-signal'
      expect(await consentOf(page)).toMatchObject({ active: false, reason, shouldAsk: false })
      expect(await telemetryKeys(page)).toEqual([])
      expect(traffic.lateChunks()).toEqual([])
      expect(lab.collector.requests()).toEqual([])
      await grant(page)
      await isSent(page, lab, ['$identify', '$groupidentify', '$pageview /items/:item'])
      await leave(page, lab)
      // Said under the signal, it holds under the signal.
      await page.goto(lab.url)
      await isSent(page, lab, ['$pageview /'])
      expect(await consentOf(page)).toMatchObject({ active: true, basis: 'consent' })
    })
  })
}

test('a yes without a privacy signal does not stand against one that came later', async ({
  page,
  lab,
  traffic,
}) => {
  await setUpLive(page)
  await page.goto(lab.url)
  await grant(page)
  await isSent(page, lab, ['$pageview /'])
  await leave(page, lab)
  await switchSignalOn(page)
  traffic.forget()
  await page.goto(lab.url)
  await use(page)
  await flush(page)
  await page.waitForTimeout(1000)
  const reason = 'privacy-signal'
  expect(await consentOf(page)).toMatchObject({ status: 'granted', active: false, reason })
  expect(await telemetryKeys(page)).toEqual([CHOICE])
  expect(traffic.lateChunks()).toEqual([])
  expect(lab.collector.requests()).toEqual([])
  await grant(page)
  await isSent(page, lab, ['$identify', '$groupidentify', '$pageview /items/:item'])
})

test('where no choice can be kept, "opt-out" asks', async ({ page, lab, traffic }) => {
  await setUpLive(page, { consent: { model: 'opt-out' } })
  await meetBeforeBoot(page, OBSTACLES['is full'])
  await page.goto(lab.url)
  await use(page)
  await flush(page)
  await page.waitForTimeout(1000)
  const pending = { status: 'pending', active: false, reason: 'pending', shouldAsk: true }
  expect(await consentOf(page)).toMatchObject(pending)
  expect(await telemetryKeys(page)).toEqual([])
  expect(traffic.lateChunks()).toEqual([])
  expect(lab.collector.requests()).toEqual([])
  await grant(page)
  await isSent(page, lab, ['$identify', '$groupidentify', '$pageview /items/:item'])
  expect(traffic.errors).toEqual([])
})

test.describe('what happened before the yes', () => {
  /** Three pages and two calls, and then the yes. */
  async function visit(page: Page, lab: Site): Promise<number> {
    await page.goto(lab.url)
    for (const item of ['a', 'b']) {
      await page.waitForTimeout(200)
      await push(page, `/items/${item}`)
      await page.waitForTimeout(200)
      await track(page, `Before on ${item}`)
    }
    await page.waitForTimeout(200)
    expect(await telemetryKeys(page)).toEqual([])
    expect(lab.collector.requests()).toEqual([])
    const asked = Date.now()
    await grant(page)
    await track(page, 'After')
    await flush(page)
    return asked
  }

  test('is left out', async ({ page, lab }) => {
    await setUpLive(page)
    const asked = await visit(page, lab)
    const events = await collected(lab.collector, ({ length }) => length >= 2)
    expect(summary(events)).toEqual(['$pageview /items/:item', 'After'])
    for (const { timestamp } of events) expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(asked)
    await closeAndWait(page)
    const [leaveOfPage] = inOrder(lab.collector).slice(2)
    const stayed = Number(leaveOfPage!.properties.$prev_pageview_duration)
    expect(stayed).toBeLessThanOrEqual((Date.now() - asked) / 1000)
  })

  test('is sent with its own times and in order, where "replay" says so', async ({ page, lab }) => {
    await setUpLive(page, {}, { consent: { replay: true } })
    const asked = await visit(page, lab)
    const expected = [
      '$pageview /',
      '$pageleave /',
      '$pageview /items/:item',
      'Before on a',
      '$pageleave /items/:item',
      '$pageview /items/:item',
      'Before on b',
      'After',
    ]
    await collected(lab.collector, ({ length }) => length >= expected.length)
    const events = lab.collector.events()
    expect(summary(events)).toEqual(expected)
    const times = events.map(({ timestamp }) => Date.parse(timestamp))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBeGreaterThanOrEqual(asked)
    // There was a pause before each move and each call.
    for (const at of [1, 3, 4, 6, 7]) expect(times[at]! - times[at - 1]!).toBeGreaterThan(150)
    expect(times.at(-2)).toBeLessThanOrEqual(asked - 150)
  })
})

const YES = { v: 1, status: 'granted', policyVersion: 1, at: 1 }

/** What somebody, or another version, may have left where the choice is kept. */
const NO_ANSWER: readonly string[] = [
  '',
  'granted',
  '"granted"',
  'null',
  'true',
  '[]',
  JSON.stringify([YES]),
  JSON.stringify(YES).slice(0, -1),
  JSON.stringify({ ...YES, v: 2 }),
  JSON.stringify({ ...YES, v: '1' }),
  JSON.stringify({ ...YES, v: undefined }),
  JSON.stringify({ ...YES, status: 'GRANTED' }),
  JSON.stringify({ ...YES, status: ['granted'] }),
  JSON.stringify({ ...YES, policyVersion: '1' }),
  JSON.stringify({ ...YES, at: undefined }),
  `{"__proto__":${JSON.stringify(YES)}}`,
]

test('a kept choice that cannot be understood is no answer', async ({ page, lab, traffic }) => {
  await setUpLive(page)
  await page.goto(`${lab.url}/plain.html`)
  const keep = (text: string): Promise<void> =>
    page.evaluate(([key, value]) => localStorage.setItem(key, value), [CHOICE, text] as const)
  for (const text of NO_ANSWER) {
    await keep(text)
    await page.goto(lab.url)
    await track(page, 'Clicked')
    const pending = { status: 'pending', active: false, shouldAsk: true }
    expect(await consentOf(page), text).toMatchObject(pending)
    expect(await telemetryKeys(page)).toEqual([CHOICE])
  }
  await keep(JSON.stringify({ v: 2, status: 'denied' }))
  await page.reload()
  expect(await consentOf(page)).toMatchObject({ status: 'denied', shouldAsk: false })
  expect(traffic.lateChunks()).toEqual([])
  expect(lab.collector.requests()).toEqual([])
  expect(traffic.errors).toEqual([])
  await keep(JSON.stringify(YES))
  await page.reload()
  await isSent(page, lab, ['$pageview /'])
})

/** What may be wrong with the storage that is to keep the choice. */
const OBSTACLES = {
  'is full': () => {
    const { setItem } = Storage.prototype
    Storage.prototype.setItem = function (key, value) {
      if (this === localStorage) throw new DOMException('full', 'QuotaExceededError')
      setItem.call(this, key, value)
    }
  },
  'throws at everything': () => {
    const broken = new Proxy(localStorage, {
      get() {
        throw new DOMException('insecure', 'SecurityError')
      },
    })
    Object.defineProperty(window, 'localStorage', { value: broken })
  },
  'may not be touched': () => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('insecure', 'SecurityError')
      },
    })
  },
  'is absent': () => {
    Object.defineProperty(window, 'localStorage', { value: null })
  },
}

/** Comes between the modules of the page, some of which need their storage, and the app. */
async function meetBeforeBoot(page: Page, meet: () => void): Promise<void> {
  await page.addInitScript(`{
    const { setUp } = window
    window.setUp = (lab) => {
      (${String(meet)})()
      return setUp(lab)
    }
  }`)
}

for (const [obstacle, meet] of Object.entries(OBSTACLES)) {
  test(`where the storage ${obstacle}, the choice holds for the page`, async ({
    page,
    lab,
    traffic,
  }) => {
    await setUpLive(page)
    await meetBeforeBoot(page, meet)
    await page.goto(lab.url)
    await track(page, 'Clicked')
    await page.waitForTimeout(300)
    expect(await consentOf(page)).toMatchObject({ status: 'pending', shouldAsk: true })
    expect(traffic.lateChunks()).toEqual([])
    await grant(page)
    await isSent(page, lab, ['$pageview /'])
    await deny(page)
    lab.collector.clear()
    await use(page)
    await flush(page)
    expect(await consentOf(page)).toMatchObject({ status: 'denied', active: false })
    await page.reload()
    expect(await consentOf(page)).toMatchObject({ active: false, shouldAsk: true })
    await closeAndWait(page)
    expect(lab.collector.requests()).toEqual([])
    expect(traffic.errors).toEqual([])
  })
}
