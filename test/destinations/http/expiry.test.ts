// @vitest-environment node
import { expect, test } from 'vitest'
import { createHttpClient } from '../../../src/destinations/http/after-yes-client.ts'
import type { TelemetryEvent } from '../../../src/events.ts'
import { expectReports } from '../../helpers/expect-report.ts'
import { useHttpPage } from '../../helpers/http-page.ts'

const page = useHttpPage()

function createClient(batchSize: number) {
  const wire = { name: 'vendor', headers: {}, messageBytes: 1000, batchSize }
  const retried: TelemetryEvent[] = []
  const client = createHttpClient(
    { ...wire, envelope: (messages) => `[${messages.join()}]` },
    { burst: 100, mayStillSend: () => true, retries: (event) => void retried.push(event) },
  )
  const send = (name: string, expires?: number) =>
    client.send({ id: name, type: 'track' } as TelemetryEvent, page.vendor.url, { name }, expires)
  return { ...client, send, retried }
}

const arrived = () =>
  page.vendor.requests.map(({ body }) =>
    (JSON.parse(body) as { name: string }[]).map(({ name }) => name).join(''),
  )

test('what has expired while it waited is late, and the rest of its batch is sent', async () => {
  const { send } = createClient(4)
  const answers = [send('a'), send('b', Date.now() + 3000), send('c', Date.now() + 3001)]
  // Batches are gathered for three seconds.
  await page.pass(3000)
  expect(await Promise.all(answers)).toEqual([undefined, 'late', undefined])
  expect(arrived()).toEqual(['ac'])
})

test('what has expired before it could be tried again is late', async () => {
  const { send, retried } = createClient(1)
  page.vendor.answer(503)
  const answers = [send('a', Date.now() + 1000), send('b', Date.now() + 2000)]
  await page.pass(0)
  await page.until(() => retried.length === 1)
  await page.pass(1000)
  expect(await Promise.all(answers)).toEqual(['late', undefined])
  expect(arrived()).toEqual(['a', 'b'])
  expectReports('VT405')
})

test('nothing is sent where everything has expired', async () => {
  const { send, flush } = createClient(1)
  const answer = send('a', Date.now())
  await flush('exit')
  await page.passLong()
  expect(await answer).toBe('late')
  expect(arrived()).toEqual([])
})
