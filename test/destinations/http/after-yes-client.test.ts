// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import type { TelemetryEvent } from '../../../src/events.ts'
import { expectReports } from '../../helpers/expect-report.ts'
import { useHttpClient } from '../../helpers/http-client.ts'
import { useHttpPage } from '../../helpers/http-page.ts'
import { serveVendor } from '../../helpers/vendor-server.ts'

const page = useHttpPage()
const { createClient, arrived, outcomes, settled, requests } = useHttpClient(page)

describe('delivery', () => {
  test('gathers for three seconds, in order', async () => {
    const { sendAll } = createClient()
    const sent = sendAll('ab')
    await page.pass(2999)
    expect(page.vendor.requests).toEqual([])
    await page.pass(1)
    await page.until(settled(sent))
    expect(arrived()).toEqual(['ab'])
    expect(outcomes(sent)).toEqual([undefined, undefined])
  })

  test('waits no longer than that for what follows', async () => {
    const { send } = createClient()
    const first = send('a')
    await page.pass(2000)
    const second = send('b')
    await page.pass(1000)
    await page.until(settled([first, second]))
    expect(arrived()).toEqual(['ab'])
  })

  test('begins at once where one request is full, and makes one after the other', async () => {
    const { sendAll } = createClient()
    page.vendor.answer('hang')
    const sent = sendAll('abc')
    await page.pass(0)
    await page.until(requests(1))
    sent.push(...sendAll('defg'))
    // It hangs, and is given up after half a minute: until then nothing overtakes it.
    await page.pass(29_999)
    await page.moment()
    expect(arrived()).toEqual(['abc'])
    await page.pass(1)
    await page.until(() => page.vendor.requests[0]!.aborted)
    await page.pass(1000)
    await page.until(requests(2))
    await page.until(settled(sent.slice(0, 3)))
    await page.pass(0)
    await page.until(settled(sent.slice(3, 6)))
    await page.pass(3000)
    await page.until(settled(sent))
    expect(arrived()).toEqual(['abc', 'abc', 'def', 'g'])
    expectReports('VT405')
  })

  test('puts into one request what goes to one address, in order', async () => {
    const { send } = createClient()
    const sent = [send('a'), send('b', { name: 'b' }, '/other'), send('c')]
    await page.pass(0)
    await page.until(requests(1))
    await page.pass(3000)
    await page.until(requests(2))
    await page.pass(3000)
    await page.until(settled(sent))
    expect(page.vendor.requests.map(({ path }) => path)).toEqual(['/in', '/other', '/in'])
    expect(arrived()).toEqual(['a', 'b', 'c'])
  })

  test('asks nobody first, and takes nothing of the page along', async () => {
    const { send, client } = createClient()
    send('a')
    await client.flush('manual')
    const [request] = page.vendor.requests
    expect(request).toMatchObject({ method: 'POST', path: '/in', body: '[{"name":"a"}]' })
    // What fetch adds by itself asks nobody first.
    const own = Object.keys(request!.headers).filter(
      (name) =>
        !/^(host|connection|accept.*|user-agent|pragma|cache-control|sec-fetch-mode|content-length)$/.test(
          name,
        ),
    )
    expect(own).toEqual(['content-type'])
    expect(request!.headers['content-type']).toBe('text/plain;charset=UTF-8')
    expect(page.fetched).toMatchObject([
      {
        keepalive: true,
        referrerPolicy: 'no-referrer',
        credentials: 'same-origin',
        redirect: 'error',
      },
    ])
  })

  test('sends headers where the vendor needs some', async () => {
    const { send, client } = createClient({ headers: { authorization: 'Basic a2V5' } })
    send('a')
    await client.flush('manual')
    expect(page.vendor.requests[0]!.headers.authorization).toBe('Basic a2V5')
  })
})

describe('bounds', () => {
  test('keep a message that is too large, by its bytes, from everybody', async () => {
    const { send, client } = createClient()
    const fits = { name: 'x'.repeat(1000 - '{"name":""}'.length) }
    expect(send('fits', fits).answer).toBeInstanceOf(Promise)
    expect(send('over', { name: `${fits.name}x` }).answer).toBe('too-large')
    expect(send('wide', { name: 'ü'.repeat(500) }).answer).toBe('too-large')
    await client.flush('manual')
    expect(page.vendor.requests).toHaveLength(1)
  })

  test('keep the queue from growing without end', async () => {
    const { sendAll, client } = createClient({}, 2)
    const [, , third] = sendAll('abc')
    expect(third!.answer).toBe('queue-full')
    await client.flush('manual')
    expect(arrived()).toEqual(['ab'])
  })

  test('keep a request to what outlives a page', async () => {
    const { send, client } = createClient({ batchSize: 100, messageBytes: 32_000 })
    for (const name of 'abc') send(name, { name, text: 'x'.repeat(25_000) })
    await client.flush('manual')
    expect(arrived()).toEqual(['ab', 'c'])
    expect(page.fetched.map(({ keepalive }) => keepalive)).toEqual([true, true])
  })
})

describe('a vendor that refuses', () => {
  test.each([400, 401, 403, 404, 410, 422])('is not asked again: %i', async (status) => {
    const { sendAll, client, retried } = createClient()
    page.vendor.answer(status)
    const sent = sendAll('ab')
    await client.flush('manual')
    expect(outcomes(sent)).toEqual(['rejected', 'rejected'])
    await page.passLong()
    expect(arrived()).toEqual(['ab'])
    expect(retried).toEqual([])
    expect(expectReports('VT404')[0]).toContain(`(vendor: ${status})`)
  })

  test('gets what comes later', async () => {
    const { send, client } = createClient()
    page.vendor.answer(400)
    const first = send('a')
    await client.flush('manual')
    const second = send('b')
    await client.flush('manual')
    expect(outcomes([first, second])).toEqual(['rejected', undefined])
    expectReports('VT404')
  })

  test('is told of once', async () => {
    const { send, client } = createClient()
    page.vendor.answer(400, 401)
    for (const name of 'ab') {
      send(name)
      await client.flush('manual')
    }
    expect(expectReports('VT404')).toHaveLength(1)
  })
})

describe('a request that was too large', () => {
  test('is halved until it fits, and only what alone is too large is lost', async () => {
    const { sendAll, client } = createClient({ batchSize: 4 })
    page.vendor.answer(413, 413, 200, 413)
    const sent = sendAll('abcd')
    await client.flush('manual')
    expect(arrived()).toEqual(['abcd', 'ab', 'a', 'b', 'c', 'd'])
    expect(outcomes(sent)).toEqual([undefined, 'too-large', undefined, undefined])
    expectReports('VT404')
  })

  test('is a lesson for those that follow', async () => {
    const { sendAll, client } = createClient({ batchSize: 4 })
    page.vendor.answer(413)
    sendAll('abcd')
    await client.flush('manual')
    sendAll('efgh')
    await client.flush('manual')
    expect(arrived()).toEqual(['abcd', 'ab', 'cd', 'ef', 'gh'])
    expectReports('VT404')
  })
})

describe('a page that redirects', () => {
  test('leads nobody anywhere', async () => {
    const elsewhere = await serveVendor()
    const { send, client } = createClient()
    page.vendor.answer({ status: 307, headers: { location: `${elsewhere.url}/stolen` } })
    const sent = send('a')
    await client.flush('manual')
    expect(sent.outcome).toBe('open')
    await page.pass(1000)
    await page.until(settled([sent]))
    expect(arrived()).toEqual(['a', 'a'])
    expect(elsewhere.requests).toEqual([])
    await elsewhere.close()
    expectReports('VT405')
  })
})

test('what JSON cannot be made of is nobody’s unhandled rejection', async () => {
  const { client } = createClient()
  const cycle: { self?: object } = {}
  cycle.self = cycle
  const event = { id: 'a', type: 'track' } as TelemetryEvent
  expect(() => client.send(event, page.vendor.url, cycle)).toThrow(TypeError)
  await client.flush('manual')
  expect(page.vendor.requests).toEqual([])
})

test('another tab that has said no is heard before each request', async () => {
  const { send, client, state } = createClient()
  send('a')
  state.maySend = false
  await client.flush('manual')
  await client.flush('exit')
  await page.passLong()
  expect(page.vendor.requests).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
