import { readFile, writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { CollectedEvent } from '../../src/collector.ts'
import { atRest, telemetryKeys } from './helpers/at-rest.ts'
import { collected, expect, summary, test, type Site } from './helpers/fixtures.ts'
import { agreeBefore, CHOICE, flush, push, reconfigure, setUpLive } from './helpers/lab-page.ts'
import { identifierTable } from './identity/identifier-table.ts'
import { signIn, visit, type Identity, type Someone } from './identity/visit.ts'

const ADA = { userId: 'account-7', name: 'Ada Lovelace' }
const BEN = { userId: 'account-8', name: 'Benjamin Banneker' }
const SITE = { mode: 'instance', instanceId: 'site-1' } as const
const MODES = { user: { mode: 'user' }, instance: SITE, anonymous: { mode: 'anonymous' } } as const

/** What belongs to a session, a view or an event, and says nothing of who it is. */
const OF_THE_MOMENT = [
  '$session_id',
  '$window_id',
  '$pageview_id',
  '$prev_pageview_id',
  '$prev_pageview_duration',
  'prev_pageview_active_duration',
  '$prev_pageview_max_content_percentage',
]

const PEOPLE = /account-[78]|Lovelace|Banneker/i

/** An event as it would be for anybody. */
const withoutMoment = (events: readonly CollectedEvent[], also: readonly string[] = []) =>
  events.map(({ event, properties, set, setOnce }) => ({
    event,
    set,
    setOnce,
    properties: Object.fromEntries(
      Object.entries(properties).filter(([key]) => ![...OF_THE_MOMENT, ...also].includes(key)),
    ),
  }))

test.describe('two people in two browsers', () => {
  test('are one where a site is one, to the last property', async ({ browser, lab }) => {
    const ada = await visit(browser, lab, SITE, ADA)
    const ben = await visit(browser, lab, SITE, BEN)
    expect(summary(ada.events)).toEqual([
      '$pageview /',
      '$groupidentify',
      'Opened by [person]',
      '$pageleave /',
      '$pageview /items/:item',
      '$pageleave /items/:item',
      '$pageview /items/:item',
      '$groupidentify',
      'Opened by [person]',
      '$pageleave /items/:item',
      '$pageview /items/:item',
      'Looked around',
      '$pageleave /items/:item',
    ])
    expect(withoutMoment(ada.events)).toEqual(withoutMoment(ben.events))
    for (const { events, requests, atRest: kept } of [ada, ben]) {
      expect(new Set(events.map(({ distinctId }) => distinctId))).toEqual(new Set(['site-1']))
      expect(JSON.stringify([requests, kept])).not.toMatch(PEOPLE)
    }
    const idsAtRest = ({ local }: typeof ada.atRest) =>
      Object.fromEntries(
        Object.entries(JSON.parse(local['ph_telemetry:telemetry:instance"site-1"']!) as object)
          .filter(([key]) => /distinct_id|device|user|group|alias/i.test(key))
          .map(([key, value]) => [key, JSON.stringify(value)]),
      )
    expect(idsAtRest(ada.atRest)).toMatchObject({ distinct_id: '"site-1"', $device_id: '"site-1"' })
    expect(idsAtRest(ada.atRest)).toEqual(idsAtRest(ben.atRest))
  })

  test('are nobody where nobody is known', async ({ browser, lab }) => {
    const ada = await visit(browser, lab, MODES.anonymous, ADA)
    const ben = await visit(browser, lab, MODES.anonymous, BEN)
    expect(withoutMoment(ada.events, ['distinct_id'])).toEqual(
      withoutMoment(ben.events, ['distinct_id']),
    )
    for (const { events, requests, atRest: kept } of [ada, ben]) {
      expect(events.map(({ event }) => event)).not.toContain('$groupidentify')
      expect(events.map(({ properties }) => properties.$process_person_profile)).toEqual(
        events.map(() => false),
      )
      // One of the first load, one of the second, and one after the sign-out.
      expect(new Set(events.map(({ distinctId }) => distinctId)).size).toBe(3)
      expect(JSON.stringify([requests, kept])).not.toMatch(PEOPLE)
      expect(Object.keys(kept.local)).toEqual([CHOICE])
      expect(Object.keys(kept.session).filter((key) => !key.startsWith('vue-router'))).toEqual([])
      expect([...kept.cookies, ...kept.databases, ...kept.caches, kept.windowName]).toEqual([''])
    }
  })

  test('have the identifiers that the documentation lists', async ({ browser, lab }) => {
    const byMode: Record<string, CollectedEvent[][]> = {}
    for (const [mode, identity] of Object.entries(MODES)) {
      const visits = [
        await visit(browser, lab, identity, ADA),
        await visit(browser, lab, identity, BEN),
      ]
      byMode[mode] = visits.map(({ events }) => [...events])
    }
    const table = identifierTable(byMode)
    const file = new URL('../../docs/identity.md', import.meta.url)
    const text = await readFile(file, 'utf8')
    const listed = /(<!-- identifiers -->\n)([^]*?)(\n<!-- \/identifiers -->)/
    if (process.env.UPDATE_DOCS) await writeFile(file, text.replace(listed, `$1${table}$3`))
    else expect(listed.exec(text)?.[2]).toBe(table)
  })
})

test.describe('somebody who was known before', () => {
  const landsAs = async (
    { page, lab }: { page: Page; lab: Site },
    identity: Identity,
    someone: Someone,
  ): Promise<void> => {
    await setUpLive(page, { identity })
    await page.goto(lab.url)
    await signIn(page, someone)
    await flush(page)
    await page.waitForTimeout(400)
  }

  test('is not taken along into a site that is one, by a reload', async ({ page, lab }) => {
    await agreeBefore(page)
    await landsAs({ page, lab }, MODES.user, ADA)
    expect(JSON.stringify(await atRest(page))).toContain('account-7')
    lab.collector.clear()
    await landsAs({ page, lab }, SITE, ADA)
    expect(JSON.stringify(await atRest(page))).not.toMatch(PEOPLE)
    const events = await collected(lab.collector, ({ length }) => length === 4)
    // The page before was left by whoever was known then.
    const [left, ...since] = events
    expect([left?.event, left?.distinctId]).toEqual(['$pageleave', 'account-7'])
    expect(new Set(since.map(({ distinctId }) => distinctId))).toEqual(new Set(['site-1']))
    expect(JSON.stringify(since)).not.toMatch(PEOPLE)
  })

  test('nor while the app runs, and back again is somebody new', async ({ page, lab }) => {
    await agreeBefore(page)
    await landsAs({ page, lab }, MODES.user, ADA)
    const before = await collected(lab.collector, ({ length }) => length === 4)
    lab.collector.clear()
    await reconfigure(page, { identity: SITE })
    await push(page, '/items/1')
    await flush(page)
    const during = await collected(lab.collector, (events) =>
      summary(events).includes('$pageview /items/:item'),
    )
    expect(new Set(during.map(({ distinctId }) => distinctId))).toEqual(new Set(['site-1']))
    expect(JSON.stringify(lab.collector.requests())).not.toMatch(PEOPLE)
    // What the first SDK had pending is written by then, and removed.
    await page.waitForTimeout(2500)
    const kept = await atRest(page)
    expect(JSON.stringify(kept)).not.toMatch(PEOPLE)
    expect(Object.keys(kept.local).filter((key) => key.startsWith('ph_'))).toEqual([
      expect.stringContaining('instance"site-1"'),
      expect.stringContaining('instance"site-1"'),
    ])

    lab.collector.clear()
    await page.evaluate(() => window.booted.telemetry.reset())
    await reconfigure(page, { identity: MODES.user })
    await push(page, '/items/2')
    await flush(page)
    const after = await collected(lab.collector, (events) =>
      summary(events).includes('$pageview /items/:item'),
    )
    const known = new Set(before.map(({ distinctId }) => distinctId))
    for (const { distinctId, properties } of after) {
      expect([known.has(distinctId), distinctId === 'site-1']).toEqual([false, false])
      expect(properties.$is_identified).toBe(false)
    }
  })

  test('leaves nothing behind where nobody is known', async ({ page, lab }) => {
    await agreeBefore(page)
    await landsAs({ page, lab }, MODES.user, ADA)
    await reconfigure(page, { identity: MODES.anonymous })
    await push(page, '/items/1')
    await flush(page)
    await page.waitForTimeout(2500)
    expect(await telemetryKeys(page)).toEqual([CHOICE])
  })
})

test.describe('two people in one tab', () => {
  /** By whom each event was made, as far as the application said so in it. */
  const shared = (events: readonly CollectedEvent[]) => {
    const ids = (of: readonly CollectedEvent[]) =>
      of.flatMap(({ distinctId, properties }) =>
        [
          distinctId,
          ...['$device_id', '$user_id', '$anon_distinct_id', ...OF_THE_MOMENT.slice(0, 4)].map(
            (key) => properties[key],
          ),
        ].filter(Boolean),
      )
    const hers = events.slice(
      0,
      events.findIndex(({ event }) => event === 'Until here'),
    )
    const his = events.slice(hers.length + 1)
    return ids(his).filter((id) => ids(hers).includes(id))
  }
  const last = 'Opened by account-8'

  for (const [how, isSignedOut] of [
    ['sign out and in', true],
    ['follow each other without a sign-out', false],
  ] as const) {
    test(`share no event and no id where they ${how}`, async ({ page, lab }) => {
      await agreeBefore(page)
      await setUpLive(page)
      await page.goto(lab.url)
      await signIn(page, ADA)
      await page.evaluate((signsOut) => {
        const { telemetry } = window.booted
        telemetry.track('Until here')
        if (signsOut) telemetry.reset()
      }, isSignedOut)
      await signIn(page, BEN)
      await push(page, '/items/1')
      await flush(page)
      const events = await collected(
        lab.collector,
        (all) => summary(all).at(-1) === '$pageview /items/:item',
      )
      expect(summary(events)).toContain(last)
      const of = (name: string) => events.find(({ event }) => event === name)!
      expect(of('Opened by account-7').distinctId).toBe('account-7')
      expect(of(last).distinctId).toBe('account-8')
      // The leave of the page that ended with her is hers, though it was known after the mark.
      const leave = events.find(({ event }) => event === '$pageleave')!
      expect(leave.distinctId).toBe('account-7')
      expect(shared(events.filter((event) => event !== leave))).toEqual([])
    })
  }

  test('are not one where the second comes back to a browser that knows the first', async ({
    page,
    lab,
  }) => {
    await agreeBefore(page)
    await setUpLive(page)
    await page.goto(lab.url)
    await signIn(page, ADA)
    await flush(page)
    await page.waitForTimeout(400)
    const hers = await collected(lab.collector, ({ length }) => length === 4)
    lab.collector.clear()
    await page.reload()
    await signIn(page, BEN)
    await flush(page)
    // What tells who it is goes out on its own, and may arrive after what follows.
    const ofBen = ({ distinctId }: CollectedEvent) => distinctId === 'account-8'
    const his = (await collected(lab.collector, (all) => all.filter(ofBen).length === 3)).filter(
      ofBen,
    )
    expect(summary(his)).toEqual(['$identify', '$groupidentify', last])
    const known = hers.flatMap(({ properties }) => [
      properties.distinct_id,
      properties.$device_id,
      properties.$session_id,
    ])
    for (const { properties } of his) {
      for (const id of ['$anon_distinct_id', '$device_id', '$session_id']) {
        expect(known).not.toContain(properties[id])
      }
    }
  })
})
