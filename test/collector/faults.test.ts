// @vitest-environment node
import { expect, it, vi } from 'vitest'
import type { FaultMode, WireName } from '../../src/collector.ts'
import { basic, envelope, post, postJson, serve, trackMessage, wireEvent } from './support.ts'

const batch = { writeKey: 'wk', batch: [trackMessage('m1')] }
const site = { n: 'pageview', d: 'site.test', u: 'https://site.test/' }
const key = { Authorization: 'Basic raw-key' }

/** A request that each vendor takes, and the status it takes it with. */
const takes: [WireName, number, (url: string) => Promise<Response>][] = [
  ['posthog', 200, (url) => postJson(`${url}/e/`, envelope(wireEvent('u1')))],
  ['segment', 200, (url) => postJson(`${url}/segment/v1/b`, batch)],
  ['rudderstack', 200, (url) => postJson(`${url}/rudderstack/v1/batch`, batch, basic('wk'))],
  ['plausible', 202, (url) => postJson(`${url}/plausible/api/event`, site)],
  [
    'accoil',
    202,
    (url) => postJson(`${url}/accoil/v2/track`, { userId: 'u1', event: 'Saved' }, key),
  ],
]

const statuses = (url: string) =>
  Promise.all(takes.map(async ([, , send]) => (await send(url)).status))

it.each([
  ['unavailable', 503],
  ['html', 200],
  ['limited', 429],
  ['refused', 400],
  ['unauthorized', 401],
  ['too-large', 413],
] as const)('answers %s with %i on every wire, accepting nothing', async (mode, status) => {
  const { url, collector } = await serve()
  collector.fault(mode)
  expect(await statuses(url)).toEqual(takes.map(() => status))
  for (const request of collector.requests()) {
    expect(request).toMatchObject({ accepted: false, status, events: [{}] })
  }
  expect(collector.events()).toEqual([])
  collector.fault('none')
  expect(await statuses(url)).toEqual(takes.map(([, taken]) => taken))
  expect(collector.events().map(({ duplicate }) => duplicate)).toEqual(takes.map(() => false))
})

it.each(takes)('sets a fault of %s alone', async (wire, taken, send) => {
  const { url, collector } = await serve()
  collector.fault('unavailable', wire)
  expect(await statuses(url)).toEqual(takes.map(([name, own]) => (name === wire ? 503 : own)))
  collector.fault('none', wire)
  expect((await send(url)).status).toBe(taken)
})

it('lifts the faults of single wires with that of all', async () => {
  const { url, collector } = await serve()
  collector.fault('refused', 'segment')
  collector.fault('limited')
  expect(await statuses(url)).toEqual([429, 429, 429, 429, 429])
  collector.fault('refused', 'accoil')
  expect(await statuses(url)).toEqual([429, 429, 429, 429, 400])
  collector.fault('none')
  expect(await statuses(url)).toEqual([200, 200, 200, 202, 202])
})

it('leaves one wire hanging while another answers', async () => {
  const { url, collector } = await serve()
  collector.fault('hang', 'segment')
  const hanging = postJson(`${url}/segment/v1/b`, batch)
  await vi.waitUntil(() => collector.requests().length === 1)
  expect((await postJson(`${url}/e/`, envelope(wireEvent('u1')))).status).toBe(200)
  expect(collector.requests()[0]).toMatchObject({ path: '/segment/v1/b', status: 0 })
  collector.close()
  await expect(hanging).rejects.toThrow('fetch failed')
})

it('tells when to come again, to a page of another origin as well', async () => {
  const { url, collector } = await serve()
  collector.fault('limited')
  const response = await postJson(`${url}/segment/v1/b`, batch, { Origin: 'https://app.test' })
  expect(response.headers.get('retry-after')).toBe('1')
  expect(response.headers.get('access-control-expose-headers')).toBe('Retry-After')
  expect(response.headers.get('access-control-allow-origin')).toBe('https://app.test')
})

it('redirects to a host that does not exist', async () => {
  const { url, collector } = await serve()
  collector.fault('redirected')
  const response = await fetch(`${url}/plausible/api/event`, {
    method: 'POST',
    body: JSON.stringify(site),
    redirect: 'manual',
  })
  expect([response.status, response.headers.get('location')]).toEqual([
    307,
    'https://elsewhere.invalid/',
  ])
  expect(collector.requests()).toMatchObject([{ accepted: false, status: 307 }])
})

it('judges nothing while it is limited: what is malformed is told to come again too', async () => {
  const { url, collector } = await serve()
  collector.fault('limited', 'segment')
  expect((await post(`${url}/segment/v1/b`, 'broken')).status).toBe(429)
  expect((await post(`${url}/segment/v1/unknown`, 'broken')).status).toBe(429)
})

it('sets the fault of a wire on PUT, and knows no other wires', async () => {
  const { url } = await serve()
  const put = async (path: string) => (await fetch(url + path, { method: 'PUT' })).status
  expect(await put('/fault/limited/segment')).toBe(204)
  expect(await statuses(url)).toEqual([200, 429, 200, 202, 202])
  expect(await put('/fault/none/segment/')).toBe(204)
  expect(await statuses(url)).toEqual([200, 200, 200, 202, 202])
  expect(await put('/fault/limited/toString')).toBe(404)
  expect(await put('/fault/toString/segment')).toBe(404)
  expect((await fetch(`${url}/fault/limited/segment`)).status).toBe(405)
})

it('knows each fault on PUT', async () => {
  const { url } = await serve()
  const modes: FaultMode[] = ['hang', 'html', 'limited', 'refused', 'unauthorized', 'too-large']
  for (const mode of [...modes, 'redirected', 'unavailable', 'none']) {
    expect((await fetch(`${url}/fault/${mode}`, { method: 'PUT' })).status).toBe(204)
  }
})
