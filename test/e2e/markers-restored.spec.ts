import { collected, expect, inOrder } from './helpers/fixtures.ts'
import { close, follow, goBack, isSent, plainOf, test } from './helpers/undriven-tabs.ts'
import { ADDRESS, LANDING_ROUTE, landing } from './markers/address.ts'
import { CALLS } from './markers/calls.ts'
import { markersOf } from './markers/carrier.ts'
import { DESTINATIONS } from './markers/destinations.ts'
import { DOCUMENT } from './markers/document.ts'
import { setUpHostileApp } from './markers/hostile-app.ts'
import { ROUTES } from './markers/routes.ts'
import { added, kept, leaksIn, received, watchRequests } from './markers/search.ts'
import { finish } from './markers/visit.ts'

/** As `markers.spec.ts`, in a browser that freezes pages and restores them. */

const MARKERS = markersOf(ADDRESS, DOCUMENT, ROUTES, CALLS)

for (const destination of DESTINATIONS) {
  test(`${destination.name} is told nothing private of a page that is restored`, async ({
    undriven,
    lab,
  }) => {
    const tab = await undriven.context.newPage()
    const frontend = destination.frontend('/collector')
    await setUpHostileApp(tab, { frontend, markers: MARKERS })
    const elsewhere = `${plainOf(lab, 'other')}?${DOCUMENT.referrer.marker}`
    const sites = [lab.url, new URL(elsewhere).origin]
    const sent = watchRequests(undriven.context, sites, `${lab.url}/collector`)
    await tab.goto(elsewhere)
    const before = await kept(tab)
    await tab.evaluate(() => {
      document.head.insertAdjacentHTML('beforeend', '<meta name="referrer" content="unsafe-url">')
    })
    const address = lab.url + landing()
    await follow(tab, address.replaceAll('&', '&amp;'))
    await tab.waitForFunction(() => Boolean(window.booted))
    await isSent(tab, 1)
    expect(await tab.evaluate(() => document.referrer)).toBe(elsewhere)
    await tab.evaluate(() => {
      window.addEventListener('pageshow', ({ persisted }) =>
        Object.assign(window, { isRestored: persisted }),
      )
    })
    await follow(tab, elsewhere)
    await tab.waitForURL(elsewhere)
    // Its last word, by means that survive it.
    await collected(lab.collector, ({ length }) => length === 2)
    await goBack(tab, new URL(address).href)
    // Of the same document: a page that was loaded anew would have no such variable.
    await expect.poll(() => tab.evaluate(() => Reflect.get(window, 'isRestored'))).toBe(true)
    await finish(tab, lab.collector)
    const routes = inOrder(lab.collector).flatMap((event) => destination.routeOf(event) ?? [])
    expect(routes).toEqual([LANDING_ROUTE, LANDING_ROUTE])
    const now = added(await kept(tab), before)
    const ours = now.filter(([, text]) => !text.startsWith('vue-router:scroll='))
    expect(leaksIn(ours, MARKERS)).toEqual([])
    const { length } = inOrder(lab.collector)
    await close(tab)
    await collected(lab.collector, (events) => events.length > length)
    expect(leaksIn([...received(lab.collector), ...sent.texts()], MARKERS)).toEqual([])
    expect(sent.strangers()).toEqual([])
    expect(lab.collector.requests().filter((request) => !destination.isOwn(request))).toEqual([])
  })
}
