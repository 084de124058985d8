import type { Page } from '@playwright/test'
import type { CollectedEvent, Collector } from '../../src/collector.ts'
import type { TelemetryConfig } from '../../src/index.ts'
import { atRest, telemetryKeys } from './helpers/at-rest.ts'
import { countListeners } from './helpers/count-listeners.ts'
import { collected, expect, inOrder, summary, test, type Site } from './helpers/fixtures.ts'
import {
  CHOICE,
  closeAndWait,
  consentOf,
  deny,
  flush,
  grant,
  reconfigure,
  setUpLive,
  track,
  use,
} from './helpers/lab-page.ts'
import type { Traffic } from './helpers/traffic.ts'
import {
  close,
  follow,
  goBack,
  isSent,
  openApp,
  pause,
  plainOf,
  show,
  test as withTabs,
} from './helpers/undriven-tabs.ts'

/** That no is no: at first, in the middle, while starting, and whoever else uses PostHog. */

const WITH_KEY = (apikey: string, apiurl = '/collector'): Partial<TelemetryConfig> => ({
  frontend: { posthog: { apikey, apiurl } },
})

const addresses = (traffic: Traffic): string[] =>
  traffic.requests().map((request) => `${request.method()} ${request.url()}`)

/** What the app requests by itself, where there is no telemetry in it. */
async function requestsOfBareApp(page: Page, lab: Site, traffic: Traffic): Promise<string[]> {
  await page.addInitScript(() => {
    window.setUp = ({ bootBare }) => bootBare()
  })
  traffic.forget()
  await page.goto(lab.url, { waitUntil: 'networkidle' })
  return addresses(traffic)
}

/** A visit with a yes, after which the browser holds everything that an SDK keeps. */
async function visitBefore(page: Page, lab: Site): Promise<void> {
  await setUpLive(page)
  await page.goto(lab.url)
  await grant(page)
  await flush(page)
  await collected(lab.collector, ({ length }) => length === 1)
  await page.waitForTimeout(300)
  expect((await telemetryKeys(page)).length).toBeGreaterThan(4)
  await page.goto(`${lab.url}/plain.html`)
  await collected(lab.collector, ({ length }) => length === 2)
  lab.collector.clear()
}

test('before the answer the app is as it would be without telemetry', async ({
  page,
  lab,
  traffic,
}) => {
  const bare = await requestsOfBareApp(page, lab, traffic)
  await setUpLive(page)
  traffic.forget()
  await page.goto(lab.url)
  await use(page)
  await page.waitForTimeout(10_000)
  expect(addresses(traffic)).toEqual(bare)
  expect(await telemetryKeys(page)).toEqual([])
  expect(lab.collector.requests()).toEqual([])
  expect(await consentOf(page)).toMatchObject({ status: 'pending', shouldAsk: true, basis: null })
  // It was there all the time.
  await grant(page)
  await flush(page)
  const events = await collected(lab.collector, ({ length }) => length === 3)
  expect(summary(events)).toEqual(['$identify', '$groupidentify', '$pageview /items/:item'])
})

for (const [no, reason] of [
  [{ enabled: false }, 'disabled-by-config'],
  [{ adminOptOut: true }, 'disabled-by-admin'],
] as const) {
  test(`${reason}: the same, and what an earlier visit left is removed`, async ({
    page,
    lab,
    traffic,
  }) => {
    const bare = await requestsOfBareApp(page, lab, traffic)
    await visitBefore(page, lab)
    await page.evaluate(() => localStorage.setItem('ph_phc_of_the_app_posthog', 'theirs'))
    await setUpLive(page, no)
    traffic.forget()
    await page.goto(lab.url)
    await use(page)
    await page.waitForTimeout(3500)
    expect(addresses(traffic)).toEqual(bare)
    expect(lab.collector.requests()).toEqual([])
    expect(await telemetryKeys(page)).toEqual(['ph_phc_of_the_app_posthog', CHOICE])
    expect(await consentOf(page)).toMatchObject({ reason, shouldAsk: false, canOptOut: false })
    await reconfigure(page)
    await flush(page)
    const events = await collected(lab.collector, ({ length }) => length === 3)
    expect(summary(events)).toEqual(['$identify', '$groupidentify', '$pageview /items/:item'])
  })
}

test.describe('while the code is on its way', () => {
  /** Says yes, and returns a second before the code arrives. */
  async function startSlowly(page: Page, lab: Site): Promise<void> {
    await page.route(/after-yes/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2000))
      await route.continue()
    })
    await setUpLive(page)
    await page.goto(lab.url)
    const asked = page.waitForRequest(/after-yes/)
    await grant(page)
    await track(page, 'Early')
    await asked
    await page.waitForTimeout(1000)
  }

  /** The code arrives, and nothing comes of it. */
  async function expectNothing(page: Page, collector: Collector): Promise<void> {
    await page.waitForTimeout(2500)
    await flush(page)
    expect(await telemetryKeys(page)).toEqual([CHOICE])
    expect(collector.requests()).toEqual([])
  }

  test('the person says no', async ({ page, lab }) => {
    await startSlowly(page, lab)
    await deny(page)
    await expectNothing(page, lab.collector)
    await grant(page)
    await flush(page)
    expect(summary(await collected(lab.collector, ({ length }) => length > 0))).toEqual([
      '$pageview /',
    ])
  })

  test('the operator says no', async ({ page, lab }) => {
    await startSlowly(page, lab)
    await reconfigure(page, { enabled: false })
    await expectNothing(page, lab.collector)
    await reconfigure(page)
    await flush(page)
    expect(summary(await collected(lab.collector, ({ length }) => length > 0))).toEqual([
      '$pageview /',
    ])
  })

  test('the key changes', async ({ page, lab }) => {
    await startSlowly(page, lab)
    await reconfigure(page, WITH_KEY('phc_other'))
    await page.waitForTimeout(1500)
    await flush(page)
    const events = await collected(lab.collector, ({ length }) => length > 0)
    expect(summary(events)).toEqual(['$pageview /'])
    await closeAndWait(page)
    const keys = inOrder(lab.collector).map(({ key }) => key)
    expect(keys).toEqual(['phc_other', 'phc_other'])
  })

  test('it is disposed', async ({ page, lab }) => {
    await startSlowly(page, lab)
    await page.evaluate(() => window.booted.telemetry.dispose())
    await expectNothing(page, lab.collector)
    await closeAndWait(page)
    expect(lab.collector.requests()).toEqual([])
  })
})

test('switching twenty times over leaves nothing behind and mixes nothing up', async ({
  page,
  lab,
  elsewhere,
}) => {
  test.setTimeout(120_000)
  const url = elsewhere.url.replace('127.0.0.1', 'localhost')
  const SENDING = {
    one: { ...WITH_KEY('phc_one'), consent: { model: 'none' } },
    two: { ...WITH_KEY('phc_two'), consent: { model: 'opt-out' } },
    far: { ...WITH_KEY('phc_two', url), consent: { model: 'none' } },
  } as const
  const CLOSED = { asking: { consent: { model: 'opt-in' } }, off: { enabled: false } } as const
  const ROUND = ['one', 'asking', 'two', 'off', 'one', 'far', 'two'] as const

  const received = (): CollectedEvent[] => [
    ...inOrder(lab.collector),
    ...inOrder(elsewhere.collector),
  ]
  await page.addInitScript(countListeners)
  await setUpLive(page, { enabled: false })
  await page.goto(lab.url)
  const standing: (readonly [listeners: number, instances: number])[] = []
  const expected: Record<string, string[]> = { one: [], two: [], far: [] }
  for (let round = 0; round < 20; round++) {
    for (const [turn, name] of ROUND.entries()) {
      if (name === 'asking' || name === 'off') {
        await reconfigure(page, CLOSED[name])
        await track(page, 'Late while closed')
        continue
      }
      await reconfigure(page, SENDING[name])
      const said = `${name} ${round}.${turn}`
      await track(page, said)
      expected[name]!.push('$pageview /', said)
      await flush(page)
      await expect
        .poll(() => received().some(({ event }) => event === said), { intervals: [10] })
        .toBe(true)
      // Still noted, or with the SDK already, when the next switch comes.
      await track(page, `Late for ${name}`)
      if (round % 2 === 0)
        await page.evaluate(() => new Promise((idle) => void requestIdleCallback(idle)))
    }
    standing.push(await page.evaluate(standingOfPage))
  }
  await reconfigure(page, CLOSED.off)
  await closeAndWait(page)
  const [first] = standing
  expect(first![0]).toBeGreaterThan(0)
  expect(first![1]).toBe(3)
  expect(standing.filter((each) => String(each) !== String(first))).toEqual([])
  const of = (key: string) => summary(inOrder(lab.collector).filter((event) => event.key === key))
  expect(of('phc_one')).toEqual(expected.one)
  expect(of('phc_two')).toEqual(expected.two)
  expect(summary(inOrder(elsewhere.collector))).toEqual(expected.far)
  expect(new Set(elsewhere.collector.events().map(({ key }) => key))).toEqual(new Set(['phc_two']))
})

/** How many listeners there are on the window and the document, and how many SDKs. */
function standingOfPage(): readonly [listeners: number, instances: number] {
  const instances = Symbol.for('vue-telemetry:posthog:telemetry:telemetry:user')
  return [window.listeners.size, (Reflect.get(window, instances) as Map<string, object>).size]
}

test.describe("the page has a PostHog of the app's own, on the same key", () => {
  /** All that it keeps, but for what it writes anew with each event. */
  const keptByHost = async (page: Page): Promise<unknown> => {
    const { local, session, cookies } = await atRest(page)
    const names = [local, session].flatMap((area) => Object.keys(area)).toSorted()
    const lasting = await page.evaluate(() => [
      window.host.get_distinct_id(),
      window.host.get_explicit_consent_status(),
      localStorage.getItem('__ph_opt_in_out_phc_lab'),
    ])
    return {
      names: names.filter((name) => name.includes('phc_lab')),
      lasting,
      cookies: cookies.map((cookie) => cookie.split('=')[0]).toSorted(),
    }
  }

  const host = (page: Page, event: string): Promise<void> =>
    page.evaluate((name) => void window.host.capture(name), event)

  const STEPS: readonly (readonly [name: string, take: (page: Page) => Promise<void>])[] = [
    ['granted', grant],
    ['denied', deny],
    ['granted again', grant],
    ['disposed', (page) => page.evaluate(() => window.booted.telemetry.dispose())],
  ]

  for (const answer of ['in', 'out'] as const) {
    test(`which its user has opted ${answer}: it goes on as it was`, async ({ page, lab }) => {
      await setUpLive(page)
      await page.goto(lab.url)
      await page.evaluate(async (said) => {
        window.host = await window.lab.hostPostHog('phc_lab')
        window.host[`opt_${said}_capturing`]({ captureEventName: false })
      }, answer)
      await host(page, 'Host at first')
      await page.waitForTimeout(1000)
      const before = await keptByHost(page)
      for (const [name, take] of STEPS) {
        await take(page)
        await page.waitForTimeout(600)
        await track(page, `Ours ${name}`)
        await host(page, `Host ${name}`)
        await flush(page)
        await page.waitForTimeout(600)
        expect(await keptByHost(page), name).toEqual(before)
      }
      await closeAndWait(page)
      const events = inOrder(lab.collector)
      const named = (start: string) =>
        events.filter(({ event }) => event.startsWith(start)).map(({ event }) => event)
      expect(named('Ours').toSorted()).toEqual(['Ours granted', 'Ours granted again'])
      const all = ['Host at first', ...STEPS.map(([name]) => `Host ${name}`)]
      expect(named('Host').toSorted()).toEqual(answer === 'in' ? all.toSorted() : [])
      const idsOf = (start: string) =>
        new Set(
          events.filter(({ event }) => event.startsWith(start)).map((event) => event.distinctId),
        )
      if (answer === 'in') expect(idsOf('Host').size).toBe(1)
      expect([...idsOf('Ours')].filter((id) => idsOf('Host').has(id))).toEqual([])
    })
  }

  test('which its user switches: ours goes on as it was', async ({ page, lab }) => {
    await setUpLive(page)
    await page.goto(lab.url)
    await grant(page)
    await flush(page)
    await collected(lab.collector, ({ length }) => length === 1)
    await page.evaluate(async () => {
      window.host = await window.lab.hostPostHog('phc_lab')
      window.host.opt_out_capturing()
      window.booted.telemetry.track('Ours while out')
      await window.booted.telemetry.flush()
      window.host.opt_in_capturing({ captureEventName: false })
      window.host.reset(true)
      window.booted.telemetry.track('Ours while in')
      await window.booted.telemetry.flush()
    })
    const events = await collected(lab.collector, ({ length }) => length >= 3)
    expect(summary(events)).toEqual(['$pageview /', 'Ours while out', 'Ours while in'])
    expect(new Set(events.map(({ distinctId }) => distinctId)).size).toBe(1)
    await deny(page)
    await page.evaluate(() => window.host.opt_in_capturing({ captureEventName: false }))
    await track(page, 'Ours after the no')
    await host(page, 'Host after the no')
    await closeAndWait(page)
    const later = inOrder(lab.collector).slice(3)
    expect(later.map(({ event }) => event)).toEqual(['Host after the no'])
  })
})

test('two telemetries on one page have nothing in common', async ({ page, lab }) => {
  await setUpLive(page)
  await page.goto(lab.url)
  await page.evaluate(() => {
    const { boot, vueRouter } = window.lab
    const mountOn = document.body.appendChild(document.createElement('div'))
    window.other = boot({ name: 'other' }, { history: vueRouter.createMemoryHistory(), mountOn })
    window.other.consent.grant()
    window.other.telemetry.identify('account-8')
    window.booted.telemetry.track('Ours')
    return window.other.telemetry.flush()
  })
  const [, alone] = await collected(lab.collector, ({ length }) => length === 2)
  expect(alone!.distinctId).toBe('account-8')
  // The SDK writes with a delay.
  await page.waitForTimeout(300)
  expect(await consentOf(page)).toMatchObject({ status: 'pending' })
  const keysOf = async (name: string): Promise<string[]> =>
    (await telemetryKeys(page)).filter((key) => key.includes(`telemetry:${name}`))
  expect(await keysOf('telemetry')).toEqual([])
  const others = await keysOf('other')
  expect(others).toContain('telemetry:other')

  await grant(page)
  await flush(page)
  await page.waitForTimeout(300)
  const events = await collected(lab.collector, ({ length }) => length === 3)
  expect(events[2]!.distinctId).not.toBe('account-8')
  expect(await keysOf('telemetry')).toEqual(
    others.map((key) => key.replace('telemetry:other', 'telemetry:telemetry')).toSorted(),
  )

  await page.evaluate(() => window.other.consent.deny())
  expect(await keysOf('other')).toEqual(['telemetry:other'])
  await page.evaluate(() => {
    window.other.telemetry.track('Theirs')
    window.booted.telemetry.track('Ours')
  })
  await closeAndWait(page)
  expect(summary(inOrder(lab.collector)).slice(3)).toEqual(['Ours', '$pageleave /'])
})

withTabs.describe('a tab that comes back', () => {
  withTabs(
    'is denied before anything else, where another has said no',
    async ({ undriven, plain, lab }) => {
      const tab = await undriven.context.newPage()
      // The app's own listener comes before any of telemetry's.
      await tab.addInitScript(() => {
        window.addEventListener('pageshow', ({ persisted }) => {
          if (persisted) window.booted.telemetry.track('Restored')
        })
      })
      await tab.goto(lab.url)
      await isSent(tab, 1)
      await tab.evaluate(() => {
        window.addEventListener('pageshow', ({ persisted }) => {
          const { status, active } = window.booted.consent
          window.name = JSON.stringify({ persisted, status, active })
        })
      })
      await follow(tab, plainOf(lab))
      await tab.waitForURL(plainOf(lab))
      const other = await openApp(undriven, lab.url)
      await deny(other)
      await close(other)
      await pause(600)
      expect(summary(inOrder(lab.collector))).toEqual(['$pageview /', '$pageleave /'])
      lab.collector.clear()

      await show(tab)
      await goBack(tab, `${lab.url}/`)
      const told = () => tab.evaluate(() => window.name)
      const denied = JSON.stringify({ persisted: true, status: 'denied', active: false })
      await expect.poll(told, { intervals: [50] }).toBe(denied)
      await tab.evaluate(() => (window.name = ''))
      await track(tab, 'Afterwards')
      await pause(3500)
      expect(await telemetryKeys(tab)).toEqual([CHOICE])
      await close(tab)
      await pause(600)
      expect(lab.collector.requests()).toEqual([])
      expect(await telemetryKeys(plain)).toEqual([CHOICE])
    },
  )

  withTabs('hears what the operator has decided meanwhile', async ({ undriven, plain, lab }) => {
    let enabled = true
    const tab = await undriven.context.newPage()
    await tab.route('**/telemetry.json', (route) => {
      const posthog = { apikey: 'phc_lab', apiurl: '/collector' }
      return route.fulfill({ json: { telemetry: { enabled, frontend: { posthog } } } })
    })
    await tab.addInitScript(() => {
      const config = async () => (await fetch('/telemetry.json')).json()
      window.setUp = ({ boot }) => boot({ config, refresh: 0.02 })
    })
    await tab.goto(lab.url)
    await isSent(tab, 1)
    const hideAndShow = async (): Promise<void> => {
      await show(plain)
      await pause(1300)
      await show(tab)
    }
    await hideAndShow()
    await track(tab, 'Still on')
    await isSent(tab, 2)
    enabled = false
    await hideAndShow()
    const reason = () => tab.evaluate(() => window.booted.consent.reason)
    await expect.poll(reason, { intervals: [50], timeout: 1000 }).toBe('disabled-by-config')
    await track(tab, 'Off')
    await pause(2100)
    expect(await telemetryKeys(tab)).toEqual([CHOICE])
    enabled = true
    await hideAndShow()
    await isSent(tab, 3)
    await close(tab)
    await pause(600)
    expect(summary(inOrder(lab.collector))).toEqual([
      '$pageview /',
      'Still on',
      '$pageview /',
      '$pageleave /',
    ])
  })
})

test('who signs out keeps the consent, and no answer is told to anybody', async ({ page, lab }) => {
  await setUpLive(page)
  await page.goto(lab.url)
  for (const take of [grant, deny, grant]) await take(page)
  await page.evaluate(async () => {
    const { telemetry } = window.booted
    telemetry.identify('account-7')
    telemetry.track('Before')
    await telemetry.flush()
    telemetry.reset()
    telemetry.track('After')
    await telemetry.flush()
  })
  await collected(lab.collector, (events) => summary(events).includes('After'))
  expect(await consentOf(page)).toMatchObject({ status: 'granted', active: true })
  await page.reload()
  expect(await consentOf(page)).toMatchObject({ status: 'granted', active: true })
  await flush(page)
  const views = (events: readonly CollectedEvent[]) =>
    events.filter(({ event }) => event === '$pageview')
  const events = await collected(lab.collector, (all) => views(all).length === 2)
  const idOf = (name: string) => events.find(({ event }) => event === name)!.distinctId
  expect(idOf('Before')).toBe('account-7')
  expect(idOf('After')).not.toBe('account-7')
  const wire = lab.collector.requests().map(({ body, raw }) => JSON.stringify([body, raw]))
  expect(wire.join()).toContain('$pageview')
  expect(wire.join()).not.toContain('$opt_in')
})
