import type { Browser, Page } from '@playwright/test'
import type { TelemetryConfig } from '../../../src/index.ts'
import type { CollectedEvent, CollectedRequest } from '../../../src/collector.ts'
import { atRest, type AtRest } from '../helpers/at-rest.ts'
import { collected, type Site } from '../helpers/fixtures.ts'
import { agreeBefore, flush, push, setUpLive } from '../helpers/lab-page.ts'

export interface Someone {
  readonly userId: string
  readonly name: string
}

/** What somebody's visit has left, in a browser of their own. */
export interface Visit {
  readonly events: readonly CollectedEvent[]
  readonly requests: readonly CollectedRequest[]
  readonly atRest: AtRest
}

export type Identity = NonNullable<TelemetryConfig['identity']>

/** What the application says of whoever signs in; the same for everybody but for who it is. */
export async function signIn(page: Page, someone: Someone): Promise<void> {
  await page.evaluate(({ userId, name }) => {
    const { telemetry } = window.booted
    telemetry.identify(userId, { name, plan: 'pro' })
    telemetry.group('team', 'team-3', { owner: userId, members: 12 })
    telemetry.track(`Opened by ${userId}`, { by: userId, list: [{ name }], [userId]: 1, seats: 5 })
  }, someone)
}

/**
 * Somebody lands, signs in, goes to another page, reloads, signs in again as applications do,
 * signs out and goes on.
 */
export async function visit(
  browser: Browser,
  lab: Site,
  identity: Identity,
  someone: Someone,
): Promise<Visit> {
  lab.collector.clear()
  const context = await browser.newContext()
  const page = await context.newPage()
  await agreeBefore(page)
  await setUpLive(page, { identity })
  await page.goto(lab.url)
  await signIn(page, someone)
  await push(page, '/items/1')
  await flush(page)
  // What is being compressed at that moment would be lost with the page.
  await page.waitForTimeout(400)
  await page.reload()
  await signIn(page, someone)
  await flush(page)
  // Longer than the SDK waits before it writes.
  await page.waitForTimeout(400)
  const kept = await atRest(page)
  await page.evaluate(() => window.booted.telemetry.reset())
  await push(page, '/items/2')
  await page.evaluate(() => window.booted.telemetry.track('Looked around'))
  await flush(page)
  await collected(lab.collector, (events) => events.some(({ event }) => event === 'Looked around'))
  await page.goto('about:blank')
  const events = await collected(
    lab.collector,
    (all) => all.filter(({ event }) => event === '$pageleave').length === 4,
  )
  await context.close()
  return { events, requests: [...lab.collector.requests()], atRest: kept }
}
