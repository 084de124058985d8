// @vitest-environment node
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createEventStream } from '../../src/collector/event-stream.ts'
import { mayRead } from '../../src/collector/may-read.ts'
import { envelope, post, raw, serve, wireEvent } from './support.ts'

const one = (uuid: string) => JSON.stringify(envelope(wireEvent(uuid)))

async function openStream(url: string) {
  const [response]: IncomingMessage[] = await once(get(`${url}/stream`), 'response')
  const chunks: string[] = []
  response!.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  return { response: response!, text: () => chunks.join('') }
}

it('gives the requests and the events as JSON, to no other origin', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, one('u1'))
  const requests = await raw(`${url}/requests`, { Origin: 'http://localhost:5173' })
  const events = await raw(`${url}/events/`, { 'Sec-Fetch-Site': 'same-origin' })
  expect(JSON.parse(requests.text)).toEqual(collector.requests())
  expect(JSON.parse(events.text)).toEqual(collector.events())
  for (const { headers } of [requests, events]) {
    expect(headers).toMatchObject({ 'cache-control': 'no-store' })
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' })
    expect(Object.keys(headers).join()).not.toMatch('access-control')
  }
})

it.each([
  ['GET', '/requests'],
  ['GET', '/events'],
  ['GET', '/stream'],
  ['DELETE', '/requests'],
  ['PUT', '/fault/unavailable'],
  ['PUT', '/fault/unavailable/posthog'],
  ['OPTIONS', '/requests'],
])('refuses %s %s to a page of another site and to a rebound name', async (method, path) => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, one('u1'))
  for (const [name, value] of [
    ['Sec-Fetch-Site', 'cross-site'],
    ['Host', 'evil.example'],
  ] as const) {
    const answer = await raw(url + path, { [name]: value }, method)
    const { status, text, headers: answered } = answer
    expect([status, text]).toEqual([403, '{"error":"forbidden"}'])
    expect(Object.keys(answered).join()).not.toMatch('access-control')
  }
  expect(collector.requests()).toHaveLength(1)
  expect((await post(`${url}/e/`, one('u2'))).status).toBe(200)
})

it.each(['localhost', 'LOCALHOST:80', 'app.localhost:5173', '127.0.0.1:1', '127.9.9.9', '[::1]:5'])(
  'allows the loopback host %s',
  (host) => {
    expect(mayRead({ host }, [])).toBe(true)
  },
)

it.each([
  '',
  'evil.example',
  '127.0.0.1.evil.example',
  '127.evil.example',
  'localhost.evil.example',
  'notlocalhost',
  '192.168.0.1',
  '[::2]',
  'evil.example:127.0.0.1',
])('refuses the host "%s"', (host) => {
  expect(mayRead({ host }, [])).toBe(false)
})

it.each([
  ['app.test', 'app.test:5173', true],
  ['app.test:5173', 'App.test:5173', true],
  ['app.test:5173', 'app.test:80', false],
  ['app.test', 'x.app.test', false],
])('with hosts [%s], the host %s may read: %s', (allowed, host, expected) => {
  expect(mayRead({ host }, [allowed])).toBe(expected)
})

it.each([
  [undefined, true],
  ['none', true],
  ['same-origin', true],
  ['same-site', false],
  ['cross-site', false],
])('with Sec-Fetch-Site %s, a request may read: %s', (site, expected) => {
  expect(mayRead({ host: 'localhost', 'sec-fetch-site': site }, [])).toBe(expected)
})

it('passes the allowed hosts on', async () => {
  const { url } = await serve({ hosts: ['app.test'] })
  expect((await raw(`${url}/requests`, { Host: 'app.test' })).status).toBe(200)
})

it('clears the requests on DELETE', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, one('u1'))
  expect((await fetch(`${url}/requests`, { method: 'DELETE' })).status).toBe(204)
  expect(collector.requests()).toEqual([])
})

it('sets a fault on PUT, and knows no others', async () => {
  const { url } = await serve()
  const fault = (mode: string) => fetch(`${url}/fault/${mode}`, { method: 'PUT' })
  expect((await fault('unavailable')).status).toBe(204)
  expect((await post(`${url}/e/`, one('u1'))).status).toBe(503)
  expect((await fault('none')).status).toBe(204)
  expect((await post(`${url}/e/`, one('u1'))).status).toBe(200)
  expect((await fault('toString')).status).toBe(404)
})

it('refuses other methods on the read paths', async () => {
  const { url } = await serve()
  expect((await post(`${url}/requests`, '')).status).toBe(405)
  expect((await fetch(`${url}/fault/html`)).status).toBe(405)
})

it('streams each request as one server-sent event', async () => {
  const { url, collector } = await serve()
  await post(`${url}/e/`, one('before'))
  const { response, text } = await openStream(url)
  expect(response.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  await post(`${url}/e/`, one('u1'))
  await post(`${url}/e/`, 'line\nbreak')
  const [, first, second] = collector.requests()
  const data = [first, second].map((request) => `data: ${JSON.stringify(request)}\n\n`)
  await vi.waitUntil(() => text().includes('not JSON'))
  expect(text()).toBe(`: open\n\n${data.join('')}`)
})

it('ends the streams when it is closed, and goes on recording', async () => {
  const { url, collector } = await serve()
  const { response } = await openStream(url)
  const ended = once(response, 'end')
  collector.close()
  expect((await post(`${url}/e/`, one('u1'))).status).toBe(200)
  await ended
})

it('writes nothing to a stream it has ended', async () => {
  const stream = createEventStream()
  const errors: unknown[] = []
  const server = createServer((_, response) => {
    response.on('error', (error) => errors.push(error))
    stream.open(response)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const { response } = await openStream(`http://127.0.0.1:${port}`)
  stream.close()
  stream.send('late')
  await once(response, 'end')
  expect(errors).toEqual([])
})

it('keeps a stream alive with a comment every 15 seconds', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { url } = await serve()
  const { text } = await openStream(url)
  vi.advanceTimersByTime(15_000)
  vi.useRealTimers()
  await vi.waitUntil(() => text().includes('alive'))
  expect(text()).toBe(': open\n\n: alive\n\n')
})

it('stops the heartbeat of a stream whose client is gone', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { url } = await serve()
  const { response } = await openStream(url)
  expect(vi.getTimerCount()).toBe(1)
  response.destroy()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
