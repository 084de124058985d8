import type { Page } from '@playwright/test'
import type { Collector } from '../../src/collector.ts'
import { agreeOn, collected, expect, inOrder, summary, test } from './helpers/fixtures.ts'

const visit = (page: Page, link: string): Promise<void> => page.getByTestId(link).click()

const arrive = (page: Page, name: string): Promise<void> =>
  expect(page.getByTestId('page')).toHaveAttribute('data-page', name)

/** Waits until so many events are there, and long enough for one too many to show. */
async function settled(collector: Collector, count: number): Promise<string[]> {
  await collected(collector, (events) => events.length >= count)
  await new Promise((resolve) => setTimeout(resolve, 3500))
  return summary(inOrder(collector))
}

test('counts the first page and each navigation to another one', async ({ page, playground }) => {
  const { collector } = playground
  await agreeOn(page, playground, '/teams')
  await visit(page, 'nav-form')
  await arrive(page, 'form-new')
  await visit(page, 'nav-home')
  await arrive(page, 'home')
  await page.goBack()
  await arrive(page, 'form-new')
  expect(await settled(collector, 7)).toEqual([
    '$pageview /teams',
    '$pageleave /teams',
    '$pageview /forms/new',
    '$pageleave /forms/new',
    '$pageview /',
    '$pageleave /',
    '$pageview /forms/new',
  ])
})

test('counts a redirect where it ends, and nothing on the way', async ({ page, playground }) => {
  const { collector } = playground
  await agreeOn(page, playground, '/old/people')
  await arrive(page, 'team')
  await visit(page, 'nav-guarded')
  await arrive(page, 'home')
  await visit(page, 'nav-old-link')
  await arrive(page, 'team')
  expect(await settled(collector, 5)).toEqual([
    '$pageview /teams/:team',
    '$pageleave /teams/:team',
    '$pageview /',
    '$pageleave /',
    '$pageview /teams/:team',
  ])
})

test('counts no navigation that is refused, fails, or goes nowhere', async ({
  page,
  playground,
}) => {
  const { collector } = playground
  await agreeOn(page, playground, '/teams')
  await visit(page, 'nav-forbidden')
  await expect(page.getByTestId('notice')).toBeVisible()
  await visit(page, 'nav-broken')
  await visit(page, 'nav-teams')
  await arrive(page, 'teams')
  expect(await settled(collector, 1)).toEqual(['$pageview /teams'])
})

test('counts what overtakes a slow navigation, and not the slow one', async ({
  page,
  playground,
}) => {
  const { collector } = playground
  await agreeOn(page, playground, '/teams')
  await visit(page, 'nav-slow')
  await visit(page, 'nav-home')
  await arrive(page, 'home')
  expect(await settled(collector, 3)).toEqual([
    '$pageview /teams',
    '$pageleave /teams',
    '$pageview /',
  ])
})

test('says how long a page was there, and names it by its pattern', async ({
  page,
  playground,
}) => {
  const { collector } = playground
  await agreeOn(page, playground, '/teams')
  await page.waitForTimeout(1000)
  await visit(page, 'nav-form')
  const [view, leave, next] = await collected(collector, (events) => events.length === 3)
  expect(view!.properties).toMatchObject({
    $pathname: '/teams',
    $current_url: 'https://app.invalid/teams',
    $host: 'app.invalid',
    route_name: 'teams',
    $pageview_id: view!.uuid,
  })
  expect(leave!.properties).toMatchObject({
    $prev_pageview_id: view!.uuid,
    $prev_pageview_pathname: '/teams',
  })
  const between = (Date.parse(leave!.timestamp) - Date.parse(view!.timestamp)) / 1000
  expect(leave!.properties.$prev_pageview_duration).toBeCloseTo(between, 2)
  expect(between).toBeGreaterThan(1)
  expect(next!.properties).toMatchObject({ previous_route: '/teams' })
  expect(next!.properties).not.toHaveProperty('$prev_pageview_duration')
})
