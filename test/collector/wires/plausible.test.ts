// @vitest-environment node
import { expect, it } from 'vitest'
import { post, raw, serve } from '../support.ts'

const pageview = {
  n: 'pageview',
  u: 'https://site.test/u/:id/issues',
  d: 'site.test',
  r: null,
  p: { plan: 'pro' },
  v: 36,
}

async function send(url: string, value: unknown, headers?: Record<string, string>) {
  const body = typeof value === 'string' ? value : JSON.stringify(value)
  return post(`${url}/plausible/api/event`, body, headers)
}

it('takes an event sent as text, and answers 202', async () => {
  const { url, collector } = await serve()
  const response = await send(url, pageview)
  expect([response.status, await response.text()]).toEqual([202, 'ok'])
  expect(response.headers.get('content-type')).toMatch('text/plain')
  expect(collector.events()).toEqual([
    {
      wire: 'plausible',
      requestId: 1,
      uuid: '',
      event: 'pageview',
      distinctId: '',
      key: 'site.test',
      timestamp: collector.requests()[0]?.at,
      properties: { plan: 'pro' },
      message: pageview,
      duplicate: false,
    },
  ])
})

it('keeps how far and how long somebody read, which are no properties', async () => {
  const { url, collector } = await serve()
  const engagement = { ...pageview, n: 'engagement', sd: 73, e: 2032 }
  await send(url, engagement)
  expect(collector.events()).toMatchObject([{ event: 'engagement', message: engagement }])
})

it('takes the long names of the API', async () => {
  const { url, collector } = await serve()
  const message = { name: 'Saved', url: 'app://site/x', domain: 'site.test', props: { a: '1' } }
  expect((await send(url, message)).status).toBe(202)
  const read = { event: 'Saved', key: 'site.test', properties: { a: '1' }, message }
  expect(collector.events()).toMatchObject([read])
})

it.each([
  ['text', 'hello', 'not JSON', 0],
  ['base64', btoa(JSON.stringify(pageview)), 'not JSON', 0],
  ['a list', [pageview], 'an event without a name', 0],
  ['an unnamed event', { ...pageview, n: '' }, 'an event without a name', 0],
  ['an event of no domain', { ...pageview, d: undefined }, 'an event without a domain', 1],
  ['an event of no address', { ...pageview, u: undefined }, 'an event without a URL', 1],
  ['an event of a bare path', { ...pageview, u: '/issues' }, 'an event without a URL', 1],
])('answers 400 to %s', async (_, body, problem, readable) => {
  const { url, collector } = await serve()
  const response = await send(url, body)
  expect([response.status, await response.json()]).toEqual([400, { error: problem }])
  expect(collector.requests()).toMatchObject([{ accepted: false, problem }])
  expect(collector.requests()[0]?.events).toHaveLength(readable)
  expect(collector.events()).toEqual([])
})

it.each([
  ['GET', '/plausible/api/event', 405],
  ['POST', '/plausible/api/events', 404],
  ['POST', '/api/event', 404],
])('refuses %s %s', async (method, path, status) => {
  const { url } = await serve()
  expect((await raw(url + path, {}, method)).status).toBe(status)
})

it('never takes an event for one sent before', async () => {
  const { url, collector } = await serve()
  await send(url, pageview)
  await send(url, pageview)
  expect(collector.events().map(({ duplicate }) => duplicate)).toEqual([false, false])
})

it('mirrors the origin, before and on its answer', async () => {
  const { url } = await serve()
  const headers = { Origin: 'https://app.test' }
  const asked = { ...headers, 'Access-Control-Request-Headers': 'content-type' }
  const preflight = await raw(`${url}/plausible/api/event`, asked, 'OPTIONS')
  expect(preflight.status).toBe(204)
  expect(preflight.headers['access-control-allow-headers']).toBe('content-type')
  const answer = await send(url, pageview, headers)
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.test')
})
