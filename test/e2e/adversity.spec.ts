import type { Page } from '@playwright/test'
import { telemetryKeys } from './helpers/at-rest.ts'
import { collected, expect, inOrder, summary, test } from './helpers/fixtures.ts'
import { grant, isActive } from './helpers/lab-page.ts'

/** The handler that Vite's guide recommends, where telemetry's code is blocked. */
async function blockAndReload(page: Page): Promise<() => number> {
  let loads = 0
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads += 1
  })
  await page.route(/after-yes/, (route) => route.abort('blockedbyclient'))
  await page.addInitScript(() => {
    window.addEventListener('vite:preloadError', () => window.location.reload())
  })
  return () => loads
}

test.describe('a page is reloaded once at most', () => {
  test('where the configuration says no before it says yes', async ({ page, lab }) => {
    const loads = await blockAndReload(page)
    await page.addInitScript(() => {
      window.setUp = ({ boot, vue, configured }) => {
        const config = vue.shallowRef({ enabled: false })
        setTimeout(() => (config.value = configured()), 20)
        return boot({ config })
      }
    })
    await page.goto(lab.url)
    await grant(page)
    await page.waitForTimeout(4000)
    expect(loads()).toBeLessThanOrEqual(2)
  })

  test("where the app's own consent tool says yes on each load", async ({ page, lab }) => {
    const loads = await blockAndReload(page)
    await page.addInitScript(() => {
      window.setUp = ({ boot }) => {
        const booted = boot({ consent: { storage: null } })
        booted.consent.grant()
        return booted
      }
    })
    await page.goto(lab.url)
    await page.waitForTimeout(4000)
    expect(loads()).toBeLessThanOrEqual(2)
  })

  test('where nothing can be remembered for the tab', async ({ page, lab }) => {
    const loads = await blockAndReload(page)
    await page.addInitScript(() => {
      const { setItem } = Storage.prototype
      Storage.prototype.setItem = function (key, value) {
        if (this === sessionStorage) throw new DOMException('full', 'QuotaExceededError')
        setItem.call(this, key, value)
      }
    })
    await page.goto(lab.url)
    await grant(page)
    await page.waitForTimeout(4000)
    expect(loads()).toBeLessThanOrEqual(2)
  })
})

test('what was typed into a search is not kept', async ({ page, lab }) => {
  await page.goto(`${lab.url}/items/google.com?q=MARK-typed-search`)
  await grant(page)
  await collected(lab.collector, ({ length }) => length === 1)
  await page.evaluate(() => (window.location.href = '/'))
  await collected(lab.collector, ({ length }) => length === 3)
  expect(await page.evaluate(() => document.referrer)).toContain('MARK-typed-search')
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  )
  expect(kept).not.toContain('MARK-typed-search')
})

test('events arrive after the app has emptied the storage of the SDK', async ({ page, lab }) => {
  await page.goto(lab.url)
  await grant(page)
  await collected(lab.collector, ({ length }) => length === 1)
  await page.evaluate(() => {
    localStorage.removeItem('ph_telemetry:telemetry:user:consent')
    window.booted.telemetry.track('After')
  })
  await collected(lab.collector, (events) => summary(events).includes('After'))
})

test('a choice that the app has removed is asked for again', async ({ page, lab }) => {
  await page.goto(lab.url)
  await grant(page)
  await collected(lab.collector, ({ length }) => length === 1)
  await page.evaluate(() => {
    localStorage.clear()
    window.booted.telemetry.track('After')
  })
  await expect.poll(() => isActive(page)).toBe(false)
  expect(await page.evaluate(() => window.booted.consent.shouldAsk)).toBe(true)
})

test('no request starts after a no, however late the no is', async ({ page, lab, traffic }) => {
  await page.addInitScript(() => {
    // posthog-js compresses between its last check and the request: the no comes just then.
    const Native = window.CompressionStream
    window.CompressionStream = class extends Native {
      constructor(format: CompressionFormat) {
        super(format)
        window.booted.consent.deny()
      }
    }
  })
  await page.goto(lab.url)
  await grant(page)
  await expect.poll(() => isActive(page), { timeout: 15_000 }).toBe(false)
  await page.waitForTimeout(3000)
  expect(lab.collector.requests()).toEqual([])
  expect(traffic.errors).toEqual([])
  expect(await telemetryKeys(page)).toEqual(['telemetry:telemetry'])
})

test('an answer that is given again is no news to other tabs', async ({ page, lab, context }) => {
  await page.goto(lab.url)
  await grant(page)
  await collected(lab.collector, ({ length }) => length === 1)
  const other = await context.newPage()
  await other.goto(lab.url)
  for (let times = 0; times < 5; times++) await grant(other)
  await other.waitForTimeout(1000)
  const views = inOrder(lab.collector).filter(({ event }) => event === '$pageview')
  expect(views.length).toBeLessThanOrEqual(2)
  expect(new Set(views.map(({ distinctId }) => distinctId)).size).toBe(1)
})

test('a yes in one tab starts the other, and a no stops it and removes everything', async ({
  page,
  lab,
  context,
}) => {
  const { collector } = lab
  const other = await context.newPage()
  for (const tab of [page, other]) await tab.goto(lab.url)
  const isSending = (tab: Page): Promise<boolean> =>
    tab.evaluate(() => window.booted.entries.some(({ verdict }) => verdict === 'sent'))
  await grant(other)
  await expect.poll(() => isSending(page), { timeout: 1000, intervals: [50] }).toBe(true)
  for (const tab of [page, other]) await tab.evaluate(() => window.booted.telemetry.flush())
  const views = await collected(collector, ({ length }) => length === 2)
  expect(summary(views)).toEqual(['$pageview /', '$pageview /'])

  await page.evaluate(() => window.booted.telemetry.track('Queued'))
  collector.clear()
  await other.evaluate(() => window.booted.consent.deny())
  await expect.poll(() => isActive(page), { timeout: 1000, intervals: [50] }).toBe(false)
  await page.waitForTimeout(5000)
  for (const tab of [page, other]) expect(await telemetryKeys(tab)).toEqual(['telemetry:telemetry'])
  for (const tab of [page, other]) await tab.close({ runBeforeUnload: true })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(collector.requests()).toEqual([])
})

test('a burst is delivered whole', async ({ page, lab }) => {
  await page.goto(lab.url)
  await grant(page)
  await collected(lab.collector, ({ length }) => length === 1)
  await page.evaluate(async () => {
    for (let item = 0; item < 300; item++) await window.booted.router.push(`/items/${item}`)
    for (let number = 0; number < 500; number++)
      window.booted.telemetry.track('Clicked', { number })
  })
  const events = await collected(lab.collector, ({ length }) => length === 1101, {
    timeout: 40_000,
  })
  const count = (name: string) => events.filter(({ event }) => event === name).length
  expect([count('$pageview'), count('$pageleave'), count('Clicked')]).toEqual([301, 300, 500])
})

test('a configuration whose getter throws closes, and the app mounts', async ({
  page,
  lab,
  traffic,
}) => {
  await page.addInitScript(() => {
    window.setUp = ({ boot }) =>
      boot({
        config: {
          enabled: true,
          get frontend(): never {
            throw new Error('not loaded yet')
          },
        },
      })
  })
  await page.goto(lab.url)
  await expect(page.getByText('page')).toBeVisible()
  expect(await page.evaluate(() => window.booted.consent.reason)).toBe('config-error')
  expect(traffic.errors).toEqual([])
})
