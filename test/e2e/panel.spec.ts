import type { Locator, Page } from '@playwright/test'
import { expectNoLeak } from '../../src/testing.ts'
import { agreeOn, collected, expect, test } from './helpers/fixtures.ts'

const SECONDS = /^\d+\.\d s$/

const rows = (page: Page): Locator => page.getByTestId('page-view')

/** The newest view of a route that is over. */
const ended = (page: Page, route: string): Locator =>
  page.locator(`[data-test=page-view][data-state=ended][data-route="${route}"]`).first()

async function scrollDown(page: Page, over: Locator): Promise<void> {
  await over.hover()
  await page.mouse.wheel(0, 100_000)
  await page.waitForTimeout(1000)
}

test('the panel lists each page view, and marks the one that is going on', async ({
  page,
  playground,
}) => {
  await agreeOn(page, playground, '/teams')
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toHaveAttribute('data-state', 'current')
  const clock = rows(page).getByTestId('page-view-clock')
  await expect(clock).not.toHaveText(await clock.innerText())

  await page.getByTestId('team-people').click()
  await page.getByTestId('nav-form').click()
  await expect(rows(page)).toHaveCount(3)
  const told = await rows(page).evaluateAll((all) =>
    all.map(({ dataset }) => `${dataset.state} ${dataset.route}`),
  )
  expect(told).toEqual(['current /forms/new', 'ended /teams/:team', 'ended /teams'])
  await expect(page.locator('[data-test=page-view][aria-current=true]')).toHaveCount(1)
  await expect(ended(page, '/teams').getByTestId('page-view-duration')).toHaveText(SECONDS)
})

test('the panel says how long a page was looked at, and why its view ended', async ({
  page,
  playground,
}) => {
  await agreeOn(page, playground, '/teams')
  await page.getByTestId('nav-home').click()
  const row = ended(page, '/teams')
  await expect(row.getByTestId('page-view-active')).toHaveText(SECONDS)
  await expect(row.getByTestId('page-view-cause')).toHaveText('route')
})

test('the panel says how far the window was scrolled', async ({ page, playground }) => {
  await agreeOn(page, playground, '/guide')
  await scrollDown(page, page.getByRole('heading', { level: 1 }))
  await page.getByTestId('nav-home').click()
  await expect(ended(page, '/guide').getByTestId('page-view-scroll')).toHaveAttribute(
    'data-scroll',
    '1',
  )
})

test('the panel says how far a box inside the page was scrolled', async ({ page, playground }) => {
  await agreeOn(page, playground, '/activity')
  await scrollDown(page, page.getByTestId('activity-log'))
  await page.getByTestId('nav-home').click()
  await expect(ended(page, '/activity').getByTestId('page-view-scroll')).toHaveAttribute(
    'data-scroll',
    '1',
  )
})

test('a no ends the view without a word of it, and another yes begins another', async ({
  page,
  playground,
}) => {
  await agreeOn(page, playground, '/settings')
  await expect(rows(page)).toHaveAttribute('data-state', 'current')
  await page.getByTestId('settings-refuse').click()
  await expect(rows(page)).toHaveAttribute('data-state', 'ended')
  await expect(rows(page).getByTestId('page-view-duration')).toHaveCount(0)
  await page.getByTestId('settings-accept').click()
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).first()).toHaveAttribute('data-state', 'current')
  await expect(rows(page).last()).toHaveAttribute('data-state', 'ended')
})

test.describe('what was masked, dropped or left at home', () => {
  const PRIVATE = {
    title: 'MARK merger with Northwind',
    note: 'MARK.note@corp.example',
    email: 'MARK.trait@corp.example',
    key: ['ghp', 'MARKx7Kp2Qm9Rt4Vw8Yz1Bc3Df6Gh5Jk0Ln2'].join('_'),
    id: 'MARK.id@corp.example',
    event: 'MARK Salary Viewed',
  }

  const entries = (page: Page): Locator => page.getByTestId('entry')

  async function send(page: Page, trial: string, typed: Record<string, string>): Promise<void> {
    for (const [field, text] of Object.entries(typed)) {
      await page.getByTestId(`trial-${trial}-${field}`).fill(text)
    }
    await page.getByTestId(`trial-${trial}-send`).click()
  }

  /** Sends each trial with a text of its own in every field, and waits for the last of them. */
  async function sendAll(page: Page): Promise<void> {
    const { title, note, email, key, id, event } = PRIVATE
    await send(page, 'note', { title, note: `Ask ${note} for it` })
    await send(page, 'traits', { email, key })
    await send(page, 'identify', { id })
    await send(page, 'event', { event })
    await expect(entries(page).filter({ hasText: 'not in the plan' }).first()).toBeVisible()
    await expect(entries(page).getByTestId('entry-marks')).toHaveCount(2)
  }

  /** All texts that a component of the panel is given, however deep. */
  const panelState = (page: Page): Promise<string> =>
    page.evaluate(() => {
      interface Node {
        component?: { type: { __name?: string }; props: object; subTree: Node } | null
        children?: unknown
      }
      const found: string[] = []
      const seen = new Set<unknown>()
      const read = (value: unknown): void => {
        if (typeof value === 'string') found.push(value)
        if (typeof value !== 'object' || value === null || seen.has(value)) return
        seen.add(value)
        for (const [key, inner] of Object.entries(value)) {
          found.push(key)
          read(inner)
        }
      }
      const visit = (node: unknown, isInPanel: boolean): void => {
        if (typeof node !== 'object' || node === null) return
        const { component, children } = node as Node
        const isInside = isInPanel || component?.type.__name === 'LivePanel'
        if (component && isInside) read(component.props)
        if (component) visit(component.subTree, isInside)
        if (Array.isArray(children)) for (const child of children) visit(child, isInside)
      }
      visit((document.querySelector('#app') as unknown as { _vnode: unknown })._vnode, false)
      return found.join('\n')
    })

  test('the panel says of each event what was done to it, and why', async ({
    page,
    playground,
  }) => {
    await agreeOn(page, playground, '/forms/new')
    await sendAll(page)

    const note = entries(page).filter({ hasText: 'Note Saved' })
    await expect(note).toHaveAttribute('data-verdict', 'sent')
    const marks = note.getByTestId('entry-mark')
    await expect(marks.first()).toBeHidden()
    await note.getByText('1 masked · 1 dropped').click()
    await expect(marks).toHaveText(['title: not in the plan', 'note: an e-mail address was masked'])
    await expect(marks.first()).toBeVisible()

    const traits = page.locator('[data-test=entry][data-type=group]')
    await traits.getByText('1 masked · 1 dropped').click()
    await expect(traits.getByTestId('entry-mark')).toHaveText([
      'email: left at home, the key says that it is private',
      '[token]: an access token was masked',
    ])

    const refused = page.locator('[data-test=entry][data-verdict=dropped]')
    const reason = (type: string) =>
      page.locator(`[data-type=${type}][data-verdict=dropped]`).first().getByTestId('entry-reason')
    await expect(reason('identify')).toHaveText('the id looks like an address or a secret')
    await expect(reason('track')).toHaveText('not in the plan')
    await expect(refused.getByTestId('entry-marks')).toHaveCount(0)
  })

  test('what is harmless has no marks', async ({ page, playground }) => {
    await agreeOn(page, playground, '/forms/new')
    await page.getByTestId('trial-harmless-send').click()
    const note = entries(page).filter({ hasText: 'Note Saved' })
    await expect(note).toHaveAttribute('data-verdict', 'sent')
    await expect(page.getByTestId('entry-marks')).toHaveCount(0)
    const [, saved] = await collected(playground.collector, ({ length }) => length === 2)
    expect(saved!.properties).toMatchObject({ note: 'Looks good, ship it' })
  })

  test('what was private is in the field that it was typed into, and nowhere else', async ({
    page,
    playground,
  }) => {
    const { collector } = playground
    await agreeOn(page, playground, '/forms/new')
    await sendAll(page)
    for (const summary of await page.getByTestId('entry-marks').locator('summary').all()) {
      await summary.click()
    }
    await expect(page.getByTestId('entry-mark')).toHaveCount(4)
    await collected(collector, ({ length }) => length === 3)
    // The panel has shown it: what it shows of the wire is the last to come.
    await expect(page.locator('[data-test=wire-event][data-event="$groupidentify"]')).toBeVisible()

    await expect(page.getByTestId('trial-identify-id')).toHaveValue(PRIVATE.id)
    const state = await panelState(page)
    // What was walked is what is shown, or nothing would be found in it whatever is there.
    for (const known of ['Note Saved', 'track.Note Saved.note', '[token]', 'private-id']) {
      expect(state).toContain(known)
    }
    const wire = collector.requests().map(({ body }) => body)
    const texts = { page: await page.content(), panel: state, wire: wire.join('\n') }
    expectNoLeak(PRIVATE).inTexts(texts)
    // No part of one either.
    for (const text of Object.values(texts)) expect(text).not.toContain('MARK')
  })

  test('before the yes nothing is looked at, and the page says so', async ({
    page,
    playground,
  }) => {
    await page.goto(`${playground.url}/forms/new`)
    await expect(page.getByTestId('mask-closed')).toBeVisible()
    await page.getByTestId('trial-note-send').click()
    const dropped = page.locator('[data-test=entry][data-type=track]')
    await expect(dropped.getByTestId('entry-reason')).toHaveText('nobody has said yes')
    await expect(dropped.getByTestId('entry-marks')).toHaveCount(0)
    await page.getByTestId('consent-accept').click()
    await expect(page.getByTestId('mask-closed')).toBeHidden()
  })
})
