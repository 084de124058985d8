import { readFile, writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { findMarkers } from '../../src/testing.ts'
import { expect, test as base } from './helpers/fixtures.ts'
import type { SegmentSetUp } from './lab/host-segment.ts'
import { ADDRESS, landing } from './markers/address.ts'
import { markersOf } from './markers/carrier.ts'
import { DOCUMENT } from './markers/document.ts'
import { HOST, openFromElsewhere } from './markers/visit.ts'
import { leakingFields, leakTable } from './segment/leaking-fields.ts'
import { serveSegmentSite, type Message, type SegmentSite } from './segment/segment-site.ts'

/** Segment's real SDK in a real browser, and what a server receives of it. */

declare global {
  interface Window {
    segment: ReturnType<Awaited<ReturnType<Window['lab']['hostSegment']>>['startHostSegment']>
  }
}

const OF_SEGMENT = {
  'id of an advertisement': { marker: 'MARK-btid-71d2' },
  'title of the document': { marker: 'MARK-title-of-document-9b' },
}
const MARKERS = markersOf(ADDRESS, DOCUMENT, OF_SEGMENT)

const LANDING = landing().replace('?', `?btid=${OF_SEGMENT['id of an advertisement'].marker}&`)

const OF_PAGE = ['path', 'referrer', 'search', 'title', 'url']

/** What the SDK tells by itself. */
const RAW = [
  ...['content', 'id', 'name', 'source', 'term'].map((name) => `context.campaign.${name}`),
  ...OF_PAGE.map((name) => `context.page.${name}`),
  'context.referrer.id',
  ...OF_PAGE.map((name) => `properties.${name}`),
]

/** What is left of it by the snippet of a guide. */
const BY_SNIPPET = RAW.filter((field) => !/^context\.page\.(referrer|search|title)$/.test(field))

/** The columns of the table in the documentation. */
const COLUMNS = {
  'the SDK alone': 'alone',
  'with the snippet': 'snippet',
  'with `scrubMiddleware()`': 'middleware',
  'with `scrubPlugin()`': 'plugin',
  'through `segment({ analytics })`': 'through',
} as const

interface Plan {
  readonly setUp: SegmentSetUp
  /** Whether it sends to the app's origin. */
  readonly at?: 'same' | 'another'
  readonly policy?: string
}

interface Visit {
  readonly app: Page
  /** Where it sends. */
  readonly to: SegmentSite
}

const test = base.extend<{
  /** Opens the app from elsewhere on a careless address, with Segment's SDK set up. */
  readonly visit: (plan: Plan) => Promise<Visit>
}>({
  visit: async ({ page, lab }, use) => {
    const sites: SegmentSite[] = []
    await use(async ({ setUp, at = 'another', policy }) => {
      const [own, other] = [
        await serveSegmentSite(lab.url, policy),
        await serveSegmentSite(lab.url),
      ]
      sites.push(own, other)
      const origin = `http://${own.host.replace('127.0.0.1', HOST)}`
      const context = page.context()
      const to = at === 'same' ? own : other
      const host = at === 'same' ? new URL(origin).host : other.host
      const title = OF_SEGMENT['title of the document'].marker
      await context.addInitScript(setUpApp, { setUp, apiHost: `${host}/v1`, title })
      const app = await openFromElsewhere(page, origin, LANDING)
      await app.waitForFunction(() => window.segment !== undefined)
      return { app, to }
    })
    await Promise.all(sites.map((site) => site.close()))
  },
})

/** Runs in the page. */
function setUpApp({
  setUp,
  apiHost,
  title,
}: {
  setUp: SegmentSetUp
  apiHost: string
  title: string
}): void {
  // A yes from an earlier visit.
  const choice = { v: 1, status: 'granted', policyVersion: 1, at: Date.now() }
  localStorage.setItem('telemetry:telemetry', JSON.stringify(choice))
  window.setUp = ({ boot, bootBare, hostSegment }) => {
    const page = { render: () => null }
    const routes = ['/', '/reset/:code/:step/:rest'].map((path) => ({ path, component: page }))
    const start = async () => {
      const { startHostSegment, throughSegment } = await hostSegment()
      window.segment = startHostSegment(setUp, apiHost)
      return throughSegment(window.segment).load()
    }
    document.title = title
    if (setUp !== 'through') {
      void start()
      return bootBare({ routes })
    }
    const read = () => ({ integrations: {} })
    const config = { enabled: true, frontend: { segment: {} } }
    const destinations = [{ name: 'segment', keys: [], read, load: start }]
    return boot({ config, destinations }, { routes })
  }
}

/** Says everything that an app may say to the SDK, and waits for it. */
async function sayAll(app: Page): Promise<void> {
  await app.evaluate(async () => {
    const { segment } = window
    await segment.page()
    await segment.page('Board', 'Home', { plan: 'pro' })
    await segment.track('Clicked', { a: 1 })
    await segment.identify('account-7', { plan: 'pro' })
    await segment.group('team-3', { members: 12 })
    await segment.screen('Home')
    await segment.alias('account-8', 'account-7')
  })
}

const SAID = ['alias', 'group', 'identify', 'page', 'page', 'screen', 'track']

const typesOf = (messages: readonly Message[]) =>
  messages.map(({ type }) => String(type)).toSorted()

const withMarkers = (referers: readonly string[]) =>
  referers.filter((referer) => findMarkers(referer, MARKERS).length > 0)

/** @param before - how many messages were there before */
async function leaksOf({ app, to }: Visit, before = 0): Promise<string[]> {
  await sayAll(app)
  await expect.poll(() => typesOf(to.messages.slice(before))).toEqual(SAID)
  return leakingFields(to.messages, MARKERS)
}

test('Segment’s SDK alone tells all of this', async ({ visit }) => {
  expect(await leaksOf(await visit({ setUp: 'alone' }))).toEqual(RAW)
})

test('the snippet of a guide lets most of it through', async ({ visit }) => {
  expect(await leaksOf(await visit({ setUp: 'snippet' }))).toEqual(BY_SNIPPET)
})

for (const setUp of ['middleware', 'plugin'] as const) {
  for (const at of ['same', 'another'] as const) {
    test(`as a ${setUp}, the scrub lets nothing through, at ${at} origin`, async ({ visit }) => {
      const { app, to } = await visit({ setUp, at })
      expect(await leaksOf({ app, to })).toEqual([])
      expect(to.messages.find(({ name }) => name === 'Home')).toMatchObject({
        category: 'Board',
        properties: { plan: 'pro' },
        context: { ip: '0.0.0.0' },
      })
    })
  }
}

test.describe('a telemetry that sends through it', () => {
  for (const at of ['same', 'another'] as const) {
    test(`tells nothing of the page, and nor does the app from then on, at ${at} origin`, async ({
      visit,
    }) => {
      const { app, to } = await visit({ setUp: 'through', at })
      await app.evaluate(async () => {
        const { router, telemetry } = window.booted
        telemetry.track('Opened', { a: 1 })
        telemetry.identify('account-7', { plan: 'pro' })
        telemetry.group('team', 'team-3', { members: 12 })
        await router.push('/')
        await telemetry.flush()
      })
      await expect
        .poll(() => typesOf(to.messages))
        .toEqual(['group', 'identify', 'page', 'page', 'track', 'track'])
      const own = [...to.messages]
      expect(leakingFields(own, MARKERS)).toEqual([])
      const entries = await app.evaluate(() =>
        window.booted.entries.flatMap(({ verdict, event }) =>
          verdict === 'sent' && event ? { id: event.id, time: event.time } : [],
        ),
      )
      // Its own ids and times, by which a repeated delivery is known.
      expect(own.map(({ messageId, timestamp }) => [messageId, timestamp]).toSorted()).toEqual(
        entries.map(({ id, time }) => [id, new Date(time).toISOString()]).toSorted(),
      )
      for (const { context, integrations } of own) {
        expect(context).toMatchObject({ ip: '0.0.0.0' })
        expect(integrations).toEqual({ All: false, 'Segment.io': true })
      }
      expect(own.find(({ type }) => type === 'page')).toMatchObject({
        name: '/reset/:code/:step/:rest',
        context: { campaign: { medium: 'newsletter' } },
      })
      expect(await leaksOf({ app, to }, own.length)).toEqual([])
    })
  }

  test('hands over nothing after a no', async ({ visit }) => {
    const { app, to } = await visit({ setUp: 'through' })
    await expect.poll(() => typesOf(to.messages)).toEqual(['page'])
    await app.evaluate(() => {
      const { telemetry, consent } = window.booted
      // The SDK has it by then, and has not come to it yet.
      telemetry.onEvent(({ reason, type }) => {
        if (reason === 'sending' && type === 'track') consent.deny()
      })
      telemetry.track('Before the no')
      return telemetry.flush()
    })
    expect(await app.evaluate(() => window.booted.consent.status)).toBe('denied')
    await app.evaluate(() => window.booted.telemetry.track('After the no'))
    await app.evaluate(() => window.segment.track('Of the app'))
    await expect.poll(() => to.messages.map(({ event }) => event)).toContain('Of the app')
    await app.waitForTimeout(1000)
    expect(to.messages.map(({ event }) => event)).toEqual([undefined, 'Of the app'])
  })
})

test.describe('the header Referer, which no hook reaches', () => {
  const refererOf = async (of: { to: SegmentSite; app: Page }) => {
    await leaksOf(of)
    return withMarkers(of.to.referers).length
  }

  for (const setUp of ['alone', 'plugin'] as const) {
    test(`holds the whole address at the same origin, ${setUp}`, async ({ visit }) => {
      expect(await refererOf(await visit({ setUp, at: 'same' }))).toBe(SAID.length)
    })

    test(`holds none of it at another origin, ${setUp}`, async ({ visit }) => {
      expect(await refererOf(await visit({ setUp, at: 'another' }))).toBe(0)
    })

    test(`holds none of it where the app says so, ${setUp}`, async ({ visit }) => {
      const policy = 'strict-origin'
      expect(await refererOf(await visit({ setUp, at: 'same', policy }))).toBe(0)
    })
  }
})

test.describe('where the code that the SDK loads for middlewares is blocked', () => {
  /** The bundler of the lab makes no file of its own of it; others and Segment's CDN do. */
  const block = (page: Page) =>
    page.context().route(/\/host-segment-[^/]+\.js$/, async (route) => {
      const url = route.request().url().replace(HOST, '127.0.0.1')
      const response = await route.fetch({ url })
      const code = await response.text()
      const body = code.replace(/import\([`"']\.\/middleware-[^)]+\)/, 'import("./blocked.js")')
      expect(body).not.toBe(code)
      await route.fulfill({ response, body })
    })

  test('middlewares are lost, and everything is told', async ({ page, visit }) => {
    await block(page)
    expect(await leaksOf(await visit({ setUp: 'middleware' }))).toEqual(RAW)
  })

  test('the plugin is not', async ({ page, visit }) => {
    await block(page)
    expect(await leaksOf(await visit({ setUp: 'plugin' }))).toEqual([])
  })
})

test('the documentation lists which field leaks how', async ({ visit }) => {
  test.slow()
  const bySetUp: Record<string, readonly string[]> = {}
  for (const [name, setUp] of Object.entries(COLUMNS)) {
    const visited = await visit({ setUp })
    bySetUp[name] = await leaksOf(visited, await toldBefore(visited, setUp))
    await visited.app.close()
  }
  const table = leakTable(bySetUp)
  const file = new URL('../../docs/privacy.md', import.meta.url)
  const text = await readFile(file, 'utf8')
  const listed = /(<!-- segment-sdk -->\n)([^]*?)(\n<!-- \/segment-sdk -->)/
  if (process.env.UPDATE_DOCS) await writeFile(file, text.replace(listed, `$1${table}$3`))
  else expect(listed.exec(text)?.[2]).toBe(table)
})

/** Waits for what the telemetry says by itself. */
async function toldBefore({ to }: Visit, setUp: SegmentSetUp): Promise<number> {
  if (setUp !== 'through') return 0
  await expect.poll(() => typesOf(to.messages)).toEqual(['page'])
  return 1
}
