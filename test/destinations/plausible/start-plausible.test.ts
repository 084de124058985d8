// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type {
  Answer,
  DestinationContext,
  RunningDestination,
} from '../../../src/destinations/destination.ts'
import type { PlausibleMessage } from '../../../src/destinations/plausible/plausible-message.ts'
import type { PageEvent, TelemetryEvent } from '../../../src/events.ts'
import type { IdentitySettings } from '../../../src/identity/identity-settings.ts'
import { plausible } from '../../../src/plausible.ts'
import { expectReports } from '../../helpers/expect-report.ts'
import { useHttpPage } from '../../helpers/http-page.ts'

const site = useHttpPage()

const base = (id = 'our-id') => ({ id, time: Date.now() })
const page = (id: string, route: string): PageEvent => ({
  ...base(id),
  type: 'page',
  page: { route, url: `https://app.invalid${route}` },
})
const track = (name: string, view?: string): TelemetryEvent => ({
  ...base(),
  type: 'track',
  name,
  properties: { fields: 3 },
  ...(view && { view }),
})
const leave = (view: string, route: string): TelemetryEvent => ({
  ...page('leave-id', route),
  type: 'leave',
  view,
  duration: 3,
  activeDuration: 2,
  maxScroll: 0.5,
  cause: 'route',
})

interface Started extends RunningDestination {
  readonly retried: TelemetryEvent[]
}

async function start(context: Partial<DestinationContext> = {}): Promise<Started> {
  const destination = plausible()
  const retried: TelemetryEvent[] = []
  const raw = { domain: 'site.test', url: site.vendor.url }
  const running = await (
    await destination.load()
  )({
    settings: destination.read(raw, { origin: 'https://app.test' }),
    identity: { mode: 'user' },
    storagePrefix: 'telemetry:main:user',
    burst: 100,
    createId: () => 'made-up',
    mayStillSend: () => true,
    isPrivate: () => false,
    retries: (event) => void retried.push(event),
    signal: new AbortController().signal,
    ...context,
  })
  return { ...running, retried }
}

/** What has arrived, each a request of its own. */
const arrived = () => site.vendor.requests.map(({ body }) => JSON.parse(body) as PlausibleMessage)

test('each event is a request of its own, in order, that needs no preflight', async () => {
  const { send, flush } = await start()
  const answers = [
    send(page('v1', '/teams/:team')),
    send(track('Form Created', 'v1')),
    send(leave('v1', '/teams/:team')),
    send(page('v2', '/')),
  ]
  await flush('manual')
  expect(await Promise.all(answers)).toEqual([undefined, undefined, undefined, undefined])
  const about = { d: 'site.test', r: null }
  const teams = { ...about, u: 'https://site.test/teams/:team' }
  expect(arrived()).toStrictEqual([
    { ...teams, n: 'pageview' },
    { ...teams, n: 'Form Created', p: { fields: '3' } },
    { ...teams, n: 'engagement', e: 2000, sd: 50 },
    { ...about, n: 'pageview', u: 'https://site.test/' },
  ])
  for (const { method, path, headers } of site.vendor.requests) {
    expect([method, path, headers['content-type']]).toEqual(['POST', '/api/event', 'text/plain'])
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['authorization']))
    expect(headers.referer).toBeUndefined()
  }
})

test('what happens in a page has the address and its end the properties that were told of it', async () => {
  const { send, flush } = await start()
  const landing = { ...page('v1', '/'), campaign: { source: 'news' }, params: { tab: 'a' } }
  void send(landing)
  void send(page('v2', '/teams'))
  void send(track('In the first', 'v1'))
  void send(track('Nowhere'))
  void send(leave('v1', '/'))
  await flush('manual')
  const u = 'https://site.test/?utm_source=news'
  expect(arrived()).toMatchObject([
    { n: 'pageview', u, p: { param_tab: 'a' } },
    { n: 'pageview', u: 'https://site.test/teams' },
    { n: 'In the first', u, p: { fields: '3' } },
    { n: 'Nowhere', u: 'https://site.test/' },
    { n: 'engagement', u, p: { param_tab: 'a' } },
  ])
})

test('of the pages that were told, the last 20 are remembered', async () => {
  const { send, flush } = await start()
  for (let view = 1; view <= 21; view++) void send(page(`v${view}`, `/${view}`))
  void send(track('In the first', 'v1'))
  void send(track('In the second', 'v2'))
  await flush('manual')
  expect(arrived().slice(-2)).toMatchObject([
    { u: 'https://site.test/' },
    { u: 'https://site.test/2' },
  ])
})

describe('what Plausible does not know', () => {
  test.each<[string, TelemetryEvent, Answer]>([
    ['a person', { ...base(), type: 'identify', userId: 'u', traits: {} }, 'not-supported'],
    [
      'a group',
      { ...base(), type: 'group', groupType: 't', groupKey: 'k', traits: {} },
      'not-supported',
    ],
    ['a sign-out', { ...base(), type: 'reset' }, undefined],
  ])('is not sent: %s', async (_, event, answer) => {
    const { send, flush } = await start()
    expect(send(event)).toBe(answer)
    await flush('manual')
    expect(arrived()).toEqual([])
  })
})

test.each<IdentitySettings>([
  { mode: 'user' },
  { mode: 'instance', instanceId: 'site-1' },
  { mode: 'anonymous' },
])('nobody is told and nothing is stored: %s', async (identity) => {
  const { send, flush } = await start({ identity })
  void send(page('v1', '/teams'))
  void send(track('Clicked', 'v1'))
  await flush('manual')
  expect(site.vendor.requests).toHaveLength(2)
  const wire = site.vendor.requests.map(({ body, headers }) => body + JSON.stringify(headers))
  expect(wire.join()).not.toMatch(/site-1|made-up|our-id|v1/)
  expect(site.storage.getItem('telemetry:main:user')).toBeNull()
})

describe('what is late', () => {
  test('is a minute old when it is handed over', async () => {
    const { send, flush } = await start()
    expect(send({ ...track('Late'), time: Date.now() - 60_000 })).toBe('late')
    void send({ ...track('In time'), time: Date.now() - 59_000 })
    await flush('manual')
    expect(arrived()).toMatchObject([{ n: 'In time' }])
  })

  test('gives what happens in it its address nevertheless', async () => {
    const { send, flush } = await start()
    expect(send({ ...page('v1', '/teams'), time: 0 })).toBe('late')
    void send(track('Clicked', 'v1'))
    await flush('manual')
    expect(arrived()).toMatchObject([{ n: 'Clicked', u: 'https://site.test/teams' }])
  })

  test('is what has become so before it could be tried again', async () => {
    const { send, retried } = await start()
    site.vendor.answer({ status: 503, headers: { 'retry-after': '30' } })
    const old = { ...track('Old'), time: Date.now() - 40_000 }
    const lost = send(old)
    const kept = send(track('Young'))
    await site.pass(0)
    await site.until(() => retried.length === 1)
    expectReports('VT405')
    await site.pass(30_000)
    expect(await lost).toBe('late')
    await site.until(() => site.vendor.requests.length === 2)
    expect(await kept).toBeUndefined()
    expect(arrived().map(({ n }) => n)).toEqual(['Old', 'Young'])
  })
})

describe('an answer', () => {
  test('that refuses loses the event, and no other', async () => {
    const { send, flush } = await start()
    site.vendor.answer(400)
    const answers = [send(track('Refused')), send(track('Taken'))]
    await flush('manual')
    expect(await Promise.all(answers)).toEqual(['rejected', undefined])
    expect(expectReports('VT404')[0]).toContain('(plausible: 400)')
  })

  test('of a server that is down is another try', async () => {
    const { send, retried } = await start()
    site.vendor.answer(503)
    const answer = send(track('Twice'))
    await site.pass(0)
    await site.until(() => retried.length === 1)
    await site.pass(1000)
    expect(await answer).toBeUndefined()
    expect(arrived().map(({ n }) => n)).toEqual(['Twice', 'Twice'])
    expectReports('VT405')
  })
})

test('nothing is sent once it is stopped', async () => {
  const { send, flush, stop } = await start()
  void send(track('Waiting'))
  await stop('cancel')
  await flush('exit')
  await site.passLong()
  expect(arrived()).toEqual([])
})

test('more than a burst does not wait', async () => {
  const { send, flush } = await start({ burst: 1 })
  void send(track('First'))
  expect(send(track('Second'))).toBe('queue-full')
  await flush('manual')
  expect(arrived()).toMatchObject([{ n: 'First' }])
})
