import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import {
  serveCollector,
  type CollectedEvent,
  type Collector,
  type CollectorPlugin,
  type ServedCollector,
} from '../../../src/collector.ts'
import { watchTraffic, type Traffic } from './traffic.ts'

const LAB = fileURLToPath(new URL('../lab/vite.config.ts', import.meta.url))
const PLAYGROUND = fileURLToPath(new URL('../../../playground/vite.config.ts', import.meta.url))

export interface Site {
  readonly url: string
  readonly collector: Collector
}

interface Fixtures {
  /** The built playground, its collector empty. */
  readonly playground: Site
  /** The lab, in which a test sets up its own app; see test/e2e/lab/main.ts. */
  readonly lab: Site
  /** Everything that the page requests, and every error that reaches its window. */
  readonly traffic: Traffic
  /** A collector of another origin, and the page configured to send to it. */
  readonly elsewhere: ServedCollector
}

interface WorkerFixtures {
  readonly served: Site
  readonly servedLab: Site
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  served: [
    async ({}, use) => {
      const { server, ...playground } = await servePreview(PLAYGROUND)
      await use(playground)
      await server.close()
    },
    { scope: 'worker' },
  ],
  servedLab: [
    async ({}, use) => {
      await build({ configFile: LAB, logLevel: 'error' })
      const { server, ...lab } = await servePreview(LAB)
      await use(lab)
      await server.close()
    },
    { scope: 'worker' },
  ],
  playground: ({ served }, use) => use(emptied(served)),
  lab: ({ servedLab }, use) => use(emptied(servedLab)),
  traffic: async ({ page }, use) => use(await watchTraffic(page)),
  elsewhere: async ({ page }, use) => {
    const server = await serveCollector()
    await configure(page, { apiurl: server.url.replace('127.0.0.1', 'localhost') })
    await use(server)
    await server.close()
  },
})

export { expect } from '@playwright/test'

async function servePreview(configFile: string) {
  const server = await preview({ configFile, preview: { port: 0 }, logLevel: 'error' })
  const plugin = server.config.plugins.find(({ name }) => name === 'vue-telemetry:collector')
  const url = server.resolvedUrls!.local[0]!.replace(/\/$/, '')
  return { server, url, collector: (plugin as CollectorPlugin).collector }
}

function emptied(site: Site): Site {
  site.collector.clear()
  site.collector.fault('none')
  return site
}

/** Gives the playground another runtime configuration from its next load on. */
export async function configure(
  page: Page,
  posthog: { apikey?: string; apiurl?: string },
  telemetry: Record<string, unknown> = {},
): Promise<void> {
  const config = {
    telemetry: {
      enabled: true,
      frontend: { posthog: { apikey: 'phc_playground', ...posthog } },
      ...telemetry,
    },
  }
  await page.addInitScript((text) => {
    sessionStorage.setItem('playground:config', text)
  }, JSON.stringify(config))
}

/** Opens a page of the playground and says yes, and waits for the view that follows. */
export async function agreeOn(page: Page, site: Site, path: string): Promise<CollectedEvent> {
  await page.goto(site.url + path)
  await page.getByTestId('consent-accept').click()
  const [view] = await collected(site.collector, ({ length }) => length === 1)
  return view!
}

/** Waits until the collector holds events that fit; fails with what it holds instead. */
export async function collected(
  collector: Collector,
  fits: (events: readonly CollectedEvent[]) => boolean,
  { timeout = 20_000 } = {},
): Promise<CollectedEvent[]> {
  const deadline = Date.now() + timeout
  for (;;) {
    const events = inOrder(collector)
    if (fits(events)) return events
    if (Date.now() > deadline) throw new Error(`Collected only:\n${summary(events).join('\n')}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Each event once, in the order in which it happened. */
export function inOrder(collector: Collector): CollectedEvent[] {
  const once = collector.events().filter(({ duplicate }) => !duplicate)
  // Ids are sortable by time, and tell apart what happened within one millisecond.
  return once.toSorted((a, b) => Number(a.uuid > b.uuid) - Number(a.uuid < b.uuid))
}

/** What a test compares: `$pageview /teams/:team`. */
export function summary(events: readonly CollectedEvent[]): string[] {
  return events.map(({ event, properties }) =>
    typeof properties.$pathname === 'string' ? `${event} ${properties.$pathname}` : event,
  )
}
