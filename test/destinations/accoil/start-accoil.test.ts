// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { accoil } from '../../../src/accoil.ts'
import type {
  DestinationContext,
  RunningDestination,
} from '../../../src/destinations/destination.ts'
import type { TelemetryEvent } from '../../../src/events.ts'
import { expectReports } from '../../helpers/expect-report.ts'
import { useHttpPage } from '../../helpers/http-page.ts'

const site = useHttpPage()

const PREFIX = 'telemetry:main:user'
const BASE = { id: 'our-id', time: Date.UTC(2026, 0, 2, 3, 4, 5, 6) }
const timestamp = '2026-01-02T03:04:05.006Z'

const track = (name: string): TelemetryEvent => ({
  ...BASE,
  type: 'track',
  name,
  properties: { formId: 'secret' },
})
const identify = (userId: string, traits = {}): TelemetryEvent => ({
  ...BASE,
  type: 'identify',
  userId,
  traits,
})
const group = (groupKey: string, traits = {}): TelemetryEvent => ({
  ...BASE,
  type: 'group',
  groupType: 'team',
  groupKey,
  traits,
})
const reset: TelemetryEvent = { ...BASE, type: 'reset' }

interface Started extends RunningDestination {
  readonly retried: TelemetryEvent[]
}

async function start(context: Partial<DestinationContext> = {}): Promise<Started> {
  const destination = accoil()
  const retried: TelemetryEvent[] = []
  const raw = { apiKey: 'f6ed0379', url: `${site.vendor.url}/in` }
  const running = await (
    await destination.load()
  )({
    settings: destination.read(raw, { origin: 'https://app.test' }),
    identity: { mode: 'user' },
    storagePrefix: PREFIX,
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

/** The calls that have arrived, by the end of their path. */
const arrived = () =>
  site.vendor.requests.map(({ path, body }) => [path, JSON.parse(body) as unknown])

test('each call is a request of its own, in order, with the key as it is', async () => {
  const { send, flush } = await start()
  const answers = [
    send(identify('u1', { plan: 'pro' })),
    send(group('t1', { members: 12 })),
    send(track('Form Created')),
    send(identify('u1')),
  ]
  await flush('manual')
  expect(await Promise.all(answers)).toEqual([undefined, undefined, undefined, undefined])
  const team = { members: 12, group_type: 'team' }
  expect(arrived()).toStrictEqual([
    ['/in/v2/identify', { userId: 'u1', traits: { plan: 'pro' }, timestamp }],
    ['/in/v2/group', { groupId: 't1', userId: 'u1', traits: team, timestamp }],
    ['/in/v2/track', { userId: 'u1', event: 'Form Created', timestamp }],
    ['/in/v2/identify', { userId: 'u1', groupId: 't1', traits: {}, timestamp }],
  ])
  for (const { method, headers } of site.vendor.requests) {
    expect(method).toBe('POST')
    expect(headers.authorization).toBe('Basic f6ed0379')
    expect(headers['content-type']).toBe('application/json')
    expect(headers.referer).toBeUndefined()
  }
})

describe('pages', () => {
  const page = { route: '/', url: 'https://app.invalid/' }
  const stay = { view: 'v1', duration: 1, activeDuration: 1, cause: 'exit' } as const

  test.each<TelemetryEvent>([
    { ...BASE, type: 'page', page },
    { ...BASE, type: 'leave', page, ...stay },
  ])('are not sent: $type', async (event) => {
    const { send, flush } = await start({ identity: { mode: 'instance', instanceId: 'site-1' } })
    expect(send(event)).toBe('not-supported')
    await flush('manual')
    expect(arrived()).toEqual([])
  })
})

describe('who it is', () => {
  test('is nobody before anybody signs in, and after they have signed out', async () => {
    const { send, flush } = await start()
    expect(send(track('Too early'))).toBe('nobody-known')
    void send(identify('u1'))
    void send(track('Known'))
    expect(send(reset)).toBeUndefined()
    expect(send(track('Too late'))).toBe('nobody-known')
    void send(group('t1'))
    await flush('manual')
    expect(arrived()).toMatchObject([
      ['/in/v2/identify', { userId: 'u1' }],
      ['/in/v2/track', { userId: 'u1', event: 'Known' }],
      ['/in/v2/group', { groupId: 't1' }],
    ])
    expect(site.vendor.requests.at(-1)!.body).not.toContain('userId')
  })

  test('is known again in the next visit', async () => {
    const first = await start()
    void first.send(identify('u1'))
    await first.flush('manual')
    expect(site.storage.getItem(`accoil_${PREFIX}`)).toContain('u1')
    const second = await start()
    void second.send(track('Back'))
    await second.flush('manual')
    expect(arrived().at(-1)).toMatchObject(['/in/v2/track', { userId: 'u1', event: 'Back' }])
  })

  test('is the site in instance mode, from the first event on, and nothing is stored', async () => {
    const { send, flush } = await start({ identity: { mode: 'instance', instanceId: 'site-1' } })
    void send(track('Clicked'))
    void send(group('t1'))
    void send(reset)
    void send(track('Clicked again'))
    await flush('manual')
    expect(arrived()).toMatchObject([
      ['/in/v2/track', { userId: 'site-1', event: 'Clicked' }],
      ['/in/v2/group', { userId: 'site-1', groupId: 't1' }],
      ['/in/v2/track', { userId: 'site-1', event: 'Clicked again' }],
    ])
    expect(site.storage.getItem(`accoil_${PREFIX}`)).toBeNull()
  })

  test('is nobody in anonymous mode, so that nothing is sent or stored', async () => {
    const { send, flush } = await start({ identity: { mode: 'anonymous' } })
    expect(send(track('Clicked'))).toBe('nobody-known')
    await flush('manual')
    expect(arrived()).toEqual([])
    expect(site.storage.getItem(`accoil_${PREFIX}`)).toBeNull()
  })

  test('is never told by an id that was made up', async () => {
    const { send, flush } = await start()
    void send(identify('u1'))
    void send(group('t1'))
    void send(track('Clicked'))
    await flush('manual')
    expect(site.vendor.requests).toHaveLength(3)
    expect(JSON.stringify(site.vendor.requests)).not.toContain('made-up')
  })
})

describe('an answer', () => {
  test('that refuses loses the call, and no other', async () => {
    const { send, flush } = await start()
    site.vendor.answer(400)
    const answers = [send(identify('u1')), send(track('Taken'))]
    await flush('manual')
    expect(await Promise.all(answers)).toEqual(['rejected', undefined])
    expect(expectReports('VT404')[0]).toContain('(accoil: 400)')
  })

  test('of a server that is down is another try, before what follows', async () => {
    const { send, flush, retried } = await start()
    site.vendor.answer(503)
    const answers = [send(identify('u1')), send(track('After'))]
    await site.pass(0)
    await site.until(() => retried.length === 1)
    await site.pass(1000)
    await flush('manual')
    expect(await Promise.all(answers)).toEqual([undefined, undefined])
    expect(arrived().map(([path]) => path)).toEqual([
      '/in/v2/identify',
      '/in/v2/identify',
      '/in/v2/track',
    ])
    expectReports('VT405')
  })
})

test('what no page could send on its way out is refused', async () => {
  const { send } = await start()
  expect(send(identify('u1', { note: 'a'.repeat(60_000) }))).toBe('too-large')
})

test('nothing is sent once it is stopped', async () => {
  const { send, flush, stop } = await start()
  void send(identify('u1'))
  await stop('cancel')
  await flush('exit')
  await site.passLong()
  expect(arrived()).toEqual([])
})
