import { collected, expect, summary, test } from './helpers/fixtures.ts'

test('a sign-out leaves nothing that ties what follows to the person', async ({
  page,
  playground,
}) => {
  const { collector } = playground
  await page.goto(`${playground.url}/settings`)
  await page.getByTestId('consent-accept').click()
  await page.getByTestId('identify').click()
  await page.getByTestId('sign-out').click()
  await page.getByTestId('nav-form').click()
  await page.getByTestId('form-name').fill('anything')
  await page.getByTestId('form-submit').click()
  const events = await collected(collector, ({ length }) => length === 6)
  expect(summary(events)).toEqual([
    '$pageview /settings',
    '$identify',
    '$groupidentify',
    '$pageleave /settings',
    '$pageview /forms/new',
    'Form Created',
  ])
  const before = events.slice(0, 4)
  const after = events.slice(4)
  const ids = (of: typeof events) =>
    new Set(
      of.flatMap(({ distinctId, properties }) =>
        [
          distinctId,
          properties.$device_id,
          properties.$user_id,
          properties.$session_id,
          properties.$window_id,
          properties.$pageview_id,
          properties.$prev_pageview_id,
        ].filter(Boolean),
      ),
    )
  expect([...ids(after)].filter((id) => ids(before).has(id))).toEqual([])
  for (const { properties } of after) {
    expect(properties).not.toHaveProperty('$groups')
    expect(properties.$is_identified).toBe(false)
  }
})

test('people who follow each other in a tab are never one', async ({ page, playground }) => {
  const { collector } = playground
  await page.goto(`${playground.url}/settings`)
  await page.getByTestId('consent-accept').click()
  await page.getByTestId('identify').click()
  await page.getByTestId('sign-out').click()
  await page.getByTestId('identify').click()
  const events = await collected(collector, ({ length }) => length === 6)
  const [first, second] = events.filter(({ event }) => event === '$identify')
  expect(second!.properties.$anon_distinct_id).not.toBe(first!.properties.$anon_distinct_id)
  expect(second!.properties.$device_id).not.toBe(first!.properties.$device_id)
})
