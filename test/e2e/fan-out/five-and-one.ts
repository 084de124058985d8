import type { Page } from '@playwright/test'
import type { Collector, WireName } from '../../../src/collector.ts'
import { agreeBefore, push } from '../helpers/lab-page.ts'
import { below, frontendOf, TOGETHER } from '../markers/destinations.ts'

/** When a destination of the test's own misbehaves, and how. */
export interface Trouble {
  readonly at: 'load' | 'start' | 'send' | 'flush' | 'stop'
  readonly how: 'throws' | 'rejects' | 'hangs'
}

/** Sets up an app that sends to all five, and to a sixth one that misbehaves where asked to. */
export async function setUpFive(page: Page, trouble?: Trouble): Promise<void> {
  await agreeBefore(page)
  await page.addInitScript(
    ([frontend, bad]) => {
      window.setUp = ({ boot, destinations }) => {
        const misbehave = (at: string): undefined => {
          if (bad?.at !== at) return undefined
          if (bad.how === 'throws') throw new Error(`sixth: ${at}`)
          // Whatever is expected of it: that it is no promise of that is part of the trouble.
          const never: Promise<never> =
            bad.how === 'hangs' ? new Promise(() => {}) : Promise.reject(new Error(`sixth: ${at}`))
          return never as never
        }
        const running = {
          send: () => misbehave('send'),
          flush: () => misbehave('flush'),
          stop: () => misbehave('stop'),
        }
        const sixth = {
          name: 'sixth',
          keys: [],
          read: () => ({}),
          load: () => misbehave('load') ?? Promise.resolve(() => misbehave('start') ?? running),
        }
        const five = Object.values(destinations).map((create) => create())
        // First, so that everybody else comes after it.
        return boot({
          config: { enabled: true, frontend: { ...frontend, ...(bad && { sixth: {} }) } },
          destinations: bad ? [sixth, ...five] : five,
        })
      }
    },
    [frontendOf(TOGETHER, below('/collector')), trouble] as const,
  )
}

/** Signs in and looks at three pages. @returns how long the flush took, in milliseconds */
export async function useFive(page: Page): Promise<number> {
  await page.evaluate(() => {
    const { telemetry } = window.booted
    telemetry.identify('account-7')
    telemetry.group('team', 'team-3')
    telemetry.track('One')
  })
  for (const [index, name] of ['Two', 'Three'].entries()) {
    await push(page, `/items/${index}`)
    // Of a page that nobody looked at Plausible is told no end.
    await page.waitForTimeout(30)
    await page.evaluate((event) => window.booted.telemetry.track(event), name)
  }
  return page.evaluate(async () => {
    const begin = performance.now()
    await window.booted.telemetry.flush()
    return performance.now() - begin
  })
}

/** What {@link useFive} is at each vendor, in order. */
export const TOLD: Readonly<Record<WireName, readonly string[]>> = {
  posthog: words(
    '$pageview $identify $groupidentify One $pageleave $pageview Two $pageleave $pageview Three',
  ),
  segment: words('page identify group One Page-Left page Two Page-Left page Three'),
  rudderstack: words('page identify group One Page-Left page Two Page-Left page Three'),
  plausible: words('pageview One engagement pageview Two engagement pageview Three'),
  accoil: words('identify group One Two Three'),
}

function words(text: string): string[] {
  return text.split(' ').map((word) => word.replace('-', ' '))
}

/** What a vendor has taken: repetitions included, in the order in which it happened. */
export function toldTo(collector: Collector, wire: WireName): string[] {
  const told = collector.events().filter((event) => event.wire === wire)
  // PostHog's SDK sends who somebody is by itself. Ids are sortable by time; two have none.
  return told
    .toSorted((a, b) => Number(a.uuid > b.uuid) - Number(a.uuid < b.uuid))
    .map(({ event }) => event)
}

/** What became of the events at a destination: `dropped/rejected`, each once. */
export async function fatesAt(page: Page, name: string): Promise<string[]> {
  const fates = await page.evaluate(
    (wanted) =>
      window.booted.entries
        .filter(({ destinations }) => destinations.includes(wanted))
        .map(({ verdict, reason }) => (reason ? `${verdict}/${reason}` : verdict)),
    name,
  )
  return [...new Set(fates)].toSorted()
}
