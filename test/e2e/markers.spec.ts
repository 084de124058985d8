import type { Page } from '@playwright/test'
import type { CollectedEvent, CollectedRequest, Collector } from '../../src/collector.ts'
import { findMarkers } from '../../src/testing.ts'
import { collected, expect, inOrder, test as base } from './helpers/fixtures.ts'
import { agreeBefore } from './helpers/lab-page.ts'
import { ADDRESS, LANDING_ROUTE, PLAIN_CAMPAIGN, landing } from './markers/address.ts'
import { CALLS, USEFUL, type Said } from './markers/calls.ts'
import { markersOf, type Carrier } from './markers/carrier.ts'
import {
  DESTINATIONS,
  SUBJECTS,
  TOGETHER,
  below,
  frontendOf,
  type Subject,
  type UrlOf,
} from './markers/destinations.ts'
import { DOCUMENT } from './markers/document.ts'
import { setUpHostileApp, type HostileApp } from './markers/hostile-app.ts'
import { LEFTOVERS, OWN_LEFTOVERS, leaveBehind } from './markers/leftovers.ts'
import { UNPLANNED, setUpPlannedApp } from './markers/planned-app.ts'
import { ROUTES, ROUTES_TOLD } from './markers/routes.ts'
import { added, kept, leaksIn, received, watchRequests, type Sent } from './markers/search.ts'
import { serveVendors } from './markers/serve-vendors.ts'
import { watchAll } from './markers/tell-tale.ts'
import type { TestedDestination } from './markers/tested/tested-destination.ts'
import {
  HOST,
  finish,
  openFromElsewhere,
  placeAll,
  serveApp,
  signIn,
  useEverything,
  type ReferrerPolicy,
} from './markers/visit.ts'

/** One marker in each place that could tell on somebody, and none of them at a collector. */

const HOSTS = { 'name of the host': { marker: HOST.split('.')[0]! } }

const MARKERS = markersOf(ADDRESS, DOCUMENT, ROUTES, CALLS, LEFTOVERS, OWN_LEFTOVERS, HOSTS)

interface Visit {
  readonly subject: Subject
  readonly at: Plan['at']
  /** Where the app is. */
  readonly origin: string
  readonly collector: Collector
  readonly sent: Sent
  /** Whether a request is one that one of the subject's vendors gets, at its own address. */
  readonly isOwn: (request: CollectedRequest) => boolean
}

interface Plan extends Partial<Omit<HostileApp, 'frontend' | 'markers'>> {
  readonly subject: Subject
  /** Whether the vendors are below the app's own origin, or each at one of its own. */
  readonly at: 'same' | 'another'
  readonly policy?: ReferrerPolicy
}

/** Serves the app, sets it up from the next load on, and watches what is sent. */
const test = base.extend<{ readonly prepare: (plan: Plan) => Promise<Visit> }>({
  prepare: async ({ page, lab }, use) => {
    const elsewhere = await serveVendors(DESTINATIONS.map(({ wire }) => wire))
    await use(async ({ subject, at, policy = '', ...app }) => {
      const context = page.context()
      const origin = await serveApp(context, lab.url, policy)
      // Plain HTTP is for the names of this machine, or below the app itself.
      const urlOf = at === 'same' ? below('/collector') : elsewhere.urlOf
      await setUpHostileApp(page, {
        ...app,
        frontend: frontendOf(subject, urlOf),
        markers: MARKERS,
      })
      const vendors = subject.destinations.map(({ wire }) => new URL(urlOf(wire), origin).href)
      const addresses = vendors.map((vendor) => vendor.replace(/\/$/, ''))
      const sent = watchRequests(context, [origin, 'http://other.localhost'], addresses)
      const { collector } = at === 'same' ? lab : elsewhere
      const isOwn: Visit['isOwn'] = (request) =>
        subject.destinations.some(
          (one) => one.isOwn(request) && (at === 'same' || elsewhere.isAt(request, one.wire)),
        )
      return { subject, at, origin, collector, sent, isOwn }
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

function expectNothingOnTheWire({ isOwn, at, collector, sent }: Visit): void {
  const requests = collector.requests()
  expect(requests.length).toBeGreaterThan(0)
  // The app's own server gets the app's cookies with each request, whoever makes it.
  const texts = received(collector, at === 'same' ? ['cookie'] : [])
  expect(leaksIn([...texts, ...sent.texts()], MARKERS)).toEqual([])
  expect(sent.strangers()).toEqual([])
  expect(requests.filter((request) => !isOwn(request))).toEqual([])
  for (const { headers } of requests) expect(headers).not.toHaveProperty('referer')
  // What was changed for privacy is told in the browser only.
  expect(requests.map(({ body }) => body).join()).not.toContain('remarks')
}

/** @param before - what was kept before the app was loaded */
async function expectNothingKept(
  page: Page,
  { subject }: Visit,
  before: Awaited<ReturnType<typeof kept>>,
) {
  const now = await kept(page)
  // The address of the page before is the router's to keep, and stays in the tab.
  const ours = added(now, before).filter(([, text]) => !text.startsWith('vue-router:scroll='))
  const named = ours.filter(
    ([where, text]) =>
      where !== 'the name of the window' || text !== DOCUMENT['name of the window'].marker,
  )
  expect(leaksIn(named, MARKERS)).toEqual([])
  const allowed = [/^telemetry:telemetry$/, ...subject.destinations.map(({ keeps }) => keeps)]
  const keys = named.map(([, text]) => text.replace(/=.*/s, ''))
  expect(keys.filter((key) => !allowed.some((one) => one.test(key)))).toEqual([])
  // What others have left is theirs. A new window has a session of its own.
  const left = before.filter(([where]) => where === 'localStorage' || where === 'a cookie')
  for (const entry of left) expect(now).toContainEqual(entry)
}

/** What one of the vendors was told. */
function toldTo(
  { wire }: TestedDestination,
  { collector }: Pick<Visit, 'collector'>,
): CollectedEvent[] {
  return inOrder(collector).filter((event) => event.wire === wire)
}

/** Expects these views at each vendor that is told of pages. */
function expectViews(visit: Visit, routes: readonly string[]): void {
  for (const one of visit.subject.destinations) {
    const told = toldTo(one, visit).flatMap((event) => one.routeOf(event) ?? [])
    expect(told, one.name).toEqual(one.tellsPages ? routes : [])
  }
}

/** Expects the campaign with the first view, and with nothing that does not belong to that. */
function expectCampaign(visit: Visit): void {
  for (const one of visit.subject.destinations) {
    const [first, ...others] = toldTo(one, visit).map((event) => one.campaignOf(event))
    expect(first ?? {}, one.name).toEqual(one.tellsPages ? PLAIN_CAMPAIGN : {})
    for (const other of others) expect([{}, PLAIN_CAMPAIGN]).toContainEqual(other)
  }
}

/** What developers have passed, as the vendor takes it, and as it has arrived. */
function expectSaid(visit: Pick<Visit, 'subject' | 'collector'>, all: readonly Said[]): void {
  for (const one of visit.subject.destinations) {
    const said = toldTo(one, visit).flatMap((event) => one.read(event) ?? [])
    const arriving = all.flatMap((each) => one.arrives(each) ?? [])
    expect(said, one.name).toEqual(arriving)
  }
}

/** A product that sends nothing has no leaks: all of this has to arrive, and nothing beside it. */
function expectEverythingUseful(visit: Visit, routes: readonly string[]): void {
  const { subject } = visit
  expectViews(visit, routes)
  // Whom nobody may be told of is not told of, so that this is all of it.
  expectSaid(visit, [
    ...(signsIn(subject) ? [{ traits: {} }] : []),
    USEFUL,
    ...Object.values(CALLS).flatMap(({ arrives }) => arrives ?? []),
    { event: 'Finished', properties: {} },
  ])
  expectCampaign(visit)
  for (const one of subject.destinations) {
    const titles = toldTo(one, visit).flatMap(({ properties: { title } }) => title ?? [])
    const told = ['Home', 'Mail to [email]', 'A choice', 'A choice']
    expect(titles, one.name).toEqual(one.tellsTitles ? told : [])
  }
}

/** Some vendors are told of nobody who is not known. */
function signsIn({ destinations }: Subject): boolean {
  return destinations.some(({ needsSomebody }) => needsSomebody)
}

/** Signs out, goes where the address is the worst, and closes the window there. */
async function closeOnLanding(app: Page, visit: Visit): Promise<void> {
  const tellers = visit.subject.destinations.filter(({ tellsPages }) => tellsPages)
  const before = tellers.map((one) => toldTo(one, visit).length)
  const since = () => tellers.map((one, index) => toldTo(one, visit).slice(before[index]))
  // What is held up to be looked at when a window closes is lost with it.
  await app.context().unrouteAll()
  await app.evaluate(async (path) => {
    window.booted.telemetry.reset()
    await window.booted.router.push('/account')
    await window.booted.router.push(path)
  }, landing())
  await app.close({ runBeforeUnload: true })
  // Two pages are viewed and left, and the last one left by means that survive it.
  const pages = ['/account', LANDING_ROUTE]
  await collected(visit.collector, () =>
    since().every((told, index) => {
      const viewed = told.flatMap((event) => tellers[index]!.routeOf(event) ?? [])
      const left = told.flatMap((event) => tellers[index]!.leftRouteOf(event) ?? [])
      return viewed.length === 2 && pages.every((route) => left.includes(route))
    }),
  )
  expectNothingOnTheWire(visit)
}

const POLICIES = ['', 'unsafe-url', 'no-referrer-when-downgrade', 'origin'] as const

test('each marker is where somebody careless would find it', async ({ page, prepare }) => {
  const visit = await prepare({ subject: TOGETHER, at: 'another' })
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

for (const subject of SUBJECTS) {
  // What happens before an event is handed over is the same for all, so that a minute and a half
  // of ways to land is spent on PostHog, whose SDK reads the page, and on all of them together.
  // Each of the others has the worst ways: everything in the address and the referrer, all calls,
  // a sign-in and a sign-out, the end of a page, and what an earlier version has left.
  const isFull = subject.name === 'PostHog' || subject === TOGETHER

  test.describe(`${subject.name} is told nothing private`, () => {
    for (const at of ['same', 'another'] as const) {
      for (const policy of isFull ? POLICIES : (['unsafe-url'] as const)) {
        test(`at ${at} origin, under ${policy || 'the default'} policy`, async ({
          page,
          prepare,
        }) => {
          const visit = await prepare({ subject, at, policy })
          const before = await comeEarlier(page, visit)
          const app = await openFromElsewhere(page, visit.origin)
          await useEverything(app, signsIn(subject))
          await finish(app, visit.collector)
          expectNothingOnTheWire(visit)
          expectEverythingUseful(visit, [LANDING_ROUTE, '/', ...ROUTES_TOLD])
          await expectNothingKept(app, visit, before)
          await closeOnLanding(app, visit)
          await page.goto(`${visit.origin}/plain.html`)
          await expectNothingKept(page, visit, before)
        })
      }
    }

    /** The least favourable of both. */
    const worst = { subject, at: 'another', policy: 'unsafe-url' } as const

    test('where an earlier version has left an address as an id, under a yes that stands', async ({
      page,
      prepare,
    }) => {
      const visit = await prepare(worst)
      await comeEarlier(page, visit, true, true)
      await page.goto(visit.origin + landing())
      await useEverything(page, signsIn(subject))
      await finish(page, visit.collector)
      expectNothingOnTheWire(visit)
      expectEverythingUseful(visit, [LANDING_ROUTE, '/', ...ROUTES_TOLD])
      // What it kept beside that is nobody's any more, and goes with the next no.
      const states = (await kept(page)).filter(([, text]) =>
        /^\w+_telemetry:telemetry:user=/.test(text),
      )
      expect(leaksIn(states, markersOf(OWN_LEFTOVERS))).toEqual([])
    })

    test('that a plan does not have', async ({ page, lab }) => {
      await agreeBefore(page)
      await setUpPlannedApp(page, frontendOf(subject, below('/collector')))
      await page.goto(lab.url)
      if (signsIn(subject)) await signIn(page)
      await placeAll(page, UNPLANNED)
      await page.evaluate(() =>
        window.booted.telemetry.track('Form Created', {
          formId: 'f_42',
          kind: 'request',
          page: '/items/:item',
        }),
      )
      await finish(page, lab.collector)
      expect(leaksIn(received(lab.collector), markersOf(UNPLANNED))).toEqual([])
      expectSaid({ subject, collector: lab.collector }, [
        ...(signsIn(subject) ? [{ traits: {} }] : []),
        ...Object.values(UNPLANNED).flatMap(({ arrives }) => arrives ?? []),
        {
          event: 'Form Created',
          properties: { formId: 'f_42', kind: 'request', page: '/items/:item' },
        },
      ])
      expect(leaksIn(await kept(page), markersOf(UNPLANNED))).toEqual([])
    })

    if (!isFull) return

    test('where a guard leads on from the landing page', async ({ page, prepare }) => {
      const visit = await prepare({ ...worst, isGuarded: true })
      const before = await comeEarlier(page, visit)
      const app = await openFromElsewhere(page, visit.origin)
      await finish(app, visit.collector)
      expectNothingOnTheWire(visit)
      expectViews(visit, ['/'])
      expectCampaign(visit)
      await expectNothingKept(app, visit, before)
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
      const tellers = subject.destinations.filter(({ tellsPages }) => tellsPages)
      await finish(app, visit.collector, length + tellers.length)
      expectNothingOnTheWire(visit)
      expectViews(visit, [LANDING_ROUTE, LANDING_ROUTE])
      await expectNothingKept(app, visit, before)
      await closeOnLanding(app, visit)
    })

    test('where history is in the hash', async ({ page, prepare }) => {
      const visit = await prepare({ ...worst, history: 'hash' })
      const before = await comeEarlier(page, visit)
      const app = await openFromElsewhere(page, visit.origin, landing('hash'))
      await useEverything(app, signsIn(subject))
      await finish(app, visit.collector)
      expectNothingOnTheWire(visit)
      expectEverythingUseful(visit, [LANDING_ROUTE, '/', ...ROUTES_TOLD])
      await expectNothingKept(app, visit, before)
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
      await useEverything(page, signsIn(subject))
      await finish(page, visit.collector)
      expectNothingOnTheWire(visit)
      expectEverythingUseful(visit, [LANDING_ROUTE, '/', ...ROUTES_TOLD])
      expect(leaksIn(await kept(page), markersOf(OWN_LEFTOVERS))).toEqual([])
      const others = before.filter(([, text]) => !/^\w+_telemetry:/.test(text))
      await expectNothingKept(page, visit, others)
      await closeOnLanding(page, visit)
    })

    test('by a cookie, at another origin of the same site', async ({ page, lab }) => {
      // Cookies are the same for all ports of a host.
      const { urlOf, collector, close } = await serveVendors(DESTINATIONS.map(({ wire }) => wire))
      const ofHost: UrlOf = (wire) => urlOf(wire).replace('localhost', '127.0.0.1')
      await agreeBefore(page)
      await setUpPlannedApp(page, frontendOf(subject, ofHost))
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
