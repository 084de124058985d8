import type { Page } from '@playwright/test'
import type { Collector } from '../../src/collector.ts'
import { serveCollector } from '../../src/collector.ts'
import { findMarkers } from '../../src/testing.ts'
import { collected, expect, inOrder, test as base } from './helpers/fixtures.ts'
import { agreeBefore } from './helpers/lab-page.ts'
import { ADDRESS, LANDING_ROUTE, PLAIN_CAMPAIGN, landing } from './markers/address.ts'
import { CALLS, USEFUL } from './markers/calls.ts'
import { markersOf, type Carrier } from './markers/carrier.ts'
import { DESTINATIONS, type TestedDestination } from './markers/destinations.ts'
import { DOCUMENT } from './markers/document.ts'
import { setUpHostileApp, type HostileApp } from './markers/hostile-app.ts'
import { LEFTOVERS, OWN_LEFTOVERS, leaveBehind } from './markers/leftovers.ts'
import { UNPLANNED, setUpPlannedApp } from './markers/planned-app.ts'
import { ROUTES, ROUTES_TOLD } from './markers/routes.ts'
import { added, kept, leaksIn, received, watchRequests, type Sent } from './markers/search.ts'
import { watchAll } from './markers/tell-tale.ts'
import {
  HOST,
  finish,
  openFromElsewhere,
  placeAll,
  serveApp,
  useEverything,
  type ReferrerPolicy,
} from './markers/visit.ts'

/** One marker in each place that could tell on somebody, and none of them at a collector. */

const HOSTS = { 'name of the host': { marker: HOST.split('.')[0]! } }

const MARKERS = markersOf(ADDRESS, DOCUMENT, ROUTES, CALLS, LEFTOVERS, OWN_LEFTOVERS, HOSTS)

interface Visit {
  readonly destination: TestedDestination
  readonly at: Plan['at']
  /** Where the app is. */
  readonly origin: string
  readonly collector: Collector
  readonly sent: Sent
}

interface Plan extends Partial<Omit<HostileApp, 'frontend' | 'markers'>> {
  readonly destination: TestedDestination
  /** Whether the collector is of the app's origin. */
  readonly at: 'same' | 'another'
  readonly policy?: ReferrerPolicy
}

/** Serves the app, sets it up from the next load on, and watches what is sent. */
const test = base.extend<{ readonly prepare: (plan: Plan) => Promise<Visit> }>({
  prepare: async ({ page, lab }, use) => {
    const elsewhere = await serveCollector()
    await use(async ({ destination, at, policy = '', ...app }) => {
      const context = page.context()
      const origin = await serveApp(context, lab.url, policy)
      const other = elsewhere.url.replace('127.0.0.1', 'localhost')
      // Plain HTTP is for the names of this machine, or below the app itself.
      const apiurl = at === 'same' ? '/collector' : other
      const frontend = destination.frontend(apiurl)
      await setUpHostileApp(page, { ...app, frontend, markers: MARKERS })
      const sent = watchRequests(
        context,
        [origin, 'http://other.localhost'],
        at === 'same' ? origin + apiurl : other,
      )
      const { collector } = at === 'same' ? lab : elsewhere
      return { destination, at, origin, collector, sent }
    })
    await elsewhere.close()
  },
})

/**
 * Leaves behind what others have, and says yes; back on a document without an app.
 *
 * @param isOurs - whether an earlier version of this package has been there as well
 */
async function comeEarlier(page: Page, { origin }: Visit, agreed = true, isOurs = !agreed) {
  await page.goto(`${origin}/plain.html`)
  await leaveBehind(page, { ...LEFTOVERS, ...(isOurs ? OWN_LEFTOVERS : {}) }, agreed)
  return kept(page)
}

function expectNothingOnTheWire({ destination, at, collector, sent }: Visit): void {
  const requests = collector.requests()
  expect(requests.length).toBeGreaterThan(0)
  // The app's own server gets the app's cookies with each request, whoever makes it.
  const texts = received(collector, at === 'same' ? ['cookie'] : [])
  expect(leaksIn([...texts, ...sent.texts()], MARKERS)).toEqual([])
  expect(sent.strangers()).toEqual([])
  expect(requests.filter((request) => !destination.isOwn(request))).toEqual([])
  for (const { headers } of requests) expect(headers).not.toHaveProperty('referer')
  // What was changed for privacy is told in the browser only.
  expect(requests.map(({ body }) => body).join()).not.toContain('remarks')
}

/** @param before - what was kept before the app was loaded */
async function expectNothingKept(page: Page, before: Awaited<ReturnType<typeof kept>>) {
  const now = await kept(page)
  // The address of the page before is the router's to keep, and stays in the tab.
  const ours = added(now, before).filter(([, text]) => !text.startsWith('vue-router:scroll='))
  const named = ours.filter(
    ([where, text]) =>
      where !== 'the name of the window' || text !== DOCUMENT['name of the window'].marker,
  )
  expect(leaksIn(named, MARKERS)).toEqual([])
  // What others have left is theirs. A new window has a session of its own.
  const left = before.filter(([where]) => where === 'localStorage' || where === 'a cookie')
  for (const entry of left) expect(now).toContainEqual(entry)
}

/** The pages that were viewed. */
function routesOf({ destination, collector }: Visit): string[] {
  return inOrder(collector).flatMap((event) => destination.routeOf(event) ?? [])
}

/** A product that sends nothing has no leaks: all of this has to arrive, and nothing beside it. */
function expectEverythingUseful(visit: Visit, routes: readonly string[]): void {
  const { destination, collector } = visit
  const events = inOrder(collector)
  expect(routesOf(visit)).toEqual(routes)
  // Whom nobody may be told of is not told of, so that this is all of it.
  expect(events.flatMap((event) => destination.read(event) ?? [])).toEqual([
    USEFUL,
    ...Object.values(CALLS).flatMap(({ arrives }) => arrives ?? []),
    { event: 'Finished', properties: {} },
  ])
  const [first] = events
  expect(first!.properties).toMatchObject(PLAIN_CAMPAIGN)
  const campaigns = Object.keys(first!.properties).filter((key) => /^utm_|clid/.test(key))
  expect(campaigns).toEqual(Object.keys(PLAIN_CAMPAIGN))
  expect(events.flatMap(({ properties: { title } }) => title ?? [])).toEqual([
    'Home',
    'Mail to [email]',
    'A choice',
    'A choice',
  ])
}

/** Goes where the address is the worst, and closes the window there. */
async function closeOnLanding(app: Page, { collector, ...visit }: Visit): Promise<void> {
  const { length } = inOrder(collector)
  await app.evaluate(async (path) => {
    await window.booted.router.push('/account')
    await window.booted.router.push(path)
  }, landing())
  await app.close({ runBeforeUnload: true })
  // Two pages are left and viewed, and the last one left by means that survive it.
  await collected(collector, (events) => events.length === length + 5)
  expectNothingOnTheWire({ collector, ...visit })
}

const POLICIES = ['', 'unsafe-url', 'no-referrer-when-downgrade', 'origin'] as const

test('each marker is where somebody careless would find it', async ({ page, prepare }) => {
  const visit = await prepare({ destination: DESTINATIONS[0]!, at: 'another' })
  await comeEarlier(page, visit)
  await placeAll(page, OWN_LEFTOVERS)
  const before = await kept(page)
  const app = await openFromElsewhere(page, visit.origin)
  const tellTale = await watchAll(app)
  await tellTale.look()
  for (const carriers of [DOCUMENT, ROUTES, CALLS]) {
    for (const carrier of Object.values<Carrier>(carriers)) {
      await carrier.place(app, carrier.marker)
      await tellTale.look()
    }
  }
  const text = [tellTale.text(), ...before.flat()].join('\n')
  const missing = Object.entries(MARKERS).filter(
    ([, marker]) => !findMarkers(text, [marker]).length,
  )
  expect(missing).toEqual([])
})

for (const destination of DESTINATIONS) {
  test.describe(`${destination.name} is told nothing private`, () => {
    for (const at of ['same', 'another'] as const) {
      for (const policy of POLICIES) {
        test(`at ${at} origin, under ${policy || 'the default'} policy`, async ({
          page,
          prepare,
        }) => {
          const visit = await prepare({ destination, at, policy })
          const before = await comeEarlier(page, visit)
          const app = await openFromElsewhere(page, visit.origin)
          await useEverything(app)
          await finish(app, visit.collector)
          expectNothingOnTheWire(visit)
          expectEverythingUseful(visit, [LANDING_ROUTE, '/', ...ROUTES_TOLD])
          await expectNothingKept(app, before)
          await closeOnLanding(app, visit)
          await page.goto(`${visit.origin}/plain.html`)
          await expectNothingKept(page, before)
        })
      }
    }

    /** The least favourable of both. */
    const worst = { destination, at: 'another', policy: 'unsafe-url' } as const

    test('where a guard leads on from the landing page', async ({ page, prepare }) => {
      const visit = await prepare({ ...worst, isGuarded: true })
      const before = await comeEarlier(page, visit)
      const app = await openFromElsewhere(page, visit.origin)
      await finish(app, visit.collector)
      expectNothingOnTheWire(visit)
      expect(routesOf(visit)).toEqual(['/'])
      expect(inOrder(visit.collector)[0]!.properties).toMatchObject(PLAIN_CAMPAIGN)
      await expectNothingKept(app, before)
      await closeOnLanding(app, visit)
    })

    test('where the landing page is loaded again', async ({ page, prepare }) => {
      const visit = await prepare(worst)
      const before = await comeEarlier(page, visit)
      const app = await openFromElsewhere(page, visit.origin)
      await finish(app, visit.collector)
      const { length } = inOrder(visit.collector)
      await app.reload()
      // The first document said the end of its page as well.
      await finish(app, visit.collector, length + 1)
      expectNothingOnTheWire(visit)
      expect(routesOf(visit)).toEqual([LANDING_ROUTE, LANDING_ROUTE])
      await expectNothingKept(app, before)
      await closeOnLanding(app, visit)
    })

    test('where history is in the hash', async ({ page, prepare }) => {
      const visit = await prepare({ ...worst, history: 'hash' })
      const before = await comeEarlier(page, visit)
      const app = await openFromElsewhere(page, visit.origin, landing('hash'))
      await useEverything(app)
      await finish(app, visit.collector)
      expectNothingOnTheWire(visit)
      expectEverythingUseful(visit, [LANDING_ROUTE, '/', ...ROUTES_TOLD])
      await expectNothingKept(app, before)
      await closeOnLanding(app, visit)
    })

    test('where somebody says yes on the landing page, after an earlier version', async ({
      page,
      prepare,
    }) => {
      const visit = await prepare(worst)
      const before = await comeEarlier(page, visit, false)
      await page.goto(visit.origin + landing())
      // Before the yes nothing has been sent, and nothing of ours is left.
      expect(leaksIn(added(await kept(page), before), MARKERS)).toEqual([])
      expect(leaksIn(await kept(page), markersOf(OWN_LEFTOVERS))).toEqual([])
      expect(visit.collector.requests()).toEqual([])
      await page.evaluate(() => window.booted.consent.grant())
      await useEverything(page)
      await finish(page, visit.collector)
      expectNothingOnTheWire(visit)
      expectEverythingUseful(visit, [LANDING_ROUTE, '/', ...ROUTES_TOLD])
      expect(leaksIn(await kept(page), markersOf(OWN_LEFTOVERS))).toEqual([])
      const others = before.filter(([, text]) => !text.startsWith('ph_telemetry:'))
      await expectNothingKept(page, others)
      await closeOnLanding(page, visit)
    })

    test('where an earlier version has left an address as an id, under a yes that stands', async ({
      page,
      prepare,
    }) => {
      const visit = await prepare(worst)
      await comeEarlier(page, visit, true, true)
      await page.goto(visit.origin + landing())
      await useEverything(page)
      await finish(page, visit.collector)
      expectNothingOnTheWire(visit)
      expectEverythingUseful(visit, [LANDING_ROUTE, '/', ...ROUTES_TOLD])
      // What it kept beside that is nobody's any more, and goes with the next no.
      const state = await page.evaluate(() => localStorage.getItem('ph_telemetry:telemetry:user'))
      expect(leaksIn([['its state', state!]], markersOf(OWN_LEFTOVERS))).toEqual([])
    })

    test('that a plan does not have', async ({ page, lab }) => {
      await agreeBefore(page)
      await setUpPlannedApp(page, destination.frontend('/collector'))
      await page.goto(lab.url)
      await placeAll(page, UNPLANNED)
      await page.evaluate(() =>
        window.booted.telemetry.track('Form Created', {
          formId: 'f_42',
          kind: 'request',
          page: '/items/:item',
        }),
      )
      await page.evaluate(() => window.booted.telemetry.flush())
      const told = Object.values(UNPLANNED).flatMap(({ arrives }) => arrives ?? [])
      const events = await collected(lab.collector, ({ length }) => length >= told.length + 2)
      expect(leaksIn(received(lab.collector), markersOf(UNPLANNED))).toEqual([])
      expect(events.flatMap((event) => destination.read(event) ?? [])).toEqual([
        ...told,
        {
          event: 'Form Created',
          properties: { formId: 'f_42', kind: 'request', page: '/items/:item' },
        },
      ])
      expect(leaksIn(await kept(page), markersOf(UNPLANNED))).toEqual([])
    })

    test('by a cookie, at another origin of the same site', async ({ page, lab }) => {
      // Cookies are the same for all ports of a host.
      const { url, collector, close } = await serveCollector()
      await agreeBefore(page)
      await setUpPlannedApp(page, destination.frontend(url))
      await page.goto(`${lab.url}/plain.html`)
      await placeAll(page, LEFTOVERS)
      await page.goto(lab.url)
      await finish(page, collector)
      expect(leaksIn(received(collector), MARKERS)).toEqual([])
      await close()
    })

    test('but for its host, where the app says that it may be', async ({ page, prepare }) => {
      const visit = await prepare({ ...worst, origin: true })
      await comeEarlier(page, visit)
      const app = await openFromElsewhere(page, visit.origin)
      await finish(app, visit.collector)
      const leaks = leaksIn(received(visit.collector), MARKERS)
      expect(leaks).not.toEqual([])
      expect(leaks.filter((leak) => !leak.startsWith('name of the host: '))).toEqual([])
    })
  })
}
