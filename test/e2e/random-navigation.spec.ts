/**
 * The walks of test/sources/pages/random-navigation in a browser: its history, the vendor's SDK,
 * and what the collector received. More of it, and what failed again, as there; a walk that
 * failed is made shorter with `NAVIGATION_SHRINK=1`, which takes some minutes.
 */
import type { Page } from '@playwright/test'
import * as fc from 'fast-check'
import { anySteps } from '../sources/pages/random-navigation/generate.ts'
import { report } from '../sources/pages/random-navigation/report.ts'
import type { Step } from '../sources/pages/random-navigation/steps.ts'
import type { CollectedEvent } from '../../src/collector.ts'
import { collected, expect, inOrder, summary, test } from './helpers/fixtures.ts'

const { NAVIGATION_SEED, NAVIGATION_SHRINK, NAVIGATION_PATH = '' } = process.env
const RUNS = Number(process.env.NAVIGATION_RUNS ?? 1)
const STEPS = Number(process.env.NAVIGATION_STEPS ?? 300)
/** Titles have to stay as they are, so the last seed is made up when its test runs. */
const SEEDS = NAVIGATION_SEED ? [NAVIGATION_SEED] : ['1', '2', 'a new one']

test.use({
  // Chromium ignores more than twenty changes of the address a second.
  launchOptions: async ({ launchOptions }, use) => {
    const { args = [] } = launchOptions
    await use({ ...launchOptions, args: [...args, '--disable-ipc-flooding-protection'] })
  },
})

test.describe.configure({ timeout: 3_600_000 })

/** Walks in a new page. @returns what is to be counted */
async function walk(page: Page, url: string, steps: readonly Step[]): Promise<string[]> {
  await page.goto(url)
  await page.evaluate(() => window.booted.consent.grant())
  await expect.poll(() => page.evaluate(() => window.booted.consent.active)).toBe(true)
  const trail = await page.evaluate((all) => window.walk.take(all), steps)
  // posthog-js loses a batch that it is compressing while the page goes away.
  await page.evaluate(() => window.booted.telemetry.flush())
  await page.waitForTimeout(500)
  await page.goto('about:blank')
  return trail
}

/** As the collector tells of it. */
const toSummary = (entry: string): string => {
  const [, ended, route] = /^(-?)(.*)$/.exec(entry)!
  return `${ended ? '$pageleave' : '$pageview'} ${route}`
}

/** Leaves that are not of the view right before them. */
function unpaired(events: readonly CollectedEvent[]): CollectedEvent[] {
  return events.filter(({ event, properties, timestamp }, index) => {
    const before = events[index - 1]
    if (event !== '$pageleave') return false
    const isSame = before?.properties.$pageview_id === properties.$pageview_id
    return before?.event !== '$pageview' || !isSame || timestamp < before.timestamp
  })
}

for (const name of SEEDS) {
  test(`every page is collected once, whatever the router does: seed ${name}`, async ({
    browser,
    lab,
  }) => {
    const seed = Number(name) || Math.trunc(Math.random() * 2 ** 31)
    const minimum = NAVIGATION_SHRINK ? 0 : STEPS
    const steps = anySteps(STEPS, { consent: false, minimum })
    const property = fc.asyncProperty(steps, async (some) => {
      lab.collector.clear()
      const context = await browser.newContext()
      try {
        const page = await context.newPage()
        const errors: string[] = []
        page.on('pageerror', (error) => errors.push(String(error)))
        await page.addInitScript(() => {
          window.setUp = ({ createRandomWalk }) => {
            window.walk = createRandomWalk()
            return window.walk.booted
          }
        })
        const trail = (await walk(page, lab.url, some)).map(toSummary)
        await collected(lab.collector, ({ length }) => length >= trail.length).catch(() => {})
        // Long enough for one too many to show.
        await page.waitForTimeout(NAVIGATION_SHRINK ? 500 : 3500)
        expect(summary(inOrder(lab.collector))).toEqual(trail)
        expect(unpaired(inOrder(lab.collector))).toEqual([])
        expect(errors).toEqual([])
      } finally {
        await context.close()
      }
    })
    const endOnFailure = !NAVIGATION_SHRINK
    const path = NAVIGATION_PATH
    const result = await fc.check(property, { seed, numRuns: RUNS, path, endOnFailure })
    if (result.failed) throw new Error(report(result))
  })
}
