import type { Page } from '@playwright/test'
import type { Collector } from '../../src/collector.ts'
import { expectNoLeak } from '../../src/testing.ts'
import { atRest } from './helpers/at-rest.ts'
import { collected, expect, summary, test } from './helpers/fixtures.ts'

/** One for each place in which something private may stand. */
const MARKERS = {
  code: 'MARK-code-8f3a',
  token: 'eyJMARK0.eyJtoken1.c2lnbmF0dXJl',
  clickId: 'MARK-click-77b1',
  // Whoever puts more than a word or two there may have put a person there.
  campaign: 'MARK@campaign.example',
  referrerPath: 'MARK-referrer-path',
  referrerQuery: 'MARK-referrer-query',
  title: 'Q3 layoffs plan',
  team: 'people',
  project: 'q3-layoffs-plan',
  typedName: 'MARK typed name ü',
  typedNote: 'MARK "typed" note',
  historyState: 'MARK-history-state',
  windowName: 'MARK-window-name',
  query: 'MARK-query-5521',
  hash: 'MARK-hash-1290',
} as const

const LANDING =
  `/sign-in/callback?code=${MARKERS.code}&utm_source=${MARKERS.campaign}&utm_medium=mail` +
  `&utm_content=${MARKERS.clickId}&gclid=${MARKERS.clickId}` +
  `&__posthog_debug=true#access_token=${MARKERS.token}`

/** Comes to the app from another site, with everything in place that could be told on. */
async function land(page: Page, url: string): Promise<void> {
  const referrer = `http://other.localhost/${MARKERS.referrerPath}?q=${MARKERS.referrerQuery}`
  await page.route('http://other.localhost/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<a referrerpolicy="unsafe-url" href="${url}${LANDING}">to the app</a>`,
    }),
  )
  await page.addInitScript((name) => {
    window.name = name
  }, MARKERS.windowName)
  await page.goto(referrer)
  await page.getByText('to the app').click()
  await page.waitForURL(`${url}/**`)
}

/** Uses the product in a way that puts each marker where the product has it. */
async function use(page: Page): Promise<void> {
  await page.waitForURL('**/teams')
  await page.getByTestId(`team-${MARKERS.team}`).click()
  await page.getByTestId(`project-${MARKERS.project}`).click()
  await expect(page).toHaveTitle(new RegExp(MARKERS.title))
  await page.evaluate(
    ([query, hash, state]) =>
      history.replaceState({ ...history.state, secret: state }, '', `?q=${query}#${hash}`),
    [MARKERS.query, MARKERS.hash, MARKERS.historyState],
  )
  await page.getByTestId('nav-form').click()
  await page.getByTestId('form-name').fill(MARKERS.typedName)
  await page.getByTestId('form-note').fill(MARKERS.typedNote)
  await page.getByTestId('form-submit').click()
  await page.getByTestId('nav-settings').click()
  await page.getByTestId('identify').click()
}

/** All that is kept, but for what is not telemetry's: the router's own key and the test's. */
async function kept(page: Page): Promise<string> {
  const { session, windowName, ...rest } = await atRest(page)
  const { 'vue-router:scroll': _scroll, 'playground:config': _config, ...own } = session
  // The name of the window was there before; what matters is that nothing was added to it.
  return JSON.stringify({ ...rest, own, windowName: windowName.replace(MARKERS.windowName, '') })
}

async function expectNothingOnTheWire(collector: Collector): Promise<void> {
  await expectNoLeak(MARKERS).inRequests(collector.requests())
  // Flags, remote configuration, replay and logs would pass the second wall by.
  const paths = collector.requests().map(({ method, path }) => `${method} ${path}`)
  expect(paths.filter((path) => path !== 'POST /e/')).toEqual([])
  // The host names a customer; a referrer would tell it even where an address is not told.
  for (const { headers } of collector.requests()) expect(headers).not.toHaveProperty('referer')
}

async function expectNothingPrivate(page: Page, collector: Collector): Promise<void> {
  await expectNothingOnTheWire(collector)
  expectNoLeak(MARKERS).inTexts({ 'what is kept': await kept(page) })
}

/** The last request is made while the page goes away, by other means than the ones before. */
async function closeOnPrivatePage(page: Page, collector: Collector): Promise<void> {
  await page.getByTestId('nav-teams').click()
  await page.getByTestId(`team-${MARKERS.team}`).click()
  await expect(page.getByTestId('page')).toHaveAttribute('data-page', 'team')
  await page.close({ runBeforeUnload: true })
  await collected(collector, (events) => summary(events).at(-1) === '$pageleave /teams/:team')
}

for (const policy of ['strict-origin-when-cross-origin', 'unsafe-url']) {
  test.describe(`under Referrer-Policy: ${policy}`, () => {
    test.beforeEach(async ({ page, playground }) => {
      await page.route(`${playground.url}/**`, async (route) => {
        if (route.request().resourceType() !== 'document') return route.fallback()
        const response = await route.fetch()
        const headers = { ...response.headers(), 'referrer-policy': policy }
        return route.fulfill({ response, headers })
      })
    })

    test('nothing private reaches a collector of the same origin', async ({ page, playground }) => {
      await consentEarlier(page, playground.url)
      await land(page, playground.url)
      await use(page)
      await expectEverythingUseful(playground.collector)
      await expectNothingPrivate(page, playground.collector)
      await closeOnPrivatePage(page, playground.collector)
      await expectNothingOnTheWire(playground.collector)
    })

    test('nothing private reaches a collector of another origin', async ({
      page,
      playground,
      elsewhere,
      traffic,
    }) => {
      await consentEarlier(page, playground.url)
      await land(page, playground.url)
      await use(page)
      await expectEverythingUseful(elsewhere.collector)
      await expectNothingPrivate(page, elsewhere.collector)
      expect(playground.collector.requests()).toEqual([])
      const hosts = new Set(traffic.requests().map((request) => new URL(request.url()).host))
      expect(
        [...hosts].filter((host) => !/^(127\.0\.0\.1|localhost|other\.localhost)/.test(host)),
      ).toEqual([])
      expect(traffic.errors).toEqual([])
      await closeOnPrivatePage(page, elsewhere.collector)
      await expectNothingOnTheWire(elsewhere.collector)
    })
  })
}

/** Said yes on an earlier visit, so that telemetry runs from the landing on. */
async function consentEarlier(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.evaluate(() => {
    const choice = { v: 1, status: 'granted', policyVersion: 1, at: Date.now() }
    localStorage.setItem('telemetry:telemetry', JSON.stringify(choice))
  })
}

/** A product that drops everything keeps its secrets too: what is useful has to arrive. */
async function expectEverythingUseful(collector: Collector): Promise<void> {
  const events = await collected(collector, (all) => summary(all).includes('$groupidentify'))
  expect(summary(events)).toEqual([
    '$pageview /sign-in/callback',
    '$pageleave /sign-in/callback',
    '$pageview /teams',
    '$pageleave /teams',
    '$pageview /teams/:team',
    '$pageleave /teams/:team',
    '$pageview /teams/:team/projects/:project',
    '$pageleave /teams/:team/projects/:project',
    '$pageview /forms/new',
    'Form Created',
    '$pageleave /forms/new',
    '$pageview /settings',
    '$identify',
    '$groupidentify',
  ])
  const created = events.find(({ event }) => event === 'Form Created')!
  expect(created.properties).toMatchObject({
    formId: 'f_42',
    fields: 3,
    $pageview_id: expect.any(String),
  })
  expect(['issue', 'request']).toContain(created.properties.kind)
  // The campaign belongs to the visit, so one event tells it.
  const campaigns = events.map(({ properties }) => properties.utm_medium)
  expect(campaigns.filter((medium) => medium !== undefined)).toEqual(['mail'])
  expect(campaigns[0]).toBe('mail')
  expect(events.at(-2)).toMatchObject({ distinctId: 'account-7', set: { plan: 'pro' } })
}

test('each event is made of the listed properties and no others', async ({ page, playground }) => {
  await consentEarlier(page, playground.url)
  await land(page, playground.url)
  await use(page)
  await expectEverythingUseful(playground.collector)
  const keys = new Set(
    playground.collector.events().flatMap(({ properties }) => Object.keys(properties)),
  )
  expect([...keys].toSorted()).toEqual(LISTED)
  expect(playground.collector.events().filter(({ setOnce }) => setOnce)).toEqual([])
})

/** Also the list in docs/privacy.md. A longer one needs a reason, not just a new expectation. */
const LISTED = [
  '$anon_distinct_id',
  '$browser',
  '$browser_version',
  '$current_url',
  '$device_id',
  '$device_type',
  '$geoip_disable',
  '$group_key',
  '$group_set',
  '$group_type',
  '$groups',
  '$host',
  '$ip',
  '$is_identified',
  '$lib',
  '$lib_version',
  '$os',
  '$pageview_id',
  '$pathname',
  '$prev_pageview_duration',
  '$prev_pageview_id',
  '$prev_pageview_max_content_percentage',
  '$prev_pageview_pathname',
  '$process_person_profile',
  '$session_id',
  '$user_id',
  '$viewport_height',
  '$viewport_width',
  '$window_id',
  'distinct_id',
  'fields',
  'formId',
  'kind',
  'leave_cause',
  'prev_pageview_active_duration',
  'previous_route',
  'route_name',
  'token',
  'utm_medium',
]
