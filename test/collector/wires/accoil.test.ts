// @vitest-environment node
import { expect, it } from 'vitest'
import { post, postJson, raw, serve } from '../support.ts'

const key = { Authorization: 'Basic raw-key' }
const timestamp = '2026-11-20T10:00:00.000Z'

it.each([
  ['identify', { userId: 'u1', traits: { plan: 'pro' } }, 'identify', 'u1', { plan: 'pro' }],
  ['group', { groupId: 'g1', userId: 'u1', traits: { seats: 5 } }, 'group', 'u1', { seats: 5 }],
  ['group', { groupId: 'g1', traits: { seats: 5 } }, 'group', '', { seats: 5 }],
  ['track', { userId: 'u1', event: 'Report_Created' }, 'Report_Created', 'u1', {}],
  ['track', { userId: 'u1', event: 'X', properties: { a: 1 } }, 'X', 'u1', { a: 1 }],
])('takes %s %j, and answers 202 with nothing', async (call, body, ...expected) => {
  const { url, collector } = await serve()
  const message = { ...body, timestamp }
  const response = await postJson(`${url}/accoil/v2/${call}`, message, key)
  expect([response.status, await response.text()]).toEqual([202, ''])
  expect(response.headers.has('content-type')).toBe(false)
  const [event, distinctId, properties] = expected
  expect(collector.events()).toEqual([
    {
      wire: 'accoil',
      requestId: 1,
      uuid: '',
      event,
      distinctId,
      key: 'raw-key',
      timestamp,
      properties,
      message,
      duplicate: false,
    },
  ])
})

it('tells the time of arrival where there is no other', async () => {
  const { url, collector } = await serve()
  await postJson(`${url}/accoil/v2/track`, { userId: 'u1', event: 'Saved' }, key)
  expect(collector.events()[0]?.timestamp).toBe(collector.requests()[0]?.at)
})

it.each<Record<string, string>>([
  {},
  { Authorization: 'raw-key' },
  { Authorization: 'Bearer raw-key' },
])('answers 401 to a request with %j', async (headers) => {
  const { url, collector } = await serve()
  const body = { userId: 'u1', event: 'Saved', api_key: 'raw-key' }
  const response = await postJson(`${url}/accoil/v2/track`, body, headers)
  expect([response.status, await response.json()]).toEqual([401, { error: 'no key' }])
  expect(collector.requests()).toMatchObject([{ accepted: false, events: [{ key: '' }] }])
  expect(collector.events()).toEqual([])
})

it.each([
  ['track', { userId: 'u1' }, 'an event without a name', 0],
  ['track', { event: 'Saved' }, 'no userId', 1],
  ['track', [{ userId: 'u1', event: 'Saved' }], 'an event without a name', 0],
  ['identify', { traits: { plan: 'pro' }, anonymousId: 'a1' }, 'no userId', 1],
  ['identify', [], 'no userId', 0],
  ['group', { userId: 'u1' }, 'no groupId', 1],
  ['track', '{', 'not JSON', 0],
])('answers 400 at %s to %j', async (call, body, problem, readable) => {
  const { url, collector } = await serve()
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await post(`${url}/accoil/v2/${call}`, text, key)
  expect([response.status, await response.json()]).toEqual([400, { error: problem }])
  expect(collector.requests()).toMatchObject([{ accepted: false, problem }])
  expect(collector.requests()[0]?.events).toHaveLength(readable)
})

it.each([
  ['GET', '/accoil/v2/track', 405],
  ['POST', '/accoil/v2/page', 404],
  ['POST', '/accoil/v1/events', 404],
  ['POST', '/v2/track', 404],
])('refuses %s %s', async (method, path, status) => {
  const { url } = await serve()
  expect((await raw(url + path, key, method)).status).toBe(status)
})

it('never takes a call for one sent before', async () => {
  const { url, collector } = await serve()
  const send = () => postJson(`${url}/accoil/v2/track`, { userId: 'u1', event: 'Saved' }, key)
  await send()
  await send()
  expect(collector.events().map(({ duplicate }) => duplicate)).toEqual([false, false])
})

it('mirrors the origin, before and on its answer', async () => {
  const { url } = await serve()
  const origin = { Origin: 'https://app.test' }
  const asked = { ...origin, 'Access-Control-Request-Headers': 'authorization,content-type' }
  const preflight = await raw(`${url}/accoil/v2/track`, asked, 'OPTIONS')
  expect(preflight.status).toBe(204)
  expect(preflight.headers['access-control-allow-headers']).toBe('authorization,content-type')
  const body = { userId: 'u1', event: 'Saved' }
  const answer = await postJson(`${url}/accoil/v2/track`, body, { ...key, ...origin })
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.test')
})
