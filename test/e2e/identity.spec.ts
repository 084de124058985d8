import { collected, expect, inOrder, summary, test } from './helpers/fixtures.ts'

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

test('the panel shows as whom the vendor knows who signs in', async ({ page, playground }) => {
  const { collector } = playground
  const users = page.getByTestId('tracked-user')
  await page.goto(`${playground.url}/settings`)
  await page.getByTestId('consent-accept').click()
  await page.getByTestId('identity-instance').click()
  for (const who of ['identify', 'identify-other']) {
    await page.getByTestId(who).click()
    await page.getByTestId('assign').click()
  }
  await collected(collector, (events) => summary(events).filter(isAssigned).length === 2)
  await expect(page.getByTestId('tracked-count')).toHaveText('1')
  await expect(users).toHaveText([/^site-4711 \d+$/])
  const said = inOrder(collector).filter(({ event }) => isAssigned(event))
  expect(said.map(({ properties }) => properties.to)).toEqual(['[person]', '[person]'])

  await page.getByTestId('instance-id').fill('ada@example.org')
  await page.getByTestId('instance-id').blur()
  await page.getByTestId('assign').click()
  await expect(page.getByTestId('dropped-reason').filter({ hasText: 'private-id' })).toBeVisible()

  await page.getByTestId('identity-user').click()
  await page.getByTestId('assign').click()
  await expect(users.first()).toHaveText(/^account-8 \d+$/)
})

const isAssigned = (name: string): boolean => name === 'Form Assigned'
