import type { Page } from '@playwright/test'
import type { ShallowRef } from 'vue'
import type { Booted, Lab } from '../lab/main.ts'
import type { TelemetryConfig } from '../../../src/index.ts'

/** What tests say to the app in the lab. */

declare global {
  interface Window {
    /** What {@link setUpLive} has the app read. */
    config: ShallowRef<TelemetryConfig>
    /** A PostHog of the app's own, where a test has started one. */
    host: Awaited<ReturnType<Lab['hostPostHog']>>
    /** A second app, where a test has started one. */
    other: Booted
  }
}

export const CHOICE = 'telemetry:telemetry'

export const grant = (page: Page): Promise<void> =>
  page.evaluate(() => window.booted.consent.grant())

export const deny = (page: Page): Promise<void> => page.evaluate(() => window.booted.consent.deny())

export const isActive = (page: Page): Promise<boolean> =>
  page.evaluate(() => window.booted.consent.active)

export const push = (page: Page, path: string): Promise<unknown> =>
  page.evaluate((to) => window.booted.router.push(to), path)

export const track = (page: Page, name: string): Promise<void> =>
  page.evaluate((event) => window.booted.telemetry.track(event), name)

/** Sends now what an SDK would keep for up to three seconds. */
export const flush = (page: Page): Promise<void> =>
  page.evaluate(() => window.booted.telemetry.flush())

/** What the consent store says, without its actions. */
export const consentOf = (page: Page) =>
  page.evaluate(() => {
    const { status, active, basis, reason, shouldAsk, canOptOut } = window.booted.consent
    return { status, active, basis, reason, shouldAsk, canOptOut }
  })

/** Sets the app up from the next load on, under a configuration that can change while it runs. */
export async function setUpLive(
  page: Page,
  changes: Partial<TelemetryConfig> = {},
  options: { consent?: { replay?: boolean; doNotTrack?: boolean } } = {},
): Promise<void> {
  await page.addInitScript(
    ([telemetry, others]) => {
      window.setUp = ({ boot, configured, vue }) => {
        window.config = vue.shallowRef({ ...configured(), ...telemetry })
        return boot({ config: window.config, ...others })
      }
    },
    [changes, options] as const,
  )
}

/** A yes from an earlier visit, there from the next load on. */
export async function agreeBefore(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const choice = { v: 1, status: 'granted', policyVersion: 1, at: Date.now() }
    localStorage.setItem('telemetry:telemetry', JSON.stringify(choice))
  })
}

/** Gives the running app another configuration. */
export async function reconfigure(
  page: Page,
  changes: Partial<TelemetryConfig> = {},
): Promise<void> {
  await page.evaluate((telemetry) => {
    window.config.value = { ...window.lab.configured(), ...telemetry }
  }, changes)
}

/** Uses the app: ten pages, a click on each of them, and each call that tells of a person. */
export async function use(page: Page): Promise<void> {
  for (let item = 0; item < 10; item++) {
    await push(page, `/items/${item}`)
    await page.getByText('page').click()
  }
  await page.evaluate(() => {
    const { telemetry } = window.booted
    telemetry.identify('account-7', { plan: 'pro' })
    telemetry.group('team', 'team-3', { members: 12 })
    telemetry.track('Clicked')
  })
}

/** Closes the tab, at which an SDK sends whatever it has left, and waits for that to arrive. */
export async function closeAndWait(page: Page): Promise<void> {
  await page.close({ runBeforeUnload: true })
  await new Promise((resolve) => setTimeout(resolve, 1000))
}
