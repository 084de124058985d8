// @vitest-environment node
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { serveCollector } from '../../src/collector.ts'
import type { CollectedRequest } from '../../src/collector.ts'
import { envelope, post, raw, serve, wireEvent } from './support.ts'

const one = (uuid: string) => JSON.stringify(envelope(wireEvent(uuid)))

it.each(['/e/', '/e', '/i/v0/e/', '/i/v0/e', '/batch/', '/capture', '/e/?retry_count=2'])(
  'takes events at %s',
  async (path) => {
    const { url, collector } = await serve()
    expect(await (await post(url + path, one('u1'))).json()).toEqual({ status: 'Ok' })
    expect(collector.requests()[0]?.path).toBe(path)
    expect(collector.events()).toHaveLength(1)
  },
)

it('answers flags with none, and records the request', async () => {
  const { url, collector } = await serve()
  const body = '{"token":"phc_test","distinct_id":"d1"}'
  const response = await post(`${url}/flags/?v=2`, body)
  expect(await response.json()).toEqual({
    flags: {},
    errorsWhileComputingFlags: false,
    requestId: 'r',
  })
  expect(collector.requests()).toMatchObject([{ path: '/flags/?v=2', body, events: [] }])
})

it('answers the remote configuration as JSON', async () => {
  const { url, collector } = await serve()
  const response = await fetch(`${url}/array/phc_test/config`)
  expect(await response.json()).toMatchObject({
    supportedCompression: ['gzip-js'],
    autocapture_opt_out: true,
  })
  expect(collector.requests()).toMatchObject([{ method: 'GET', encoding: 'none', accepted: true }])
})

it('answers the remote configuration as a script', async () => {
  const { url } = await serve()
  const response = await fetch(`${url}/array/phc_test/config.js`)
  expect(response.headers.get('content-type')).toMatch('text/javascript')
  const window: Record<string, unknown> = {}
  // oxlint-disable-next-line no-new-func -- The answer is a script: running it is the test.
  new Function('window', await response.text())(window)
  expect(window._POSTHOG_REMOTE_CONFIG).toMatchObject({
    phc_test: { config: { hasFeatureFlags: false }, siteApps: [] },
  })
})

it('mirrors the origin on every ingestion answer, and allows no credentials', async () => {
  const { url, collector } = await serve()
  const headers = { Origin: 'https://app.test' }
  const answers = [
    await post(`${url}/e/`, one('u1'), headers),
    await post(`${url}/e/`, 'broken', headers),
    await fetch(`${url}/array/t/config.js`, { headers }),
  ]
  collector.fault('unavailable')
  answers.push(await post(`${url}/flags/`, '{}', headers))
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 503])
  for (const answer of answers) {
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.test')
    expect(answer.headers.get('vary')).toBe('Origin')
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
})

it('answers a preflight whatever the fault, and records it', async () => {
  const { url, collector } = await serve()
  collector.fault('unavailable')
  const { status, headers } = await raw(
    `${url}/e/`,
    { Origin: 'https://app.test', 'Access-Control-Request-Headers': 'content-type,x-a' },
    'OPTIONS',
  )
  expect(status).toBe(204)
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://app.test',
    'access-control-allow-headers': 'content-type,x-a',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
  })
  expect(collector.requests()).toMatchObject([{ method: 'OPTIONS', status: 204, events: [] }])
})

it('refuses and records another method', async () => {
  const { url, collector } = await serve()
  expect((await fetch(`${url}/e/`)).status).toBe(405)
  expect((await post(`${url}/array/t/config`, '{}')).status).toBe(405)
  expect(collector.requests()).toMatchObject([
    { problem: 'method not allowed', accepted: false },
    { problem: 'method not allowed', accepted: false },
  ])
})

it('records what comes to a path it does not know, and answers 404', async () => {
  const { url, collector } = await serve()
  const response = await post(`${url}/s/`, '[{"event":"$snapshot"}]')
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({ error: 'unknown path' })
  expect((await fetch(`${url}/array/a%22b/config.js`)).status).toBe(404)
  expect(collector.requests()).toMatchObject([
    { path: '/s/', body: '[{"event":"$snapshot"}]', accepted: false, problem: 'unknown path' },
    { path: '/array/a%22b/config.js', accepted: false, problem: 'unknown path' },
  ])
  expect(collector.events()).toEqual([])
})

it('records the headers as they came', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, one('u1'), { 'X-Client': 'a', Cookie: 'session=1' })
  expect(collector.requests()[0]?.headers).toMatchObject({ 'x-client': 'a', cookie: 'session=1' })
})

it('marks a uuid that was accepted before, in the same batch too', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, JSON.stringify(envelope(wireEvent('u1'), wireEvent('u1'))))
  await post(`${url}/e/`, one('u1'))
  await post(`${url}/e/`, one('u2'))
  expect(collector.events().map(({ uuid, duplicate }) => [uuid, duplicate])).toEqual([
    ['u1', false],
    ['u1', true],
    ['u1', true],
    ['u2', false],
  ])
})

it('does not take events without a uuid for each other', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, '[{"event":"a"},{"event":"a"}]')
  expect(collector.events().map(({ duplicate }) => duplicate)).toEqual([false, false])
})

it.each([
  ['unavailable', 503, 'application/json; charset=utf-8'],
  ['html', 200, 'text/html; charset=utf-8'],
] as const)('answers %s with %i, accepting nothing', async (mode, status, type) => {
  const { url, collector } = await serve()
  collector.fault(mode)
  const response = await post(`${url}/e/`, one('u1'))
  expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
  const [request] = collector.requests()
  expect(request).toMatchObject({ accepted: false, status, events: [{ uuid: 'u1' }] })
  expect(collector.events()).toEqual([])
})

it('counts an event sent again after a fault as arriving for the first time', async () => {
  const { url, collector } = await serve()
  collector.fault('unavailable')
  await post(`${url}/e/`, one('u1'))
  collector.fault('none')
  await post(`${url}/e/?retry_count=1`, one('u1'))
  expect(collector.events()).toMatchObject([{ uuid: 'u1', requestId: 2, duplicate: false }])
})

it('leaves a request hanging until it is closed', async () => {
  const { url, collector } = await serve()
  collector.fault('hang')
  let settled = false
  const answer = post(`${url}/e/`, one('u1')).finally(() => {
    settled = true
  })
  await vi.waitUntil(() => collector.requests().length === 1)
  await sleep(50)
  expect(settled).toBe(false)
  expect(collector.requests()).toMatchObject([
    { accepted: false, status: 0, events: [{ uuid: 'u1' }] },
  ])
  collector.close()
  await expect(answer).rejects.toThrow('fetch failed')
  collector.fault('none')
  expect((await post(`${url}/e/`, one('u1'))).status).toBe(200)
})

it('survives an aborted upload, and records what had come', async () => {
  const { url, collector } = await serve()
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write('POST /e/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"batch":[')
  await sleep(50)
  socket.destroy()
  await vi.waitUntil(() => collector.requests().length === 1)
  expect(collector.requests()).toMatchObject([
    { problem: 'aborted', status: 0, accepted: false, size: 10, raw: '{"batch":[', events: [] },
  ])
  expect((await post(`${url}/e/`, one('u1'))).status).toBe(200)
})

it('keeps the newest requests, and counts on after being cleared', async () => {
  const { url, collector } = await serve({ keep: 2 })
  for (const uuid of ['u1', 'u2', 'u3']) await post(`${url}/e/`, one(uuid))
  expect(collector.requests().map(({ id }) => id)).toEqual([2, 3])
  expect(collector.events().map(({ uuid }) => uuid)).toEqual(['u2', 'u3'])
  collector.clear()
  expect(collector.requests()).toEqual([])
  await post(`${url}/e/`, one('u3'))
  expect(collector.events()).toMatchObject([{ requestId: 4, duplicate: false }])
})

it('tells a listener of each request until it is removed', async () => {
  const { url, collector } = await serve()
  const heard: CollectedRequest[] = []
  const remove = collector.onRequest((request) => heard.push(request))
  await post(`${url}/e/`, one('u1'))
  remove()
  await post(`${url}/e/`, one('u2'))
  expect(heard).toEqual([collector.requests()[0]])
})

it('leaves a path outside its base to the next handler', async () => {
  const { url, collector } = await serve({ base: 'collector/' })
  expect(url).toMatch(/:\d+\/collector$/)
  expect((await post(`${url}/e/`, one('u1'))).status).toBe(200)
  expect(collector.requests()[0]?.path).toBe('/e/')
  const outside = await post(`${new URL(url).origin}/collectors/e/`, one('u2'))
  expect(outside.status).toBe(404)
  expect(collector.requests()).toHaveLength(1)
})

it('rejects when the port is taken', async () => {
  const { url } = await serve()
  await expect(serveCollector({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE')
})
