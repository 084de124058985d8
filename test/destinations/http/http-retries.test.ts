// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { expectReports } from '../../helpers/expect-report.ts'
import { useHttpClient } from '../../helpers/http-client.ts'
import { useHttpPage } from '../../helpers/http-page.ts'
import type { VendorAnswer } from '../../helpers/vendor-server.ts'

const page = useHttpPage()
const { createClient, arrived, outcomes, settled, requests } = useHttpClient(page)

describe('what may pass', () => {
  test.each<[string, VendorAnswer]>([
    ['a timeout', 408],
    ['too many requests', 429],
    ['an error of the server', 500],
    ['a server that is away', 503],
    ['an app’s own page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' }],
    ['no answer', 'cut'],
  ])('is tried again after a second, with what was said: %s', async (_, answer) => {
    const { client, sendAll, retried } = createClient()
    page.vendor.answer(answer)
    const sent = sendAll('ab')
    await client.flush('manual')
    expect(retried).toEqual(['a', 'b'])
    expect(outcomes(sent)).toEqual(['open', 'open'])
    await page.pass(999)
    await page.moment()
    expect(arrived()).toEqual(['ab'])
    await page.pass(1)
    await page.until(settled(sent))
    expect(arrived()).toEqual(['ab', 'ab'])
    expect(outcomes(sent)).toEqual([undefined, undefined])
    expect(page.vendor.requests[1]!.body).toBe(page.vendor.requests[0]!.body)
    expectReports('VT405')
  })

  test('keeps the order: what was said meanwhile goes behind', async () => {
    const { client, send } = createClient()
    page.vendor.answer(500)
    const first = send('a')
    await client.flush('manual')
    const second = send('b')
    await page.pass(1000)
    await page.until(settled([first, second]))
    expect(arrived()).toEqual(['a', 'ab'])
    expectReports('VT405')
  })

  test('is waited for longer each time', async () => {
    const { client, send } = createClient()
    page.vendor.answer(500, 500, 500)
    const sent = send('a')
    await client.flush('manual')
    for (const [index, delay] of [1000, 2000, 4000].entries()) {
      await page.pass(delay - 1)
      await page.moment()
      expect(page.vendor.requests).toHaveLength(index + 1)
      await page.pass(1)
      await page.until(requests(index + 2))
      await page.moment()
    }
    expect(sent.outcome).toBeUndefined()
    expectReports('VT405')
  })
})

describe('a vendor that asks for time', () => {
  test.each<[string, () => string]>([
    ['in seconds', () => '20'],
    ['by a date', () => new Date(Date.now() + 20_000).toUTCString()],
  ])('gets it: %s', async (_, retryAfter) => {
    const { client, send } = createClient()
    page.vendor.answer({ status: 429, headers: { 'retry-after': retryAfter() } })
    const sent = send('a')
    await client.flush('manual')
    // A date has no milliseconds.
    await page.pass(19_000 - 1)
    await client.flush('manual')
    await client.flush('hidden')
    await page.moment()
    expect(arrived()).toEqual(['a'])
    await page.pass(1001)
    await page.until(settled([sent]))
    expect(arrived()).toEqual(['a', 'a'])
    expectReports('VT405')
  })
})

test('after ten tries it is given up, and what follows after one, until one gets through', async () => {
  const { client, send, retried } = createClient()
  page.vendor.answer(...Array<number>(11).fill(503))
  const first = send('a')
  await client.flush('manual')
  for (let attempt = 2; attempt <= 10; attempt++) {
    await page.passToRequest()
    expect(page.vendor.requests).toHaveLength(attempt)
  }
  expect(first.outcome).toBe('unreachable')
  expect(retried).toHaveLength(9)
  const second = send('b')
  await page.passToRequest()
  expect(second.outcome).toBe('unreachable')
  const third = send('c')
  await page.passToRequest()
  expect(third.outcome).toBeUndefined()
  expect(arrived()).toEqual([...'aaaaaaaaaabc'])
  expectReports('VT405')
})

describe('without a network', () => {
  test('nothing is given up, and it goes out when there is one again', async () => {
    const { client, send } = createClient()
    page.goOffline()
    page.vendor.answer(...Array<'cut'>(12).fill('cut'))
    const sent = send('a')
    await client.flush('manual')
    for (let attempt = 2; attempt <= 12; attempt++) {
      await page.passToRequest()
      expect(page.vendor.requests).toHaveLength(attempt)
    }
    expect(sent.outcome).toBe('open')
    page.goOnline()
    await page.passToRequest()
    expect(sent.outcome).toBeUndefined()
    expectReports('VT405')
  })
})

test('a no that is said when a retry is told stops it, and leaves nothing waiting', async () => {
  const { client, state, sendAll, retried } = createClient()
  page.vendor.answer(500)
  sendAll('ab')
  state.onRetry = () => client.stop('cancel')
  await client.flush('manual')
  expect(retried).toContain('a')
  await page.passLong()
  expect(arrived()).toEqual(['ab'])
  expectReports('VT405')
})
