import type { Page } from '@playwright/test'
import { telemetryKeys } from './helpers/at-rest.ts'
import { collected, expect, inOrder, summary } from './helpers/fixtures.ts'
import { push, track } from './helpers/lab-page.ts'
import {
  close,
  follow,
  goBack,
  isSent,
  kill,
  openApp,
  openBehind,
  pause,
  plainOf,
  show,
  story,
  test,
} from './helpers/undriven-tabs.ts'

const LEFT = ['$pageview / #1', '$pageleave / #1']

test.describe('the last page is left', () => {
  test('when the tab is closed', async ({ undriven, lab }) => {
    await close(await openApp(undriven, lab.url))
    expect(await story(lab.collector)).toEqual(LEFT)
  })

  test('when the tab is closed right after a navigation', async ({ undriven, lab }) => {
    const tab = await openApp(undriven, lab.url)
    await push(tab, '/items/a')
    await close(tab)
    expect(await story(lab.collector)).toEqual([
      ...LEFT,
      '$pageview /items/:item #2',
      '$pageleave /items/:item #2',
    ])
  })

  test('when it is reloaded, and viewed again then', async ({ undriven, lab }) => {
    const tab = await openApp(undriven, lab.url)
    await tab.reload()
    await isSent(tab, 1)
    await close(tab)
    expect(await story(lab.collector)).toEqual([...LEFT, '$pageview / #2', '$pageleave / #2'])
  })

  test('when a link leads to another site', async ({ undriven, lab }) => {
    const tab = await openApp(undriven, lab.url)
    await follow(tab, plainOf(lab, 'other'))
    await tab.waitForURL(plainOf(lab, 'other'))
    expect(await story(lab.collector)).toEqual(LEFT)
    await close(tab)
    expect(await story(lab.collector)).toEqual(LEFT)
  })

  for (const origin of ['same', 'other'] as const) {
    test(`when one goes back to a document of ${origin} origin`, async ({ undriven, lab }) => {
      const tab = await undriven.context.newPage()
      await tab.goto(plainOf(lab, origin))
      await follow(tab, lab.url)
      await tab.waitForURL(`${lab.url}/`)
      await isSent(tab, 1)
      await goBack(tab, plainOf(lab, origin))
      await close(tab)
      expect(await story(lab.collector)).toEqual(LEFT)
    })
  }
})

test.describe('a page that is frozen and restored', () => {
  /** Leaves by a link and comes back to the document as it was. */
  async function freezeAndRestore(tab: Page, elsewhere: string): Promise<number> {
    const address = tab.url()
    await tab.evaluate(() => {
      Object.assign(window, { isRestored: false })
      window.addEventListener('pageshow', ({ persisted }) =>
        Object.assign(window, { isRestored: persisted }),
      )
    })
    await follow(tab, elsewhere)
    await tab.waitForURL(elsewhere)
    await pause(500)
    const thawed = Date.now()
    await goBack(tab, address)
    // Of the same document: a page that was loaded anew would have no such variable.
    await expect.poll(() => tab.evaluate(() => Reflect.get(window, 'isRestored'))).toBe(true)
    return thawed
  }

  const AGAIN = ['$pageview / #2', '$pageleave / #2']

  for (const origin of ['same', 'other'] as const) {
    test(`is left and viewed anew, with ${origin} origin between`, async ({ undriven, lab }) => {
      const tab = await openApp(undriven, lab.url)
      const thawed = await freezeAndRestore(tab, plainOf(lab, origin))
      await close(tab)
      expect(await story(lab.collector)).toEqual([...LEFT, ...AGAIN])
      const [, leave, view] = inOrder(lab.collector)
      expect(Date.parse(leave!.timestamp)).toBeLessThanOrEqual(thawed - 500)
      expect(Date.parse(view!.timestamp)).toBeGreaterThanOrEqual(thawed)
    })
  }

  test('goes on like any other', async ({ undriven, lab }) => {
    const tab = await openApp(undriven, lab.url)
    await freezeAndRestore(tab, plainOf(lab, 'other'))
    await push(tab, '/items/a')
    await freezeAndRestore(tab, plainOf(lab, 'other'))
    await track(tab, 'Clicked')
    await close(tab)
    expect(await story(lab.collector)).toEqual([
      ...LEFT,
      ...AGAIN,
      '$pageview /items/:item #3',
      '$pageleave /items/:item #3',
      '$pageview /items/:item #4',
      'Clicked #4',
      '$pageleave /items/:item #4',
    ])
  })
})

test.describe('a tab that is hidden', () => {
  test('sends what is queued at once, and is not left', async ({ undriven, plain, lab }) => {
    const tab = await openApp(undriven, lab.url)
    await collected(lab.collector, ({ length }) => length === 1)
    await track(tab, 'Queued')
    await show(plain)
    // The SDK would keep it for 3 s.
    await collected(lab.collector, ({ length }) => length === 2, { timeout: 1000 })
    await pause(3500)
    expect(summary(inOrder(lab.collector))).toEqual(['$pageview /', 'Queued'])
  })

  test('is the same view when it is shown again', async ({ undriven, plain, lab }) => {
    const tab = await openApp(undriven, lab.url)
    await show(plain)
    await pause(1000)
    await show(tab)
    await track(tab, 'Returned')
    await pause(200)
    await close(tab)
    expect(await story(lab.collector)).toEqual([LEFT[0], 'Returned #1', LEFT[1]])
    const [view, , leave] = inOrder(lab.collector)
    const between = (Date.parse(leave!.timestamp) - Date.parse(view!.timestamp)) / 1000
    expect(leave!.properties.$prev_pageview_duration).toBeCloseTo(between, 2)
    expect(between).toBeGreaterThan(1.2)
    const active = leave!.properties.prev_pageview_active_duration
    expect(active).toBeGreaterThan(0.2)
    expect(active).toBeLessThan(between - 1)
  })

  test('is left when it is closed without being shown again', async ({ undriven, plain, lab }) => {
    const tab = await openApp(undriven, lab.url)
    await show(plain)
    await close(tab)
    expect(await story(lab.collector)).toEqual(LEFT)
  })

  test('has said everything when it is killed', async ({ undriven, plain, lab }) => {
    const tab = await openApp(undriven, lab.url)
    await track(tab, 'Queued')
    await show(plain)
    await collected(lab.collector, ({ length }) => length === 2, { timeout: 1000 })
    await kill(tab)
    await close(await openApp(undriven, `${lab.url}/items/a`))
    expect(await story(lab.collector)).toEqual([
      '$pageview / #1',
      'Queued #1',
      '$pageview /items/:item #2',
      '$pageleave /items/:item #2',
    ])
  })
})

test.describe('a page that nobody has seen yet', () => {
  test('is not counted, and leaves nothing behind', async ({ plain, lab }) => {
    const behind = await openBehind(plain, lab.url)
    await pause(3500)
    expect(await telemetryKeys(behind)).toEqual(['telemetry:telemetry'])
    await close(behind)
    await pause(600)
    expect(lab.collector.requests()).toEqual([])
    expect(await telemetryKeys(plain)).toEqual(['telemetry:telemetry'])
  })

  test('is counted when it is first shown, as the page it is then', async ({ plain, lab }) => {
    const behind = await openBehind(plain, lab.url)
    await push(behind, '/items/a')
    await pause(1000)
    const shown = Date.now()
    await show(behind)
    await isSent(behind, 1)
    await close(behind)
    expect(await story(lab.collector)).toEqual([
      '$pageview /items/:item #1',
      '$pageleave /items/:item #1',
    ])
    const [view, leave] = inOrder(lab.collector)
    expect(Date.parse(view!.timestamp)).toBeGreaterThanOrEqual(shown)
    expect(leave!.properties.$prev_pageview_duration).toBeLessThan(1)
  })

  test('is counted when it is activated, where it was prerendered', async ({
    undriven,
    plain,
    lab,
  }) => {
    const address = `${lab.url}/items/a`
    const activate = Date.now() + 4000
    await plain.evaluate(prerender, { address, activate })
    await undriven.unwatch()
    await pause(activate - Date.now() - 100)
    expect(lab.collector.requests()).toEqual([])
    await pause(1500)
    expect(await undriven.askAndClose(address, WAS_PRERENDERED)).toBe(true)
    expect(await story(lab.collector)).toEqual([
      '$pageview /items/:item #1',
      '$pageleave /items/:item #1',
    ])
    const [view] = inOrder(lab.collector)
    expect(Date.parse(view!.timestamp)).toBeGreaterThanOrEqual(activate)
  })
})

/** That the app had started before anybody saw its page. */
const WAS_PRERENDERED = `(([{ activationStart, domContentLoadedEventEnd }]) =>
  domContentLoadedEventEnd > 0 && domContentLoadedEventEnd < activationStart
)(performance.getEntriesByType('navigation'))`

/** Lets the browser prerender a page when nobody watches any more, and goes there later. */
function prerender({ address, activate }: { address: string; activate: number }): void {
  setTimeout(() => {
    const rules = document.createElement('script')
    rules.type = 'speculationrules'
    rules.textContent = JSON.stringify({ prerender: [{ source: 'list', urls: [address] }] })
    document.head.append(rules)
  }, 300)
  setTimeout(() => (location.href = address), activate - Date.now())
}
