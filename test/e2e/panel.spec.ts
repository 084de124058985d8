import type { Locator, Page } from '@playwright/test'
import { agreeOn, expect, test } from './helpers/fixtures.ts'

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
