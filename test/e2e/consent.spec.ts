import type { Route } from '@playwright/test'
import { atRest, telemetryKeys } from './helpers/at-rest.ts'
import { agreeOn, collected, expect, inOrder, summary, test } from './helpers/fixtures.ts'

const CHOICE = 'telemetry:telemetry'

test('before the answer nothing is requested, fetched or stored', async ({
  page,
  playground,
  traffic,
}) => {
  await page.goto(`${playground.url}/sign-in/callback?code=abc`)
  await expect(page.getByTestId('consent-banner')).toBeVisible()
  for (const link of ['nav-teams', 'nav-form', 'nav-home', 'nav-settings']) {
    await page.getByTestId(link).click()
  }
  await page.getByTestId('identify').click()
  await page.waitForTimeout(5000)
  expect(traffic.telemetry()).toEqual([])
  expect(traffic.lateChunks()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([])
  expect(playground.collector.requests()).toEqual([])
})

test('a yes counts from then on, with what is true at that time', async ({ page, playground }) => {
  const { collector } = playground
  await page.goto(`${playground.url}/teams`)
  await page.getByTestId('nav-form').click()
  await page.getByTestId('nav-settings').click()
  await page.getByTestId('identify').click()
  const asked = Date.now()
  await page.getByTestId('consent-accept').click()
  const events = await collected(collector, ({ length }) => length === 3)
  expect(summary(events)).toEqual(['$identify', '$groupidentify', '$pageview /settings'])
  for (const { timestamp, distinctId } of events) {
    expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(asked)
    expect(distinctId).toBe('account-7')
  }
  expect(events[0]!.set).toEqual({ plan: 'pro' })
  expect(events[1]!.properties).toMatchObject({
    $group_type: 'team',
    $group_key: 'team-3',
    $group_set: { members: 12, projects: 4 },
  })
})

test('a yes lasts for the next visit, as the same person', async ({ page, playground }) => {
  const { collector } = playground
  const first = await agreeOn(page, playground, '/teams')
  await page.reload()
  const events = await collected(collector, ({ length }) => length === 3)
  expect(summary(events)).toEqual(['$pageview /teams', '$pageleave /teams', '$pageview /teams'])
  expect(events[2]!.distinctId).toBe(first.distinctId)
  // The list in docs/privacy.md: local and session storage, and neither cookies nor anything else.
  expect(await telemetryKeys(page)).toEqual([
    'ph_telemetry:telemetry:user',
    'ph_telemetry:telemetry:user',
    'ph_telemetry:telemetry:user:consent',
    'ph_telemetry:telemetry:user_primary_window_exists',
    'ph_telemetry:telemetry:user_session_registered_properties',
    'ph_telemetry:telemetry:user_window_id',
    CHOICE,
  ])
  await expect(page.getByTestId('consent-banner')).toBeHidden()
})

test('a refusal is kept, and nothing else happens', async ({ page, playground, traffic }) => {
  await page.goto(`${playground.url}/teams`)
  await page.getByTestId('consent-refuse').click()
  await page.getByTestId('nav-home').click()
  await page.reload()
  await page.getByTestId('nav-form').click()
  await expect(page.getByTestId('consent-banner')).toBeHidden()
  await page.waitForTimeout(4000)
  expect(traffic.telemetry()).toEqual([])
  expect(traffic.lateChunks()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([CHOICE])
  const { local } = await atRest(page)
  expect(JSON.parse(local[CHOICE]!)).toMatchObject({ v: 1, status: 'denied', policyVersion: 1 })
})

test('a withdrawal stops what is queued, removes what is kept, and can be taken back', async ({
  page,
  playground,
  traffic,
}) => {
  const { collector } = playground
  const first = await agreeOn(page, playground, '/settings')

  // Queued by the SDK, which waits up to three seconds for more, when the no comes.
  await page.getByTestId('identify').click()
  await page.getByTestId('nav-home').click()
  await page.getByTestId('nav-settings').click()
  await page.waitForTimeout(200)
  traffic.forget()
  await page.getByTestId('settings-refuse').click()
  await page.waitForTimeout(5000)
  expect(traffic.telemetry()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([CHOICE])

  collector.clear()
  await page.getByTestId('settings-accept').click()
  const events = await collected(collector, ({ length }) => length >= 3)
  expect(summary(events)).toEqual(['$identify', '$groupidentify', '$pageview /settings'])
  expect(JSON.stringify(events)).not.toContain(first.distinctId)
})

test('a no while events are queued and retried is the end of them', async ({
  page,
  playground,
  traffic,
}) => {
  test.setTimeout(120_000)
  const { collector } = playground
  await agreeOn(page, playground, '/settings')
  collector.fault('unavailable')
  await page.getByTestId('nav-home').click()
  await page.getByTestId('nav-settings').click()
  await expect.poll(() => traffic.telemetry().length, { timeout: 10_000 }).toBeGreaterThan(1)
  await page.getByTestId('identify').click()
  await page.waitForTimeout(200)
  await page.getByTestId('settings-refuse').click()
  traffic.forget()
  collector.clear()
  await page.waitForTimeout(45_000)
  // Whatever is still tried would arrive from here on.
  collector.fault('none')
  await page.waitForTimeout(15_000)
  expect(traffic.telemetry()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([CHOICE])
  await page.close({ runBeforeUnload: true })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(collector.requests()).toEqual([])
})

test('what waits to be tried again at the no does not come after another yes', async ({
  page,
  playground,
  traffic,
}) => {
  const { collector } = playground
  await agreeOn(page, playground, '/settings')
  collector.clear()
  collector.fault('unavailable')
  await page.getByTestId('nav-form').click()
  await expect.poll(() => traffic.telemetry().length, { timeout: 10_000 }).toBe(2)
  await page.getByTestId('nav-settings').click()
  await page.getByTestId('settings-refuse').click()
  await page.getByTestId('settings-accept').click()
  collector.fault('none')
  await page.waitForTimeout(10_000)
  expect(summary(inOrder(collector))).toEqual(['$pageview /settings'])
})

test('what is under way at the no and fails does not come after another yes', async ({
  page,
  playground,
}) => {
  const { collector } = playground
  await agreeOn(page, playground, '/settings')
  collector.clear()

  const underWay: Route[] = []
  let held = true
  await page.route(/collector\/e\//, (route) => {
    if (!held) return route.continue()
    return void underWay.push(route)
  })
  await page.getByTestId('nav-form').click()
  await page.getByTestId('nav-settings').click()
  await expect.poll(() => underWay.length, { timeout: 10_000 }).toBe(1)
  await page.getByTestId('settings-refuse').click()
  await page.getByTestId('settings-accept').click()
  held = false
  await page.waitForTimeout(1000)
  for (const route of underWay) await route.abort()
  await page.waitForTimeout(15_000)
  expect(summary(inOrder(collector))).toEqual(['$pageview /settings'])
})

test('the flag stops a running telemetry at once, and starts it again', async ({
  page,
  playground,
  traffic,
}) => {
  const { collector } = playground
  await agreeOn(page, playground, '/settings')
  await page.getByTestId('flag-enabled').click()
  await expect(page.getByTestId('consent-reason')).toHaveText('disabled-by-config')
  traffic.forget()
  await page.getByTestId('nav-home').click()
  await page.getByTestId('nav-settings').click()
  await page.waitForTimeout(4000)
  expect(traffic.telemetry()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([CHOICE])
  collector.clear()
  await page.getByTestId('flag-enabled').click()
  expect(summary(await collected(collector, ({ length }) => length === 1))).toEqual([
    '$pageview /settings',
  ])
})
