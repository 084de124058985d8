import type { Page } from '@playwright/test'
import type { CollectedEvent } from '../../src/collector.ts'
import { atRest } from './helpers/at-rest.ts'
import { collected, expect, inOrder, test, type Site } from './helpers/fixtures.ts'
import { agreeBefore, flush, push, setUpLive, track } from './helpers/lab-page.ts'

/** What tells people and their visits apart. */
const OWN = ['$device_id', '$user_id', '$session_id', '$window_id', '$pageview_id']

const ownOf = (events: readonly CollectedEvent[]): Set<unknown> =>
  new Set([
    ...events.map(({ distinctId }) => distinctId),
    ...events.flatMap(({ properties }) =>
      [...OWN, '$prev_pageview_id', '$anon_distinct_id'].map((name) => properties[name]),
    ),
  ])

/** Somebody signs in, and is known at rest when the page is loaded again. */
async function leaveKnown(page: Page, lab: Site): Promise<void> {
  await agreeBefore(page)
  await setUpLive(page)
  await page.goto(lab.url)
  await page.evaluate(() => window.booted.telemetry.identify('account-7'))
  await flush(page)
  await collected(lab.collector, (events) => events.some(({ event }) => event === '$identify'))
  lab.collector.clear()
  await page.reload()
}

/** The events of a visit, cut where somebody else came. */
async function splitAt(lab: Site, name: string): Promise<[CollectedEvent[], CollectedEvent[]]> {
  const events = await collected(lab.collector, (all) => all.some(({ event }) => event === name))
  const cut = events.findIndex(({ event }) => event === name)
  return [events.slice(0, cut), events.slice(cut)]
}

test('who signs in where another is known at rest shares nothing with them, the view neither', async ({
  page,
  lab,
}) => {
  await leaveKnown(page, lab)
  await page.evaluate(() => window.booted.telemetry.identify('account-8'))
  await track(page, 'By another')
  await push(page, '/items/1')
  await track(page, 'Later')
  await flush(page)
  await collected(lab.collector, (all) => all.some(({ event }) => event === 'Later'))
  const [before, after] = await splitAt(lab, '$identify')
  expect([...new Set(before.map(({ distinctId }) => distinctId))]).toEqual(['account-7'])
  expect(after.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['By another', '$pageleave', '$pageview', 'Later']),
  )
  const shared = [...ownOf(before)].filter((id) => id !== undefined && ownOf(after).has(id))
  expect(shared).toEqual([])
  expect(after.find(({ event }) => event === 'Later')!.properties).toHaveProperty('$pageview_id')
})

for (const id of ['ben@example.com', 'anonymous', 'undefined', '']) {
  test(`an id that is refused signs out who is known at rest: "${id}"`, async ({ page, lab }) => {
    await leaveKnown(page, lab)
    await page.evaluate((refused) => window.booted.telemetry.identify(refused), id)
    await track(page, 'By another')
    await flush(page)
    const [before, after] = await splitAt(lab, 'By another')
    const shared = [...ownOf(before)].filter((one) => one !== undefined && ownOf(after).has(one))
    expect(shared).toEqual([])
    expect(after[0]!.properties.$is_identified).toBe(false)
    expect(JSON.stringify(await atRest(page))).not.toContain('account-7')
  })
}

test('an id that is refused changes nothing where nobody is known', async ({ page, lab }) => {
  await agreeBefore(page)
  await setUpLive(page)
  await page.goto(lab.url)
  await track(page, 'Before')
  await page.evaluate(() => window.booted.telemetry.identify(''))
  await track(page, 'After')
  await flush(page)
  const events = await collected(lab.collector, (all) => all.some(({ event }) => event === 'After'))
  for (const name of OWN) {
    expect(new Set(events.map(({ properties }) => properties[name])).size, name).toBe(1)
  }
})

test('a sign-out before anything is decided signs out who is known at rest', async ({
  page,
  lab,
}) => {
  await page.addInitScript(() => {
    window.setUp = ({ boot, configured, vue }) => {
      const isSecond = sessionStorage.getItem('slow') !== null
      // There is none yet, the second time.
      window.config = vue.shallowRef(isSecond ? (null as never) : configured())
      return boot({ config: window.config })
    }
  })
  await agreeBefore(page)
  await page.goto(lab.url)
  await page.evaluate(() => window.booted.telemetry.identify('account-7'))
  await flush(page)
  await collected(lab.collector, (events) => events.some(({ event }) => event === '$identify'))
  await page.evaluate(() => sessionStorage.setItem('slow', ''))
  await page.reload()
  await collected(lab.collector, (events) => events.some(({ event }) => event === '$pageleave'))
  lab.collector.clear()
  await page.evaluate(() => {
    window.booted.telemetry.reset()
    window.booted.telemetry.track('After sign-out')
    window.config.value = window.lab.configured()
  })
  await flush(page)
  const name = 'After sign-out'
  const events = await collected(lab.collector, (all) => all.some(({ event }) => event === name))
  expect(events.map(({ event }) => event)).toEqual(['$pageview', name])
  expect(JSON.stringify(inOrder(lab.collector))).not.toContain('account-7')
  expect(JSON.stringify(await atRest(page))).not.toContain('account-7')
})

test('a group that turns out to be a person is left', async ({ page, lab }) => {
  await agreeBefore(page)
  await setUpLive(page, { identity: { mode: 'instance', instanceId: 'site-1' } })
  await page.goto(lab.url)
  await page.evaluate(() => window.booted.telemetry.group('workspace', 'account-7'))
  await flush(page)
  await page.evaluate(() => window.booted.telemetry.identify('account-7'))
  await track(page, 'Later')
  await flush(page)
  await collected(lab.collector, (all) => all.some(({ event }) => event === 'Later'))
  const later = inOrder(lab.collector).find(({ event }) => event === 'Later')!
  expect(JSON.stringify(later)).not.toContain('account-7')
  expect(JSON.stringify(await atRest(page))).not.toContain('account-7')
})
