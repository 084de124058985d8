import type { Page } from '@playwright/test'
import { atRest, telemetryKeys } from './helpers/at-rest.ts'
import { agreeOn, collected, expect, summary, test } from './helpers/fixtures.ts'

const CHOICE = 'telemetry:telemetry'

/** Longer than whatever is queued waits. */
const QUIET = 4000

const shows = async (page: Page, words: Record<string, string | RegExp>): Promise<void> => {
  for (const [id, text] of Object.entries(words)) {
    await expect(page.getByTestId(id)).toHaveText(text)
  }
}

const chatRuns = (page: Page, runs: boolean): Promise<void> =>
  expect(page.getByTestId('chat-widget')).toHaveAttribute('data-running', String(runs))

const apply = async (page: Page, text: string): Promise<void> => {
  await page.getByTestId('config-json').fill(text)
  await page.getByTestId('config-apply').click()
}

/** The configuration that the editor shows, with something else in it. */
const applyWith = async (page: Page, changes: Record<string, unknown>): Promise<void> => {
  const file = JSON.parse(await page.getByTestId('config-json').inputValue()) as {
    telemetry: object
  }
  await apply(page, JSON.stringify({ telemetry: { ...file.telemetry, ...changes } }))
}

test('each model says what it does, and does it', async ({ page, playground, traffic }) => {
  const { collector } = playground
  await page.goto(`${playground.url}/settings`)
  await expect(page.getByTestId('model-opt-in')).toBeChecked()
  await shows(page, {
    'consent-reason': 'pending',
    'consent-basis': 'none',
    'consent-can-opt-out': 'offered',
  })
  await page.waitForTimeout(QUIET)
  expect(traffic.telemetry()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([])

  await page.getByTestId('model-none').click()
  await shows(page, {
    'consent-status': 'pending',
    'consent-active': 'active',
    'consent-basis': 'policy',
    'consent-basis-words': /Nobody asked you/,
    'consent-reason': 'none',
    'consent-can-opt-out': 'none',
  })
  await expect(page.getByTestId('consent-banner')).toBeHidden()
  await expect(page.getByTestId('consent-notice')).toBeHidden()
  await chatRuns(page, false)
  expect(summary(await collected(collector, ({ length }) => length === 1))).toEqual([
    '$pageview /settings',
  ])
  expect(await telemetryKeys(page)).not.toContain(CHOICE)

  await page.getByTestId('model-opt-in').click()
  await shows(page, { 'consent-active': 'inactive', 'consent-reason': 'pending' })
  await expect(page.getByTestId('consent-banner')).toBeVisible()
  traffic.forget()
  await page.getByTestId('nav-home').click()
  await page.waitForTimeout(QUIET)
  expect(traffic.telemetry()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([])
})

test('under opt-out there is a notice, and its no holds', async ({ page, playground, traffic }) => {
  const { collector } = playground
  await page.goto(`${playground.url}/settings`)
  await page.getByTestId('model-opt-out').click()
  await collected(collector, ({ length }) => length === 1)
  await shows(page, { 'consent-basis': 'policy', 'consent-can-opt-out': 'offered' })
  await chatRuns(page, false)
  await expect(page.getByTestId('consent-banner')).toBeHidden()

  await page.getByTestId('notice-hide').click()
  await expect(page.getByTestId('consent-notice')).toBeHidden()
  await expect(page.locator('#main')).toBeFocused()
  await shows(page, { 'consent-status': 'pending', 'consent-active': 'active' })
  expect(await telemetryKeys(page)).not.toContain(CHOICE)

  await page.getByTestId('model-opt-in').click()
  await page.getByTestId('model-opt-out').click()
  await page.getByTestId('notice-refuse').press('Enter')
  await expect(page.getByTestId('consent-notice')).toBeHidden()
  await shows(page, { 'consent-reason': 'denied', 'consent-basis': 'none' })
  traffic.forget()
  await page.getByTestId('model-none').click()
  await shows(page, { 'consent-reason': 'denied' })
  await page.waitForTimeout(QUIET)
  expect(traffic.telemetry()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([CHOICE])
})

test('a yes under a policy is a yes, and the chat follows it', async ({ page, playground }) => {
  await page.goto(`${playground.url}/settings`)
  await page.getByTestId('model-opt-out').click()
  await shows(page, { 'consent-basis': 'policy' })
  await chatRuns(page, false)
  await page.getByTestId('settings-accept').click()
  await shows(page, { 'consent-basis': 'consent', 'consent-basis-words': 'Your own yes.' })
  await chatRuns(page, true)
  await expect(page.getByTestId('consent-notice')).toBeHidden()
  await page.getByTestId('flag-enabled').click()
  await chatRuns(page, false)
})

test('a new policy version asks again who said yes, and not who said no', async ({
  page,
  playground,
  traffic,
}) => {
  await agreeOn(page, playground, '/settings')
  await page.getByTestId('policy-version').click()
  await shows(page, {
    'policy-number': '2',
    'consent-status': 'granted',
    'consent-reason': 'pending',
    'consent-reason-words': /your yes was to an earlier one/,
  })
  traffic.forget()
  await page.waitForTimeout(QUIET)
  expect(traffic.telemetry()).toEqual([])

  await page.getByTestId('model-none').click()
  await shows(page, { 'consent-basis': 'policy', 'consent-basis-words': /earlier version/ })
  await chatRuns(page, false)
  await page.getByTestId('model-opt-in').click()

  await page.getByTestId('consent-accept').click()
  await expect(page.locator('#main')).toBeFocused()
  await shows(page, { 'consent-basis': 'consent' })
  expect(JSON.parse((await atRest(page)).local[CHOICE]!)).toMatchObject({ policyVersion: 2 })

  await page.getByTestId('settings-refuse').click()
  await page.getByTestId('policy-version').click()
  await shows(page, { 'policy-number': '3', 'consent-reason': 'denied' })
  await expect(page.getByTestId('consent-banner')).toBeHidden()
})

test('each switch and field closes telemetry for a reason of its own', async ({
  page,
  playground,
  traffic,
}) => {
  const { collector } = playground
  await agreeOn(page, playground, '/settings')
  await page.getByTestId('flag-admin').click()
  await shows(page, { 'consent-reason': 'disabled-by-admin' })
  await page.getByTestId('flag-enabled').click()
  await shows(page, { 'consent-reason': 'disabled-by-config' })
  await page.getByTestId('flag-enabled').click()
  await page.getByTestId('config-key').fill('')
  await page.getByTestId('flag-admin').click()
  await shows(page, { 'consent-reason': 'not-configured' })
  expect(JSON.parse(await page.getByTestId('config-json').inputValue())).toEqual({
    telemetry: {
      enabled: true,
      adminOptOut: false,
      frontend: { posthog: { apikey: null, apiurl: '/collector' } },
      consent: { model: 'opt-in', policyVersion: 1 },
    },
  })
  traffic.forget()
  await page.waitForTimeout(QUIET)
  expect(traffic.telemetry()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([CHOICE])

  collector.clear()
  await page.getByTestId('config-reset').click()
  await shows(page, { 'consent-basis': 'consent' })
  const [view] = await collected(collector, ({ length }) => length === 1)
  expect(view!.properties.token).toBe('phc_playground')
})

test('a file with a mistake closes telemetry, and it is said what is wrong', async ({
  page,
  playground,
  traffic,
}) => {
  const { collector } = playground
  await agreeOn(page, playground, '/settings')
  const before = await page.getByTestId('config-json').inputValue()

  await apply(page, before.replace('true,', 'true'))
  await shows(page, { 'consent-reason': 'config-error', 'config-problem': /^This is not JSON/ })
  await expect(page.getByTestId('flag-enabled')).toBeDisabled()
  await chatRuns(page, false)
  traffic.forget()
  await page.getByTestId('nav-home').click()
  await page.getByTestId('nav-settings').click()
  await page.waitForTimeout(QUIET)
  expect(traffic.telemetry()).toEqual([])
  expect(await telemetryKeys(page)).toEqual([CHOICE])

  // Still there after the navigation, and so is what is wrong with it.
  await shows(page, { 'config-problem': /^This is not JSON/ })
  collector.clear()
  await apply(page, before)
  await shows(page, { 'consent-basis': 'consent', 'config-message': 'Applied.' })
  await expect(page.getByTestId('config-problem')).toBeHidden()
  await collected(collector, ({ length }) => length === 1)
})

test('what is JSON and no configuration is told by its key', async ({ page, playground }) => {
  await page.goto(`${playground.url}/settings`)
  await expect(page.getByTestId('consent-banner')).toBeVisible()
  const wrong: [Record<string, unknown>, RegExp][] = [
    [{ enabled: 'true' }, /^“enabled” has to be true or false/],
    [{ enabled: true, adminOptOut: 'no' }, /^“adminOptOut” has to be/],
    [{ adminOptOut: false, consent: { model: 'opt_out' } }, /^“consent.model” has to be "opt-in"/],
    [{ consent: { policyVersion: '2' } }, /^“consent.policyVersion” has to be a whole number/],
    [{ consent: [] }, /^“consent” has to be an object/],
    [{ consent: {}, frontend: { posthog: { apikey: 7 } } }, /^“frontend.posthog.apikey” has to be/],
    [
      { frontend: { posthog: { apikey: 'k', apiurl: 'http://x.example' } } },
      /^“frontend.posthog.apiurl” has to be an https: address/,
    ],
    [{ frontend: {}, identity: { mode: 'session' } }, /^“identity.mode” has to be "user"/],
    [{ frontend: {}, identity: { mode: 'instance' } }, /^“identity.instanceId” has to be an id/],
  ]
  for (const [changes, words] of wrong) {
    await applyWith(page, changes)
    await shows(page, { 'consent-reason': 'config-error', 'config-problem': words })
    await expect(page.getByTestId('consent-banner')).toBeHidden()
  }
  for (const text of ['null', '[]', '""', '']) {
    await apply(page, text)
    await shows(page, { 'consent-reason': 'config-error' })
  }
  await page.getByTestId('config-reset').click()
  await shows(page, { 'consent-reason': 'pending', 'config-message': 'As in the file again.' })
})
