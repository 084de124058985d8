import type { Page, Route } from '@playwright/test'
import { collected, configure, expect, inOrder, summary, test } from './helpers/fixtures.ts'

/** What the plugin's code may meet on its way to the page. */
const OBSTACLES: Record<string, (route: Route) => Promise<void>> = {
  'is blocked': (route) => route.abort('blockedbyclient'),
  'is missing': (route) => route.fulfill({ status: 404, body: 'Not found' }),
  'is answered with HTML': (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>the app</p>' }),
}

/** The handler that Vite's guide recommends for chunks that a deployment has replaced. */
async function reloadOnPreloadError(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.addEventListener('vite:preloadError', () => window.location.reload())
  })
}

async function grantAndCountLoads(page: Page, url: string): Promise<number> {
  let loads = 0
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads += 1
  })
  await page.goto(`${url}/teams`)
  await page.getByTestId('consent-accept').click()
  await page.waitForTimeout(5000)
  return loads
}

async function expectUsable(page: Page): Promise<void> {
  await page.getByTestId('nav-form').click()
  await expect(page.getByTestId('page')).toHaveAttribute('data-page', 'form-new')
  await page.getByTestId('nav-home').click()
  await expect(page.getByTestId('page')).toHaveAttribute('data-page', 'home')
}

for (const [obstacle, meet] of Object.entries(OBSTACLES)) {
  test(`the app works on where telemetry's code ${obstacle}`, async ({
    page,
    playground,
    traffic,
  }) => {
    await page.route(/after-yes/, meet)
    expect(await grantAndCountLoads(page, playground.url)).toBe(1)
    await expectUsable(page)
    expect(traffic.errors).toEqual([])
    expect(traffic.telemetry()).toEqual([])
  })

  test(`the app is reloaded once at most where telemetry's code ${obstacle}`, async ({
    page,
    playground,
    traffic,
  }) => {
    await reloadOnPreloadError(page)
    await page.route(/after-yes/, meet)
    expect(await grantAndCountLoads(page, playground.url)).toBeLessThanOrEqual(2)
    await expectUsable(page)
    // Nor is it tried again on a later load of the tab.
    traffic.forget()
    await page.reload()
    await page.waitForTimeout(2000)
    expect(traffic.lateChunks()).toEqual([])
    expect(traffic.errors).toEqual([])
  })
}

test('events arrive when a collector that was unavailable is back', async ({
  page,
  playground,
  traffic,
}) => {
  const { collector } = playground
  collector.fault('unavailable')
  await page.goto(`${playground.url}/teams`)
  await page.getByTestId('consent-accept').click()
  await expectUsable(page)
  await expect.poll(() => traffic.telemetry().length, { timeout: 10_000 }).toBeGreaterThan(0)
  collector.fault('none')
  await collected(collector, ({ length }) => length === 5, { timeout: 30_000 })
  expect(summary(inOrder(collector))).toEqual([
    '$pageview /teams',
    '$pageleave /teams',
    '$pageview /forms/new',
    '$pageleave /forms/new',
    '$pageview /',
  ])
  expect(traffic.errors).toEqual([])
})

test('a collector that never answers does not hold anything up', async ({
  page,
  playground,
  traffic,
}) => {
  playground.collector.fault('hang')
  await page.goto(`${playground.url}/teams`)
  await page.getByTestId('consent-accept').click()
  await page.waitForTimeout(4000)
  await expectUsable(page)
  expect(traffic.telemetry().length).toBeGreaterThan(0)
  expect(traffic.errors).toEqual([])
})

test('a collector that is down does not hold anything up', async ({
  page,
  playground,
  traffic,
}) => {
  await configure(page, { apiurl: 'http://127.0.0.1:9' })
  await page.goto(`${playground.url}/teams`)
  await page.getByTestId('consent-accept').click()
  await page.waitForTimeout(5000)
  await expectUsable(page)
  expect(traffic.telemetry().length).toBeGreaterThan(0)
  expect(traffic.errors).toEqual([])
})

test('a configuration that is answered with HTML leaves telemetry off', async ({
  page,
  playground,
  traffic,
}) => {
  await page.route('**/telemetry.json', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>the app</p>' }),
  )
  await page.goto(`${playground.url}/settings`)
  await expect(page.getByTestId('consent-reason')).toHaveText('config-error')
  await expectUsable(page)
  expect(traffic.telemetry()).toEqual([])
  expect(traffic.errors).toEqual([])
})
