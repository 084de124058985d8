// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { expectReports } from '../../helpers/expect-report.ts'
import { useHttpClient } from '../../helpers/http-client.ts'
import { useHttpPage } from '../../helpers/http-page.ts'

const page = useHttpPage()
const { createClient, arrived, outcomes, settled, requests } = useHttpClient(page)

describe('a flush', () => {
  test('that is asked for sends everything, one request after the other, and waits', async () => {
    const { client, sendAll } = createClient()
    const sent = sendAll('abcdefg')
    await client.flush('manual')
    expect(arrived()).toEqual(['abc', 'def', 'g'])
    expect(outcomes(sent)).toEqual(Array(7).fill(undefined))
  })

  test('that several ask for at once keeps the order, one request after the other', async () => {
    const { client, sendAll } = createClient()
    sendAll('abcdefgh')
    await Promise.all([client.flush('manual'), client.flush('manual'), client.flush('manual')])
    expect(arrived()).toEqual(['abc', 'def', 'gh'])
  })

  test('that is asked for waits for what is under way, and does not send it twice', async () => {
    const { client, sendAll } = createClient()
    page.vendor.answer('hang')
    const sent = sendAll('abc')
    await page.pass(0)
    sent.push(...sendAll('d'))
    const flushed = client.flush('manual')
    await page.until(requests(1))
    await page.moment()
    expect(arrived()).toEqual(['abc'])
    // It is given up, and tried again with what was to follow.
    await page.pass(30_000)
    await flushed
    await page.passToRequest()
    await page.passToRequest()
    expect(arrived()).toEqual(['abc', 'abc', 'd'])
    expect(outcomes(sent)).toEqual(Array(4).fill(undefined))
    expectReports('VT405')
  })

  test('of nothing ends at once', async () => {
    const { client } = createClient()
    await client.flush('manual')
    await client.flush('exit')
    expect(page.vendor.requests).toEqual([])
  })

  test.each(['hidden', 'exit'] as const)(
    'of a page that goes begins every request before it returns: %s',
    async (cause) => {
      const { client, sendAll } = createClient()
      const sent = sendAll('abcdefg')
      void client.flush(cause)
      expect(page.fetched).toHaveLength(3)
      expect(page.fetched.every(({ keepalive }) => keepalive)).toBe(true)
      await page.until(settled(sent))
      expect(arrived().toSorted()).toEqual(['abc', 'def', 'g'])
    },
  )

  test('of a page that goes does not wait for what is under way', async () => {
    const { client, sendAll } = createClient()
    page.vendor.answer('hang')
    sendAll('abc')
    await page.pass(0)
    await page.until(requests(1))
    sendAll('d')
    void client.flush('exit')
    expect(page.fetched).toHaveLength(2)
    client.stop('cancel')
  })

  test('outlives the page as far as browsers let it, requests under way included', async () => {
    const { client, send } = createClient({ messageBytes: 32_000 })
    for (const name of 'abc') send(name, { name, text: 'x'.repeat(25_000) })
    void client.flush('exit')
    expect(page.fetched.map(({ keepalive }) => keepalive)).toEqual([true, false])
    await page.until(requests(2))
    await page.moment()
    send('d', { name: 'd', text: 'x'.repeat(25_000) })
    void client.flush('exit')
    expect(page.fetched[2]!.keepalive).toBe(true)
    await page.until(requests(3))
  })

  test('while a vendor is given time is for the end of the page alone', async () => {
    const { client, send } = createClient()
    page.vendor.answer(503)
    const sent = send('a')
    await client.flush('manual')
    void client.flush('hidden')
    await client.flush('manual')
    expect(page.fetched).toHaveLength(1)
    void client.flush('exit')
    expect(page.fetched).toHaveLength(2)
    await page.until(settled([sent]))
    expect(sent.outcome).toBeUndefined()
    expectReports('VT405')
  })

  test('that fails is tried again where the page has stayed', async () => {
    const { client, sendAll } = createClient()
    page.vendor.answer('cut', 'cut', 'cut')
    const sent = sendAll('abcdefg')
    await client.flush('hidden')
    await page.until(requests(3))
    await page.moment()
    for (let attempt = 0; attempt < 3; attempt++) await page.passToRequest()
    expect(outcomes(sent)).toEqual(Array(7).fill(undefined))
    expect(arrived().slice(3).join('').split('').toSorted().join('')).toBe('abcdefg')
    expectReports('VT405')
  })
})

describe('a stop', () => {
  test('by a no cancels what is under way, and drops what waits or is to be tried again', async () => {
    const { client, sendAll } = createClient()
    page.vendor.answer('hang')
    const sent = sendAll('abcd')
    await page.pass(0)
    await page.until(requests(1))
    client.stop('cancel')
    await page.until(() => page.vendor.requests[0]!.aborted)
    await page.passLong()
    page.goOnline()
    await page.passLong()
    expect(arrived()).toEqual(['abc'])
    // The lane has said of them what there is to say.
    expect(outcomes(sent)).toEqual(Array(4).fill('open'))
    expect(vi.getTimerCount()).toBe(0)
    expectReports()
  })

  test('by a no ends a pause, and nothing follows when the network is back', async () => {
    const { client, sendAll } = createClient()
    page.vendor.answer(500)
    sendAll('ab')
    await client.flush('manual')
    client.stop('cancel')
    page.goOnline()
    await client.flush('manual')
    void client.flush('exit')
    await page.passLong()
    expect(arrived()).toEqual(['ab'])
    expect(vi.getTimerCount()).toBe(0)
    expectReports('VT405')
  })

  test('at the end of the app lets what is under way arrive, and sends nothing else', async () => {
    const { client, sendAll } = createClient()
    const sent = sendAll('abcd')
    await page.pass(0)
    client.stop('finish')
    await page.until(settled(sent.slice(0, 3)))
    expect(outcomes(sent)).toEqual([undefined, undefined, undefined, 'open'])
    await page.passLong()
    expect(arrived()).toEqual(['abc'])
    expect(page.vendor.requests[0]!.aborted).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('at the end of the app tries nothing again', async () => {
    const { client, sendAll, retried } = createClient()
    page.vendor.answer(500)
    const sent = sendAll('abc')
    await page.pass(0)
    client.stop('finish')
    await page.until(settled(sent))
    expect(outcomes(sent)).toEqual(Array(3).fill('unreachable'))
    await page.passLong()
    expect(arrived()).toEqual(['abc'])
    expect(retried).toEqual([])
    expectReports('VT405')
  })
})
