import { readFile, writeFile } from 'node:fs/promises'
import type { Browser, Page } from '@playwright/test'
import type { CollectedEvent, WireName } from '../../src/collector.ts'
import { telemetryKeys } from './helpers/at-rest.ts'
import { expect, inOrder, test, type Site } from './helpers/fixtures.ts'
import { agreeBefore, CHOICE, flush, push } from './helpers/lab-page.ts'
import { compared, tableOf } from './identity/identifier-table.ts'
import { signIn, type Identity } from './identity/visit.ts'
import { below, frontendOf, TOGETHER } from './markers/destinations.ts'

/** Whom the destinations without an SDK name, by what has arrived; PostHog: `identity-modes`. */

const ADA = { userId: 'account-7', name: 'Ada Lovelace' }
const BEN = { userId: 'account-8', name: 'Benjamin Banneker' }
const SITE = { mode: 'instance', instanceId: 'site-1' } as const
const MODES = { user: { mode: 'user' }, instance: SITE, anonymous: { mode: 'anonymous' } } as const
const PEOPLE = /account-[78]|Lovelace|Banneker/i

const OTHERS = ['segment', 'rudderstack', 'plausible', 'accoil'] as const

/** The places of a message in which a vendor looks for who somebody is. */
const IDS = {
  anonymousId: ({ message }) => message.anonymousId,
  userId: ({ message }) => message.userId,
  groupId: ({ message }) => message.groupId,
  'context.groupId': ({ message }) => (message.context as { groupId?: string })?.groupId,
} as const satisfies Readonly<Record<string, (event: CollectedEvent) => unknown>>

/** Those that vary with who somebody is, and not with where they work. */
const idsOfPerson = (events: readonly CollectedEvent[]): unknown[] => [
  ...new Set(
    events.flatMap((event) => [IDS.anonymousId(event) ?? [], IDS.userId(event) ?? []].flat()),
  ),
]

async function land(page: Page, lab: Site, identity: Identity): Promise<void> {
  await agreeBefore(page)
  await page.addInitScript(
    ([frontend, as]) => {
      window.setUp = ({ boot, destinations: { segment, rudderstack, plausible, accoil } }) =>
        boot({
          config: { enabled: true, frontend, identity: as },
          destinations: [segment(), rudderstack(), plausible(), accoil()],
        })
    },
    [frontendOf(TOGETHER, below('/collector')), identity] as const,
  )
  await page.goto(lab.url)
}

const at = ({ collector }: Site, wire: WireName): CollectedEvent[] =>
  inOrder(collector).filter((event) => event.wire === wire)

/** Lands, signs in, reloads, signs in again and out, and goes on, in a browser of their own. */
async function visit(browser: Browser, lab: Site, identity: Identity, someone: typeof ADA) {
  lab.collector.clear()
  const context = await browser.newContext()
  const page = await context.newPage()
  await land(page, lab, identity)
  await signIn(page, someone)
  await flush(page)
  const first = at(lab, 'segment').map(IDS.anonymousId)
  await page.reload()
  await signIn(page, someone)
  await push(page, '/items/1')
  await flush(page)
  const keys = await telemetryKeys(page)
  await page.evaluate(() => window.booted.telemetry.reset())
  await push(page, '/items/2')
  await page.evaluate(() => window.booted.telemetry.track('Looked around'))
  await flush(page)
  const events = Object.fromEntries(OTHERS.map((wire) => [wire, at(lab, wire)]))
  const requests = JSON.stringify(lab.collector.requests())
  await context.close()
  // What outlives the page arrives after it, and is nothing of the next visit.
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return { events, requests, keys, first }
}

test('two people in two browsers have the identifiers that the documentation lists', async ({
  browser,
  lab,
}) => {
  const rows = new Map<string, string[]>()
  for (const identity of Object.values(MODES)) {
    const visits = [
      await visit(browser, lab, identity, ADA),
      await visit(browser, lab, identity, BEN),
    ]
    for (const wire of OTHERS) {
      for (const [name, idOf] of Object.entries(IDS)) {
        const [one, other] = visits.map(({ events }) => events[wire]!.map(idOf))
        const vendor = TOGETHER.destinations.find((destination) => destination.wire === wire)!.name
        const row = `${vendor}: \`${name}\``
        rows.set(row, [...(rows.get(row) ?? []), compared(one!, other!)])
      }
    }
    for (const { events, requests, keys } of visits) {
      // It knows nobody, in whatever mode.
      expect(events.plausible!.length).toBeGreaterThan(4)
      expect(
        Object.keys(IDS).filter((name) => events.plausible!.some((event) => name in event.message)),
      ).toEqual([])
      if (identity.mode === 'user') {
        expect(keys).toEqual([
          ...['accoil', 'rudderstack', 'segment'].map((name) => `${name}_telemetry:telemetry:user`),
          CHOICE,
        ])
        continue
      }
      expect(requests).not.toMatch(PEOPLE)
      expect(keys).toEqual([CHOICE])
    }
  }
  const told = [...rows].filter(([, cells]) => cells.some((cell) => cell !== '–'))
  const table = tableOf(
    ['vendor and field', ...Object.keys(MODES).map((mode) => `\`${mode}\``)],
    told,
  )
  const file = new URL('../../docs/identity.md', import.meta.url)
  const text = await readFile(file, 'utf8')
  const listed = /(<!-- identifiers of others -->\n)([^]*?)(\n<!-- \/identifiers of others -->)/
  if (process.env.UPDATE_DOCS) await writeFile(file, text.replace(listed, `$1${table}$3`))
  else expect(listed.exec(text)?.[2]).toBe(table)
})

test('a site that is one has no id but its own', async ({ browser, lab }) => {
  const { events } = await visit(browser, lab, SITE, ADA)
  for (const wire of ['segment', 'rudderstack', 'accoil']) {
    expect(idsOfPerson(events[wire]!), wire).toEqual(['site-1'])
    expect(events[wire]!.map(({ event }) => event)).not.toContain('identify')
  }
})

test('nobody is somebody else with each page load, and to Accoil nothing', async ({
  browser,
  lab,
}) => {
  const { events, first } = await visit(browser, lab, MODES.anonymous, ADA)
  expect(events.accoil).toEqual([])
  for (const wire of ['segment', 'rudderstack']) {
    // Of the first load, of the second, and after the sign-out.
    expect(idsOfPerson(events[wire]!).length, wire).toBe(3)
    expect(events[wire]!.map(({ event }) => event)).not.toContain('group')
  }
  const [before] = first
  const after = events.segment!.slice(first.length)
  // The page that the reload ended was of the first.
  const later = after.filter(
    ({ event, properties }) => event !== 'Page Left' || properties.path !== '/',
  )
  expect(later.map(IDS.anonymousId)).not.toContain(before)
})

for (const isSignedOut of [true, false]) {
  const how = isSignedOut ? 'sign out and in' : 'follow each other without a sign-out'
  test(`two people in one browser share no id where they ${how}`, async ({ page, lab }) => {
    await land(page, lab, MODES.user)
    await signIn(page, ADA)
    if (isSignedOut) {
      await page.evaluate(() => {
        window.booted.telemetry.reset()
        window.booted.telemetry.track('Signed out')
      })
    }
    await flush(page)
    await page.reload()
    await signIn(page, BEN)
    await push(page, '/items/1')
    await flush(page)
    for (const wire of ['segment', 'rudderstack', 'accoil'] as const) {
      const events = at(lab, wire)
      const his = events.slice(
        events.findIndex(
          ({ message, event }) => event === 'identify' && message.userId === BEN.userId,
        ),
      )
      const hers = events.filter(({ message }) => message.userId === ADA.userId)
      expect(
        hers.map(({ event }) => event),
        wire,
      ).toContain('Opened by account-7')
      expect(
        his.map(({ event }) => event),
        wire,
      ).toContain('Opened by account-8')
      expect(new Set(his.map(IDS.userId)), wire).toEqual(new Set([BEN.userId]))
      const shared = idsOfPerson(his).filter((id) => idsOfPerson(hers).includes(id))
      expect(shared, wire).toEqual([])
      if (isSignedOut && wire !== 'accoil') {
        const { message } = events.find(({ event }) => event === 'Signed out')!
        expect(message, wire).not.toHaveProperty('userId')
        expect(hers.map(IDS.anonymousId), wire).not.toContain(message.anonymousId)
      }
      const [{ groupId } = { groupId: null }] = his.map(({ message }) => message)
      // Her group is not his before it is said again.
      if (wire === 'accoil') expect(groupId).toBeUndefined()
      else expect(IDS['context.groupId'](his[0]!)).toBeUndefined()
      expect(JSON.stringify(his)).not.toMatch(/account-7|Lovelace/)
    }
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }))
    expect(kept).not.toMatch(/account-7|Lovelace|Banneker/)
  })
}
