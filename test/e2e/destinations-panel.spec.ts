import type { Locator, Page } from '@playwright/test'
import type { CollectedEvent } from '../../src/collector.ts'
import { atRest } from './helpers/at-rest.ts'
import { agreeOn, collected, expect, test } from './helpers/fixtures.ts'

/** Longer than messages are gathered. */
const QUIET = 3500

const turn = async (page: Page, ...vendors: string[]): Promise<void> => {
  for (const vendor of vendors) await page.getByTestId(`destination-${vendor}`).click()
}

/** Says one thing by `track`, on the page of the form. */
async function saveNote(page: Page): Promise<void> {
  await page.getByTestId('nav-form').click()
  await page.getByTestId('trial-harmless-send').click()
}

const notesAt = (events: readonly CollectedEvent[]): string[] =>
  events
    .filter(({ event }) => event === 'Note Saved')
    .map(({ wire }) => wire)
    .toSorted()

const note = (page: Page): Locator => page.getByTestId('trail').filter({ hasText: 'Note Saved' })

const at = (within: Locator, vendor: string): Locator => within.locator(`[data-vendor="${vendor}"]`)

test('by itself the playground sends to PostHog alone, and names nobody', async ({
  page,
  playground,
  traffic,
}) => {
  await agreeOn(page, playground, '/settings')
  await expect(page.getByTestId('destination-posthog')).toBeChecked()
  for (const vendor of ['segment', 'rudderstack', 'plausible', 'accoil']) {
    await expect(page.getByTestId(`destination-${vendor}`)).not.toBeChecked()
  }
  await saveNote(page)
  const events = await collected(playground.collector, (all) => notesAt(all).length > 0)
  expect(new Set(events.map(({ wire }) => wire))).toEqual(new Set(['posthog']))
  await expect(page.getByTestId('entry').filter({ hasText: 'Note Saved' })).toHaveCount(1)
  await expect(page.getByTestId('wire-event').first()).toBeVisible()
  for (const other of ['panel-vendors', 'trail', 'side-by-side', 'wire-compare']) {
    await expect(page.getByTestId(other)).toHaveCount(0)
  }
  expect(traffic.errors).toEqual([])
})

test('switched on while the app runs, others get the same click, to be seen side by side', async ({
  page,
  playground,
  traffic,
}) => {
  await agreeOn(page, playground, '/settings')
  await turn(page, 'segment', 'plausible')
  await expect(page.getByTestId('config-json')).toHaveValue(/"url": "\/collector\/segment"/)
  await saveNote(page)
  const events = await collected(playground.collector, (all) => notesAt(all).length > 2)
  expect(notesAt(events)).toEqual(['plausible', 'posthog', 'segment'])

  const open = note(page).getByTestId('side-by-side')
  await open.press('Enter')
  const columns = page.getByTestId('payload')
  await expect(columns.getByTestId('payload-json')).toHaveCount(3)
  await expect(columns.getByRole('heading')).toHaveText(['PostHog', 'Segment', 'Plausible'])
  const said = new Map(events.map((one) => [`${one.wire} ${one.event}`, one.message]))
  for (const vendor of ['posthog', 'segment', 'plausible']) {
    const column = at(page.getByTestId('payloads'), vendor)
    await expect(column.getByTestId('payload-name')).toHaveText('Note Saved')
    const shown = JSON.parse(await column.getByTestId('payload-json').innerText()) as unknown
    expect(shown).toEqual(said.get(`${vendor} Note Saved`))
  }

  const corners = () => columns.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))
  const wide = await corners()
  expect(new Set(wide.map(({ top }) => top)).size).toBe(1)
  await page.setViewportSize({ width: 390, height: 844 })
  const narrow = await corners()
  expect(new Set(narrow.map(({ left }) => left)).size).toBe(1)
  expect(new Set(narrow.map(({ top }) => top)).size).toBe(3)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)

  await page.setViewportSize({ width: 1280, height: 720 })
  await page.keyboard.press('Escape')
  await expect(columns).toHaveCount(0)
  await expect(open).toBeFocused()

  // The same from the other list, which has what each vendor calls the page.
  const view = page
    .locator('[data-vendor=segment] [data-event=page]')
    .filter({ hasText: '/forms/new' })
  await view.locator('summary').press('Enter')
  await view.getByRole('button', { name: 'Side by side with PostHog, Plausible' }).press('Enter')
  await expect(page.getByTestId('payload-name')).toHaveText(['$pageview', 'page', 'pageview'])
  await page.getByTestId('payloads-close').click()
  await expect(columns).toHaveCount(0)
  expect(traffic.errors).toEqual([])
})

test('switched off, nothing more arrives there, and what it kept is gone', async ({
  page,
  playground,
}) => {
  const { collector } = playground
  await agreeOn(page, playground, '/settings')
  await turn(page, 'segment', 'plausible')
  await collected(collector, (all) =>
    ['segment', 'plausible'].every((vendor) => all.some(({ wire }) => wire === vendor)),
  )
  const keptBySegment = async () =>
    Object.keys((await atRest(page)).local).filter((key) => key.startsWith('segment_'))
  expect(await keptBySegment()).toHaveLength(1)

  await turn(page, 'segment')
  expect(await keptBySegment()).toEqual([])
  // The address stays the operator's.
  await expect(page.getByTestId('config-json')).toHaveValue(/"writeKey": null/)
  await expect(page.getByTestId('config-json')).toHaveValue(/"url": "\/collector\/segment"/)
  collector.clear()
  await saveNote(page)
  await collected(collector, (all) => notesAt(all).length > 1)
  await page.waitForTimeout(QUIET)
  expect(notesAt(collector.events())).toEqual(['plausible', 'posthog'])
  expect(collector.requests().filter(({ path }) => path.startsWith('/segment'))).toEqual([])
  expect(await keptBySegment()).toEqual([])
  await expect(at(page.getByTestId('panel-vendors'), 'segment')).toContainText('off')
})

test('written into the file a vendor is on as well, and the log says what it does not get', async ({
  page,
  playground,
}) => {
  await agreeOn(page, playground, '/settings')
  const file = JSON.parse(await page.getByTestId('config-json').inputValue()) as {
    telemetry: { frontend: Record<string, unknown> }
  }
  file.telemetry.frontend.accoil = { apiKey: 'ak_1', url: '/collector/accoil' }
  await page.getByTestId('config-json').fill(JSON.stringify(file))
  await page.getByTestId('config-apply').click()
  await expect(page.getByTestId('destination-accoil')).toBeChecked()

  const view = page.locator('[data-test=trail][data-type=page]').first()
  await expect(at(view, 'posthog')).toHaveAttribute('data-verdict', 'sent')
  await expect(at(view, 'accoil')).toHaveText(
    /dropped\s*Accoil\s*the destination has no such event/,
  )
  await view.getByTestId('side-by-side').click()
  await expect(
    at(page.getByTestId('payloads'), 'posthog').getByTestId('payload-json'),
  ).toBeVisible()
  await expect(at(page.getByTestId('payloads'), 'accoil').getByTestId('payload-none')).toHaveText(
    'The destination has no such event.',
  )
})

test('one vendor that fails is waited for or given up, and the others go on', async ({
  page,
  playground,
}) => {
  await agreeOn(page, playground, '/settings')
  await turn(page, 'segment', 'rudderstack', 'plausible')
  await page.getByTestId('fault-segment').selectOption('answers 503')
  await page.getByTestId('fault-rudderstack').selectOption('hangs')
  await page.getByTestId('fault-plausible').selectOption('refuses')
  await saveNote(page)

  const state = (vendor: string, verdict: string, reason: string) =>
    expect(at(note(page), vendor).and(page.locator(`[data-verdict=${verdict}]`))).toContainText(
      reason,
    )
  await state('plausible', 'dropped', 'the destination refused it')
  await state('segment', 'buffered', 'it did not get through, and is tried again')
  await state('rudderstack', 'buffered', 'it is on its way')
  await state('posthog', 'sent', 'PostHog')
  await collected(playground.collector, (all) => notesAt(all).length > 0)
  expect(notesAt(playground.collector.events())).toEqual(['posthog'])

  await page.getByTestId('fault-segment').selectOption('answers')
  await state('segment', 'sent', 'Segment')
  expect(notesAt(playground.collector.events())).toEqual(['posthog', 'segment'])
})

test('what is wrong with a vendor’s settings is told by its key', async ({ page, playground }) => {
  await page.goto(`${playground.url}/settings`)
  await expect(page.getByTestId('consent-banner')).toBeVisible()
  const wrong: [Record<string, unknown>, string][] = [
    [{ segment: { writeKey: 7 } }, '“frontend.segment.writeKey” has to be text'],
    [{ rudderstack: { writeKey: 'w' } }, '“frontend.rudderstack.url” has to be an https: address'],
    [{ plausible: { domain: 'https://a.example' } }, '“frontend.plausible.domain” has to be like'],
    [{ segment: { writeKey: 'w', integrations: { A: 1 } } }, 'Something in “frontend.segment”'],
    [{ accoil: [] }, '“frontend.accoil” has to be an object'],
  ]
  for (const [frontend, words] of wrong) {
    await page.getByTestId('config-json').fill(JSON.stringify({ enabled: true, frontend }))
    await page.getByTestId('config-apply').click()
    await expect(page.getByTestId('config-problem')).toContainText(words)
  }
})
