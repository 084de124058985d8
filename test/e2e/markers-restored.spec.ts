import { collected, expect, inOrder } from './helpers/fixtures.ts'
import { close, follow, goBack, isSent, plainOf, test } from './helpers/undriven-tabs.ts'
import { ADDRESS, LANDING_ROUTE, landing } from './markers/address.ts'
import { CALLS } from './markers/calls.ts'
import { markersOf } from './markers/carrier.ts'
import { SUBJECTS, TOGETHER, below, frontendOf } from './markers/destinations.ts'
import { DOCUMENT } from './markers/document.ts'
import { setUpHostileApp } from './markers/hostile-app.ts'
import { ROUTES } from './markers/routes.ts'
import { added, kept, leaksIn, received, watchRequests } from './markers/search.ts'
import { finish } from './markers/visit.ts'

/** As `markers.spec.ts`, in a browser that freezes pages and restores them. */

const MARKERS = markersOf(ADDRESS, DOCUMENT, ROUTES, CALLS)

// That a page is restored is known before an event is handed over: alone only the one that has an
// SDK, and the others together.
for (const subject of SUBJECTS.filter(({ name }) => name === 'PostHog').concat(TOGETHER)) {
  const { destinations } = subject
  const tellers = destinations.filter(({ tellsPages }) => tellsPages)

  test(`${subject.name} is told nothing private of a page that is restored`, async ({
    undriven,
    lab,
  }) => {
    const tab = await undriven.context.newPage()
    const frontend = frontendOf(subject, below('/collector'))
    await setUpHostileApp(tab, { frontend, markers: MARKERS })
    const elsewhere = `${plainOf(lab, 'other')}?${DOCUMENT.referrer.marker}`
    const sites = [lab.url, new URL(elsewhere).origin]
    const sent = watchRequests(undriven.context, sites, [`${lab.url}/collector`])
    await tab.goto(elsewhere)
    const before = await kept(tab)
    await tab.evaluate(() => {
      document.head.insertAdjacentHTML('beforeend', '<meta name="referrer" content="unsafe-url">')
    })
    const address = lab.url + landing()
    await follow(tab, address.replaceAll('&', '&amp;'))
    await tab.waitForFunction(() => Boolean(window.booted))
    await isSent(tab, tellers.length)
    expect(await tab.evaluate(() => document.referrer)).toBe(elsewhere)
    await tab.evaluate(() => {
      window.addEventListener('pageshow', ({ persisted }) =>
        Object.assign(window, { isRestored: persisted }),
      )
    })
    await follow(tab, elsewhere)
    await tab.waitForURL(elsewhere)
    // Its last word, by means that survive it.
    await collected(lab.collector, ({ length }) => length === 2 * tellers.length)
    await goBack(tab, new URL(address).href)
    // Of the same document: a page that was loaded anew would have no such variable.
    await expect.poll(() => tab.evaluate(() => Reflect.get(window, 'isRestored'))).toBe(true)
    await finish(tab, lab.collector)
    for (const { wire, routeOf } of tellers) {
      const told = inOrder(lab.collector).filter((event) => event.wire === wire)
      const routes = told.flatMap((event) => routeOf(event) ?? [])
      expect(routes).toEqual([LANDING_ROUTE, LANDING_ROUTE])
    }
    const now = added(await kept(tab), before)
    const ours = now.filter(([, text]) => !text.startsWith('vue-router:scroll='))
    expect(leaksIn(ours, MARKERS)).toEqual([])
    const { length } = inOrder(lab.collector)
    await close(tab)
    await collected(lab.collector, (events) => events.length >= length + tellers.length)
    expect(leaksIn([...received(lab.collector), ...sent.texts()], MARKERS)).toEqual([])
    expect(sent.strangers()).toEqual([])
    const isOwn = destinations.map((one) => one.isOwn)
    const others = lab.collector.requests().filter((request) => !isOwn.some((is) => is(request)))
    expect(others).toEqual([])
  })
}
