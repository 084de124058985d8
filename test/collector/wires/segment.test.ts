// @vitest-environment node
import { expect, it } from 'vitest'
import { basic, envelope, post, postJson, raw, serve, trackMessage, wireEvent } from '../support.ts'

const sentAt = '2026-11-20T10:00:01.000Z'
const batchOf = (...batch: unknown[]) => ({ writeKey: 'wk', batch, sentAt })

it.each(['/v1/batch', '/v1/b', '/v1/batch/', '/v1/b?x=1'])('takes batches at %s', async (path) => {
  const { url, collector } = await serve()
  const body = JSON.stringify(batchOf(trackMessage('m1'), trackMessage('m2', 'saved')))
  const response = await post(`${url}/segment${path}`, body)
  expect([response.status, await response.json()]).toEqual([200, { success: true }])
  expect(collector.requests()).toMatchObject([{ path: `/segment${path}`, accepted: true, body }])
  expect(collector.events().map(({ event }) => event)).toEqual(['clicked', 'saved'])
})

it('is served below the base of the collector', async () => {
  const { url, collector } = await serve({ base: '/collector' })
  const response = await postJson(`${url}/segment/v1/b`, batchOf(trackMessage('m1')))
  expect(await response.json()).toEqual({ success: true })
  expect(collector.events()).toMatchObject([{ wire: 'segment' }])
})

it('describes a message, and keeps it whole', async () => {
  const { url, collector } = await serve()
  const message = trackMessage('m1')
  await postJson(`${url}/segment/v1/batch`, batchOf(message))
  expect(collector.events()).toEqual([
    {
      wire: 'segment',
      requestId: 1,
      uuid: 'm1',
      event: 'clicked',
      distinctId: 'u1',
      key: 'wk',
      timestamp: '2026-11-20T10:00:00.000Z',
      properties: { colour: 'blue' },
      message,
      duplicate: false,
    },
  ])
})

it.each([
  ['track', { event: 'saved', properties: { a: 1 } }, 'saved', { a: 1 }],
  ['page', { name: 'Home', properties: { a: 1 } }, 'page', { a: 1 }],
  ['screen', { properties: { a: 1 }, traits: { b: 1 } }, 'screen', { a: 1 }],
  ['identify', { traits: { plan: 'pro' }, properties: { a: 1 } }, 'identify', { plan: 'pro' }],
  ['group', { groupId: 'g1', traits: { seats: 5 } }, 'group', { seats: 5 }],
  ['alias', { previousId: 'a1', context: { traits: { b: 1 } } }, 'alias', {}],
])('takes a single %s message by its whole and its short name', async (type, rest, ...expected) => {
  const { url, collector } = await serve()
  const message = { ...rest, type, userId: 'u1' }
  for (const path of [type, type[0]]) {
    const response = await postJson(`${url}/segment/v1/${path}`, message, basic('wk'))
    expect(await response.json()).toEqual({ success: true })
  }
  const [event, properties] = expected
  const fields = { event, properties, message, key: 'wk', distinctId: 'u1' }
  expect(collector.events()).toMatchObject([fields, fields])
})

it('takes the type of a single message from the path when it has none', async () => {
  const { url, collector } = await serve()
  await postJson(`${url}/segment/v1/page`, { anonymousId: 'a1', writeKey: 'wk' })
  const [event] = collector.events()
  expect(event).toMatchObject({ event: 'page', distinctId: 'a1', uuid: '', properties: {} })
  expect(event?.timestamp).toBe(collector.requests()[0]?.at)
})

it.each([
  ['in the body', { writeKey: 'own' }, {}, 'own'],
  ['in the header', {}, basic('head'), 'head'],
  ['in both, of which the body counts', { writeKey: 'own' }, basic('head'), 'own'],
])('finds a write key %s', async (_, rest, headers, key) => {
  const { url, collector } = await serve()
  await postJson(`${url}/segment/v1/b`, { ...rest, batch: [trackMessage('m1')] }, headers)
  expect(collector.events()).toMatchObject([{ key }])
})

it.each([
  ['none', {}],
  ['one that is not encoded', { Authorization: 'Basic key' }],
  ['that of another scheme', { Authorization: `Bearer ${btoa('wk:')}` }],
])('answers 401 to a write key which is %s', async (_, headers) => {
  const { url, collector } = await serve()
  const body = { batch: [trackMessage('m1')] }
  const response = await postJson(`${url}/segment/v1/batch`, body, headers)
  expect([response.status, await response.json()]).toEqual([401, { error: 'no key' }])
  expect(collector.requests()).toMatchObject([{ accepted: false, events: [{ key: '' }] }])
  expect(collector.events()).toEqual([])
})

const { type: _type, ...untyped } = trackMessage('m1')
const { event: _event, ...unnamed } = trackMessage('m1')
const nobody = { ...trackMessage('m1'), userId: '', anonymousId: null }

it.each([
  ['text', 'batch', 'hello', 'not JSON'],
  // What PostHog unpacks and Segment does not.
  ['base64', 'batch', btoa(JSON.stringify(batchOf(trackMessage('m1')))), 'not JSON'],
  ['nothing', 'batch', '', 'empty'],
  ['an empty batch', 'batch', batchOf(), 'no events'],
  ['no batch', 'batch', { ...trackMessage('m1'), writeKey: 'wk' }, 'no events'],
  ['a list', 'b', [trackMessage('m1')], 'no events'],
  ['a number among messages', 'b', batchOf(trackMessage('m1'), 1), 'an event without a type'],
  ['an untyped message', 'b', batchOf(untyped), 'an event without a type'],
  ['another type', 'b', batchOf({ ...untyped, type: 'x' }), 'an event without a type'],
  ['an unnamed event', 'b', batchOf(unnamed), 'an event without a name'],
  ['an event of nobody', 'b', batchOf(nobody), 'an event of nobody'],
  ['a nameless group', 'b', batchOf({ ...untyped, type: 'group' }), 'a group without an id'],
  ['a single unnamed event', 't', unnamed, 'an event without a name'],
  ['a single event of nobody', 'track', nobody, 'an event of nobody'],
])('answers 400 to %s', async (_, path, body, problem) => {
  const { url, collector } = await serve()
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await post(`${url}/segment/v1/${path}`, text, basic('wk'))
  expect([response.status, await response.json()]).toEqual([400, { error: problem }])
  expect(collector.requests()).toMatchObject([{ accepted: false, problem, raw: text }])
  expect(collector.events()).toEqual([])
})

it('shows the readable messages of a refused batch', async () => {
  const { url, collector } = await serve()
  await postJson(`${url}/segment/v1/b`, batchOf(trackMessage('m1'), unnamed, null, nobody))
  const read = collector.requests()[0]?.events.map(({ uuid, distinctId }) => [uuid, distinctId])
  expect(read).toEqual([
    ['m1', 'u1'],
    ['m1', ''],
  ])
})

it('answers the settings of a project with its key, and nothing to report', async () => {
  const { url, collector } = await serve()
  const response = await fetch(`${url}/segment/v1/projects/wk.1/settings`)
  expect(await response.json()).toEqual({
    integrations: { 'Segment.io': { apiKey: 'wk.1' } },
    metrics: { sampleRate: 0 },
  })
  expect(collector.requests()).toMatchObject([{ method: 'GET', accepted: true, events: [] }])
})

it('takes the metrics of the SDK, which are no events', async () => {
  const { url, collector } = await serve()
  const response = await postJson(`${url}/segment/v1/m`, { series: [] })
  expect(await response.json()).toEqual({ success: true })
  expect(collector.requests()).toMatchObject([{ path: '/segment/v1/m', accepted: true }])
  expect(collector.events()).toEqual([])
})

it.each([
  ['POST', '/segment/v1/unknown', 404],
  ['POST', '/segment/e', 404],
  ['POST', '/segment', 404],
  ['POST', '/v1/batch', 404],
  ['POST', '/segments/v1/batch', 404],
  ['GET', '/segment/v1/batch', 405],
  ['POST', '/segment/v1/projects/wk/settings', 405],
])('refuses and records %s %s', async (method, path, status) => {
  const { url, collector } = await serve()
  expect((await raw(url + path, basic('wk'), method)).status).toBe(status)
  expect(collector.requests()).toMatchObject([{ method, path, status, accepted: false }])
})

it('answers a preflight for any headers, of any origin, without credentials', async () => {
  const { url } = await serve()
  const { status, headers } = await raw(
    `${url}/segment/v1/batch`,
    { Origin: 'https://app.test', 'Access-Control-Request-Headers': 'authorization,x-retry-count' },
    'OPTIONS',
  )
  expect(status).toBe(204)
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://app.test',
    'access-control-allow-headers': 'authorization,x-retry-count',
  })
  expect(headers).not.toHaveProperty('access-control-allow-credentials')
})

it('mirrors the origin on its answer', async () => {
  const { url } = await serve()
  const headers = { ...basic('wk'), Origin: 'https://app.test' }
  const response = await postJson(`${url}/segment/v1/t`, trackMessage('m1'), headers)
  expect(response.headers.get('access-control-allow-origin')).toBe('https://app.test')
})

it('marks a message that was accepted before, and none without an id', async () => {
  const { url, collector } = await serve()
  const { messageId: _, ...anonymous } = trackMessage('m1')
  await postJson(`${url}/segment/v1/b`, batchOf(trackMessage('m1'), trackMessage('m1')))
  await postJson(`${url}/segment/v1/t`, trackMessage('m1'), basic('wk'))
  await postJson(`${url}/segment/v1/b`, batchOf(anonymous, anonymous))
  const marks = collector.events().map(({ duplicate }) => duplicate)
  expect(marks).toEqual([false, true, true, false, false])
})

it('does not take the id of another vendor for its own', async () => {
  const { url, collector } = await serve()
  await postJson(`${url}/e/`, envelope(wireEvent('m1')))
  await postJson(`${url}/segment/v1/b`, batchOf(trackMessage('m1')))
  await postJson(`${url}/rudderstack/v1/batch`, { batch: [trackMessage('m1')] }, basic('wk'))
  expect(collector.events().map(({ wire, duplicate }) => [wire, duplicate])).toEqual([
    ['posthog', false],
    ['segment', false],
    ['rudderstack', false],
  ])
})
