import { collected, expect, summary, test } from './helpers/fixtures.ts'
import { serveConsumer } from './helpers/consumer.ts'

test('the built package works in an app on a dev server that pre-bundles it', async ({
  page,
  traffic,
}) => {
  const consumer = await serveConsumer()
  try {
    await page.goto(consumer.url)
    await page.getByRole('button', { name: 'pending' }).click()
    const events = await collected(consumer.collector, ({ length }) => length > 0)
    expect(summary(events)).toEqual(['$pageview /'])
    expect(traffic.errors).toEqual([])
  } finally {
    await consumer.close()
  }
})
