// @vitest-environment node
import { expect, it } from 'vitest'
import { basic, post, postJson, raw, serve, trackMessage } from '../support.ts'

const text = (response: Response) => Promise.all([response.status, response.text()])
const batchOf = (...batch: unknown[]) => ({ batch, sentAt: '2026-11-20T10:00:01.000Z' })

it('takes batches, and answers with plain text', async () => {
  const { url, collector } = await serve()
  const body = batchOf(trackMessage('m1'), trackMessage('m2', 'saved'))
  const response = await postJson(`${url}/rudderstack/v1/batch`, body, basic('wk'))
  expect(response.headers.get('content-type')).toMatch('text/plain')
  expect(await text(response)).toEqual([200, 'OK'])
  const message = trackMessage('m1')
  expect(collector.events()).toMatchObject([
    { wire: 'rudderstack', uuid: 'm1', event: 'clicked', key: 'wk', distinctId: 'u1', message },
    { wire: 'rudderstack', uuid: 'm2', event: 'saved' },
  ])
})

it('takes a beacon, whose key is in the query', async () => {
  const { url, collector } = await serve()
  const body = JSON.stringify(batchOf(trackMessage('m1')))
  const beacon = `${url}/rudderstack/beacon/v1/batch`
  expect(await text(await post(`${beacon}?writeKey=wk%201`, body))).toEqual([200, 'OK'])
  expect(collector.events()).toMatchObject([{ key: 'wk 1', uuid: 'm1' }])
  expect((await post(beacon, body, basic('wk'))).status).toBe(401)
})

it.each([
  ['track', { event: 'saved', properties: { a: 1 } }, 'saved', { a: 1 }],
  ['page', { name: 'Home', properties: { a: 1 } }, 'page', { a: 1 }],
  ['identify', { traits: { plan: 'pro' } }, 'identify', { plan: 'pro' }],
  ['identify', { context: { traits: { plan: 'pro' } } }, 'identify', { plan: 'pro' }],
  [
    'group',
    { groupId: 'g1', traits: { seats: 5 }, context: { traits: { plan: 'pro' } } },
    'group',
    { seats: 5 },
  ],
])('takes a single %s message %j', async (type, rest, event, properties) => {
  const { url, collector } = await serve()
  const message = { ...rest, type, anonymousId: 'a1', originalTimestamp: '2026-11-20T10:00:00Z' }
  const response = await postJson(`${url}/rudderstack/v1/${type}`, message, basic('wk'))
  expect(await text(response)).toEqual([200, 'OK'])
  expect(collector.events()).toMatchObject([
    { event, properties, message, distinctId: 'a1', timestamp: '2026-11-20T10:00:00Z' },
  ])
})

it.each([
  ['in the body', { writeKey: 'wk' }, {}],
  ['in the query', {}, {}],
  ['not encoded', {}, { Authorization: 'Basic wk' }],
])('answers 401 to a key %s', async (_, rest, headers) => {
  const { url, collector } = await serve()
  const body = { ...rest, ...batchOf(trackMessage('m1')) }
  const response = await postJson(`${url}/rudderstack/v1/batch?writeKey=wk`, body, headers)
  expect([response.status, await response.json()]).toEqual([401, { error: 'no key' }])
  expect(collector.requests()).toMatchObject([{ accepted: false, problem: 'no key' }])
})

const message = trackMessage('m1')

it.each([
  ['batch', 'hello', 'not JSON'],
  ['batch', batchOf(), 'no events'],
  ['batch', message, 'no events'],
  ['batch', batchOf({ ...message, type: undefined }), 'an event without a type'],
  ['batch', batchOf({ ...message, event: '' }), 'an event without a name'],
  ['batch', batchOf({ ...message, userId: 1, anonymousId: undefined }), 'an event of nobody'],
  ['track', { ...message, event: undefined }, 'an event without a name'],
  ['group', message, 'a group without an id'],
])('answers 400 at %s to %j', async (path, body, problem) => {
  const { url, collector } = await serve()
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await post(`${url}/rudderstack/v1/${path}`, sent, basic('wk'))
  expect([response.status, await response.json()]).toEqual([400, { error: problem }])
  expect(collector.requests()).toMatchObject([{ accepted: false, problem }])
  expect(collector.events()).toEqual([])
})

it.each([
  ['POST', '/v1/b', 404],
  ['POST', '/v1/projects/wk/settings', 404],
  ['GET', '/v1/batch', 405],
])('refuses %s %s', async (method, path, status) => {
  const { url } = await serve()
  expect((await raw(`${url}/rudderstack${path}`, basic('wk'), method)).status).toBe(status)
})

it('answers the preflight of its SDK', async () => {
  const { url } = await serve()
  const asked = 'anonymousid,authorization,content-type,sentat'
  const { status, headers } = await raw(
    `${url}/rudderstack/v1/batch`,
    { Origin: 'https://app.test', 'Access-Control-Request-Headers': asked },
    'OPTIONS',
  )
  expect(status).toBe(204)
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://app.test',
    'access-control-allow-headers': asked,
  })
})

it('marks a message that was accepted before', async () => {
  const { url, collector } = await serve()
  const send = () =>
    postJson(`${url}/rudderstack/v1/batch`, batchOf(trackMessage('m1')), basic('wk'))
  await send()
  await send()
  expect(collector.events().map(({ duplicate }) => duplicate)).toEqual([false, true])
})
