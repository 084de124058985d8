import type { Page } from '@playwright/test'
import type { Collector } from '../../../src/collector.ts'
import type {
  ContractApp,
  ContractBench,
  ContractPlan,
  ContractWire,
} from '../../../src/testing.ts'
import { atRest } from '../helpers/at-rest.ts'
import { agreeBefore, CHOICE, deny, flush, grant, push } from '../helpers/lab-page.ts'
import { watchTraffic } from '../helpers/traffic.ts'
import { setUpContractApp } from './contract-app.ts'
import { openCarelessly } from './open-carelessly.ts'
import type { Vendor } from './vendors.ts'

const INSTANCE = 'site-4f0a'

interface Place {
  /** The first page; others are opened in its context. */
  readonly page: Page
  /** Of the lab. */
  readonly url: string
  /** The collector of the lab, at the origin of the page. */
  readonly own: Collector
  /** That of another origin. */
  readonly other: { readonly url: string; readonly collector: Collector }
}

/** A real browser, and real requests to a collector. */
export function browserBench(vendor: Vendor, place: Place): ContractBench {
  const { page, own, other } = place
  const context = page.context()
  let next: Page | undefined = page
  return {
    cannot: vendor.cannot,
    instanceId: INSTANCE,
    wire: createWire(vendor, [own, other.collector], (isOffline) => context.setOffline(isOffline)),
    async open(plan = {}) {
      const opened = next ?? (await context.newPage())
      next = undefined
      return openApp(opened, vendor, place, plan)
    },
  }
}

function createWire(
  { wire, read }: Vendor,
  collectors: readonly Collector[],
  setOffline: (isOffline: boolean) => Promise<void>,
): ContractWire {
  return {
    received: () =>
      collectors.flatMap((collector) =>
        collector.events().flatMap((event) => (event.wire === wire ? [read(event)] : [])),
      ),
    requests: () =>
      collectors
        .flatMap((collector) => collector.requests())
        // Browsers ask first; the answer is theirs, and nothing of it is the destination's.
        .filter(({ method }) => method !== 'OPTIONS')
        .map(({ at, path, headers, body }) => ({ at: Date.parse(at), url: path, headers, body })),
    fault: (mode) => collectors.forEach((collector) => collector.fault(mode, wire)),
    network: (isThere) => setOffline(!isThere),
  }
}

async function openApp(
  page: Page,
  vendor: Vendor,
  { url, other }: Place,
  { identity = 'user', at = 'another', loads = true, secrets }: ContractPlan,
): Promise<ContractApp> {
  const to = at === 'same' ? `${url}/collector` : other.url
  const { errors } = await watchTraffic(page)
  await agreeBefore(page)
  await setUpContractApp(page, {
    destination: vendor.destination,
    config: {
      enabled: true,
      identity:
        identity === 'instance' ? { mode: identity, instanceId: INSTANCE } : { mode: identity },
      frontend: { [vendor.wire]: vendor.settings(to), beside: {} },
    },
    apiHost: `${to.replace('http://', '')}/segment/v1`,
  })
  if (!loads) await blockChunk(page, vendor.chunk)
  if (secrets) await openCarelessly(page, url, secrets)
  else await page.goto(url)
  return createApp(page, vendor.wire, errors)
}

/** The network keeps one chunk back, as a content blocker does. */
async function blockChunk(page: Page, chunk: RegExp): Promise<void> {
  await page.route('**/assets/*.js', async (route) => {
    const response = await route.fetch()
    const isIt = chunk.test(await response.text())
    return isIt && !/\/index-/.test(route.request().url())
      ? route.abort('blockedbyclient')
      : route.fulfill({ response })
  })
}

function createApp(page: Page, destination: string, errors: readonly string[]): ContractApp {
  return {
    go: async (path) => void (await push(page, path)),
    track: (name, properties) =>
      page.evaluate(([event, passed]) => window.booted.telemetry.track(event, passed), [
        name,
        properties,
      ] as const),
    identify: (id, traits) =>
      page.evaluate(([user, passed]) => window.booted.telemetry.identify(user, passed), [
        id,
        traits,
      ] as const),
    group: (type, key, traits) =>
      page.evaluate(([kind, id, passed]) => window.booted.telemetry.group(kind, id, passed), [
        type,
        key,
        traits,
      ] as const),
    reset: () => page.evaluate(() => window.booted.telemetry.reset()),
    flush: () => flush(page),
    grant: () => grant(page),
    deny: () => deny(page),
    told: () =>
      page.evaluate(
        (name) =>
          window.booted.entries
            .filter(({ destinations }) => destinations.includes(name))
            .map(({ verdict, type, reason, event }) => ({
              verdict,
              type,
              reason,
              ...(event && { id: event.id, time: event.time }),
              ...(event?.type === 'track' && { name: event.name }),
            })),
        destination,
      ),
    beside: () => page.evaluate(() => window.besides),
    kept: () => keptBy(page),
    errors: async () => errors,
    close: () => page.close({ runBeforeUnload: true }),
  }
}

/** What is kept by anybody but vue-router. */
async function keptBy(page: Page): Promise<Record<string, string>> {
  const { local, session, databases, cookies, windowName } = await atRest(page)
  const stored = Object.entries({ ...local, ...session }).filter(
    ([key]) => key !== CHOICE && key !== 'vue-router:scroll',
  )
  return Object.fromEntries([
    ...stored,
    ...cookies.map((cookie) => cookie.split(/=(.*)/s) as [string, string]),
    ...databases.map((name): [string, string] => ['a database', name]),
    ...(windowName ? [['window.name', windowName] as const] : []),
  ])
}
