// @vitest-environment node
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { envelope, post, serve, wireEvent } from './support.ts'

const sent = JSON.stringify(envelope(wireEvent('u1'), wireEvent('u2', 'é ✓ 漢')))
const base64 = Buffer.from(sent).toString('base64')
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

it('decodes a gzip body sent as text/plain', async () => {
  const { url, collector } = await serve()
  const packed = gzipSync(sent)
  const response = await post(`${url}/e/`, packed)
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('{"status":"Ok"}')
  const [request] = collector.requests()
  expect(request).toMatchObject({ method: 'POST', path: '/e/', encoding: 'gzip', accepted: true })
  expect(request).toMatchObject({ body: sent, size: packed.length, status: 200 })
  expect(Buffer.from(request!.raw, 'latin1')).toEqual(packed)
  expect(request).not.toHaveProperty('problem')
  expect(collector.events().map(({ event }) => event)).toEqual(['clicked', 'é ✓ 漢'])
})

it('decodes plain JSON', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, sent, { 'Content-Type': 'application/json' })
  expect(collector.requests()[0]).toMatchObject({ encoding: 'json', body: sent })
  expect(collector.events()[1]?.event).toBe('é ✓ 漢')
})

it.each([
  ['with compression in the query', '/e/?compression=base64', encodeURIComponent(base64)],
  ['without compression in the query', '/e/', encodeURIComponent(base64)],
  ['whose plus signs are not escaped', '/e/', base64],
])('decodes a form of base64 %s', async (_, path, data) => {
  const { url, collector } = await serve()
  expect((await post(url + path, `data=${data}`, form)).status).toBe(200)
  expect(collector.requests()[0]).toMatchObject({ path, encoding: 'base64', body: sent })
  expect(collector.events()).toHaveLength(2)
})

it('keeps the plus signs of base64 that has some', async () => {
  const { url, collector } = await serve()
  const text = JSON.stringify(wireEvent('u1', '>>>>~~~~~'))
  const packed = Buffer.from(text).toString('base64')
  expect(packed).toContain('+')
  await post(`${url}/e/`, `data=${packed}`, form)
  expect(collector.events()[0]?.event).toBe('>>>>~~~~~')
})

it('decodes a form of JSON whose spaces are plus signs', async () => {
  const { url, collector } = await serve()
  const body = new URLSearchParams({ data: '{"event": "a b", "uuid": "u1"}' }).toString()
  await post(`${url}/e/`, body, form)
  expect(collector.requests()[0]).toMatchObject({ encoding: 'json', accepted: true })
  expect(collector.events()[0]?.event).toBe('a b')
})

it('decodes bare base64', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, base64)
  expect(collector.requests()[0]).toMatchObject({ encoding: 'base64', body: sent })
})

it('describes an event of an envelope', async () => {
  const { url, collector } = await serve()
  const event = { ...wireEvent('u1'), $set: { plan: 'pro' }, $set_once: { first: 1 } }
  await post(`${url}/batch/`, JSON.stringify(envelope(event)))
  expect(collector.events()).toEqual([
    {
      wire: 'posthog',
      requestId: 1,
      uuid: 'u1',
      event: 'clicked',
      distinctId: 'd1',
      key: 'phc_test',
      timestamp: '2026-11-20T10:00:00.000Z',
      properties: event.properties,
      message: event,
      set: { plan: 'pro' },
      setOnce: { first: 1 },
      duplicate: false,
    },
  ])
})

it('reads a bare array, taking the key from the properties', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, JSON.stringify([wireEvent('u1'), wireEvent('u2')]))
  expect(collector.events().map(({ uuid, key }) => [uuid, key])).toEqual([
    ['u1', 'phc_test'],
    ['u2', 'phc_test'],
  ])
})

it('reads a single event, with person properties among the properties', async () => {
  const { url, collector } = await serve()
  const properties = { $set: { a: 1, b: 1 } }
  const single = { event: 'x', api_key: 'k', distinct_id: 'd', properties, $set: { b: 2 } }
  await post(`${url}/capture/`, JSON.stringify(single))
  const [event] = collector.events()
  expect(event).toMatchObject({ event: 'x', key: 'k', distinctId: 'd', uuid: '' })
  expect(event).toMatchObject({ properties, set: { a: 1, b: 2 } })
  expect(event).not.toHaveProperty('setOnce')
  expect(event?.timestamp).toBe(collector.requests()[0]?.at)
})

it.each([
  ['text', 'hello', 'not JSON', 'none'],
  ['broken JSON', '{"batch":[', 'not JSON', 'json'],
  ['nothing', '', 'empty', 'none'],
  ['a number', '42', 'an event without a name', 'none'],
  ['an empty batch', '{"batch":[]}', 'no events', 'json'],
  ['a batch that is no list', '{"batch":1}', 'an event without a name', 'json'],
  ['a list of anything', '[null,[],1,"x"]', 'an event without a name', 'json'],
  ['a form without data', 'a=b', 'not JSON', 'none'],
  ['deep nesting', `${'['.repeat(400_000)}${']'.repeat(400_000)}`, 'nested too deeply', 'json'],
])('answers 400 to %s and records it', async (_, body, problem, encoding) => {
  const { url, collector } = await serve()
  const response = await post(`${url}/e/`, body)
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ error: problem })
  const [request] = collector.requests()
  expect(request).toMatchObject({ accepted: false, status: 400, problem, encoding, raw: body })
  expect(collector.events()).toEqual([])
})

it('shows the named events of a refused batch', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, JSON.stringify(envelope(wireEvent('u1'), { properties: {} })))
  expect(collector.requests()[0]).toMatchObject({ accepted: false, events: [{ uuid: 'u1' }] })
  expect(collector.events()).toEqual([])
})

it('answers 400 to gzip that is cut off', async () => {
  const { url, collector } = await serve()
  const response = await post(`${url}/e/`, gzipSync(sent).subarray(0, 40))
  expect(response.status).toBe(400)
  expect(collector.requests()[0]).toMatchObject({ encoding: 'gzip', problem: 'broken gzip' })
})

it('answers 413 to a body over the limit, and keeps none of it', async () => {
  const { url, collector } = await serve({ maxBody: 1000 })
  const large = 'x'.repeat(3_000_000)
  const response = await post(`${url}/e/`, large)
  expect(response.status).toBe(413)
  const [request] = collector.requests()
  expect(request).toMatchObject({ problem: 'too large', size: large.length, raw: '', body: '' })
})

it('answers 413 to gzip that unpacks over the limit', async () => {
  const { url, collector } = await serve({ maxBody: 10_000 })
  const bomb = gzipSync(`{"event":"${'x'.repeat(1_000_000)}"}`)
  expect(bomb.length).toBeLessThan(10_000)
  expect((await post(`${url}/e/`, bomb)).status).toBe(413)
  expect(collector.requests()[0]).toMatchObject({
    problem: 'too large',
    encoding: 'gzip',
    body: '',
  })
})
