// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type {
  DestinationContext,
  RunningDestination,
} from '../../../src/destinations/destination.ts'
import { startRudderStack } from '../../../src/destinations/rudderstack/after-yes.ts'
import { rudderstack } from '../../../src/destinations/rudderstack/rudderstack.ts'
import { segment } from '../../../src/destinations/segment/segment.ts'
import { startSegment } from '../../../src/destinations/segment/after-yes.ts'
import { toSpecMessage } from '../../../src/destinations/spec/after-yes-message.ts'
import type { TelemetryEvent } from '../../../src/events.ts'
import { VERSION } from '../../../src/version.ts'
import { expectReports } from '../../helpers/expect-report.ts'
import { useHttpPage } from '../../helpers/http-page.ts'
import packageJson from '../../../package.json' with { type: 'json' }

const page = useHttpPage()

const LIBRARY = { name: 'vue-telemetry', version: VERSION }
const TIME = Date.UTC(2026, 0, 2, 3, 4, 5, 6)
const PAGE = { route: '/teams/:team', name: 'team', url: 'https://app.invalid/teams/:team' }
/** That of the first event below. */
const VIEW = 'event-1'
const STAY = { view: VIEW, duration: 1.5, activeDuration: 1, maxScroll: 0.5 }

let events = 0
const event = (more: object) => ({ id: `event-${++events}`, time: TIME, ...more }) as TelemetryEvent
const view = event({ type: 'page', page: PAGE, title: 'A team' })
const leave = event({ type: 'leave', page: PAGE, ...STAY, cause: 'route' })
const track = event({ type: 'track', name: 'Clicked', properties: { a: 1 }, view: VIEW })
const identify = event({ type: 'identify', userId: 'account-7', traits: { plan: 'pro' } })
const group = event({
  type: 'group',
  groupType: 'team',
  groupKey: 'team-3',
  traits: { members: 3 },
})
const reset = event({ type: 'reset' })

type Wire = Record<string, unknown>

const VENDORS = [
  {
    name: 'segment',
    start: startSegment,
    path: '/v1/batch',
    envelope: { writeKey: 'key&7' },
    /** A message of the specification as this vendor gets it. */
    adapted: (message: object): Wire => ({ ...message }),
  },
  {
    name: 'rudderstack',
    start: startRudderStack,
    path: '/beacon/v1/batch?writeKey=key%267',
    envelope: {},
    adapted: ({ timestamp, ...message }: Wire): Wire => ({
      ...message,
      channel: 'web',
      originalTimestamp: timestamp,
      request_ip: '0.0.0.0',
      sentAt: expect.any(String) as unknown,
    }),
  },
]

describe.each(VENDORS)('$name', ({ name, start, path, envelope, adapted }) => {
  const prefix = (mode: string) => `${name}_telemetry:main:${mode}`

  /** Starts it, in a page that makes up the ids `made-1`, `made-2`, … */
  const open = async (context: Partial<DestinationContext> = {}, settings: object = {}) => {
    let ids = 0
    const identity = context.identity ?? { mode: 'user' }
    return start({
      settings: { writeKey: 'key&7', url: page.vendor.url, integrations: {}, ...settings },
      identity,
      storagePrefix: `telemetry:main:${identity.mode}`,
      burst: 100,
      createId: () => `made-${++ids}`,
      mayStillSend: () => true,
      isPrivate: () => false,
      retries() {},
      signal: new AbortController().signal,
      ...context,
    })
  }
  /** Hands events over, and waits until they have arrived. */
  const deliver = async (running: RunningDestination, ...all: TelemetryEvent[]) => {
    const answers = all.map((one) => running.send(one))
    await running.flush('manual')
    return Promise.all(answers)
  }
  const bodies = (): Wire[] => page.vendor.requests.map(({ body }) => JSON.parse(body) as Wire)
  const messages = (): Wire[] => bodies().flatMap(({ batch }) => batch as Wire[])

  test('says every call in the words of the specification, and adds who says it', async () => {
    const all = [view, leave, track, identify, group]
    expect(await deliver(await open(), ...all)).toEqual(Array(5).fill(undefined))
    const anybody = { anonymousId: 'made-1', integrations: { All: false } }
    const account = { ...anybody, userId: 'account-7' }
    const words = all.map((one) => ({ ...adapted(toSpecMessage(one, LIBRARY) as unknown as Wire) }))
    const [, , , , groupWords] = words
    const context = { ...(groupWords!.context as object), groupId: 'team-3' }
    expect(messages()).toEqual([
      { ...words[0], ...anybody },
      { ...words[1], ...anybody },
      { ...words[2], ...anybody },
      { ...words[3], ...account },
      { ...words[4], ...account, context },
    ])
    expect(messages().map(({ type }) => type)).toEqual([
      'page',
      'track',
      'track',
      'identify',
      'group',
    ])
  })

  test('leaves whoever comes out of the view that somebody else began', async () => {
    const other = event({ type: 'identify', userId: 'account-8', traits: {} })
    const next = event({ type: 'page', page: PAGE, previous: { route: '/', ...STAY } })
    await deliver(await open(), view, identify, track, other, track, leave, next)
    const told = messages().map(({ properties }) => Object.keys((properties ?? {}) as object))
    expect(told.map((keys) => keys.includes('view_id'))).toEqual([
      true,
      false,
      true,
      false,
      false,
      false,
      true,
    ])
    for (const of of ['duration', 'active_duration', 'max_scroll']) {
      expect(told[5]).not.toContain(of)
    }
    expect(told[6]).not.toContain('previous_view_id')
    expect(told[6]).toContain('previous_route')
    const [before, after] = [messages().slice(0, 3), messages().slice(3)]
    expect(JSON.stringify(after)).not.toContain(VIEW + '"')
    expect(new Set(before.map(({ anonymousId }) => anonymousId)).size).toBe(1)
    expect(after.map(({ anonymousId }) => anonymousId)).not.toContain(before[0]!.anonymousId)
  })

  test('is left by nobody who is not known, and by whoever is', async () => {
    const nobody = event({ type: 'reset', ifKnown: true })
    await deliver(await open(), track, nobody, track, identify, nobody, track)
    const [first, second, , last] = messages()
    expect(second!.anonymousId).toBe(first!.anonymousId)
    expect(last!.anonymousId).not.toBe(first!.anonymousId)
    expect(last).not.toHaveProperty('userId')
  })

  test('sends one request that no browser asks about first, with the key and its own time', async () => {
    await deliver(await open(), view, track)
    const [request, ...others] = page.vendor.requests
    expect(others).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path })
    expect(request!.headers['content-type']).toBe('text/plain;charset=UTF-8')
    for (const header of ['authorization', 'cookie', 'referer', 'anonymousid', 'sentat']) {
      expect(request!.headers).not.toHaveProperty(header)
    }
    expect(bodies()).toEqual([
      { ...envelope, sentAt: expect.any(String) as unknown, batch: expect.any(Array) as unknown },
    ])
    expect(new Date(bodies()[0]!.sentAt as string).getTime()).toBe(Date.now())
  })

  test('says when it was sent with each try, and the same otherwise', async () => {
    const running = await open()
    page.vendor.answer(500)
    void running.send(track)
    await running.flush('manual')
    await page.passToRequest()
    const [first, second] = bodies()
    expect(Date.parse(second!.sentAt as string)).toBeGreaterThan(
      Date.parse(first!.sentAt as string),
    )
    const without = ({ batch }: Wire) =>
      (batch as Wire[]).map((message) => ({ ...message, sentAt: undefined }))
    expect(without(second!)).toEqual(without(first!))
    expectReports('VT405')
  })

  test('reaches only the destinations of the vendor that are named', async () => {
    // Its own name for all of them is none that could be allowed.
    const integrations = { 'Accoil Analytics': true, Mixpanel: false, All: true }
    await deliver(await open({}, { integrations }), track)
    expect(messages()[0]!.integrations).toEqual({ ...integrations, All: false })
  })

  test('names the group after it was named, until the sign-out, which is no message', async () => {
    const running = await open()
    await deliver(running, group, track)
    expect(messages().map(({ context }) => (context as Wire).groupId)).toEqual(['team-3', 'team-3'])
    expect(await deliver(running, reset)).toEqual([undefined])
    expect(page.vendor.requests).toHaveLength(1)
    await deliver(running, track)
    expect(messages()[2]).toMatchObject({ anonymousId: 'made-2' })
    expect(messages()[2]).not.toHaveProperty('userId')
    expect(messages()[2]!.context).not.toHaveProperty('groupId')
  })

  test('keeps who somebody is, and nothing else', async () => {
    await deliver(await open(), identify, group)
    const kept = { anonymousId: 'made-1', userId: 'account-7', groupId: 'team-3' }
    expect(JSON.parse(page.storage.getItem(prefix('user')) ?? '')).toEqual(kept)
    await deliver(await open({ createId: () => 'somebody else' }), track)
    expect(messages()[2]).toMatchObject({ anonymousId: 'made-1', userId: 'account-7' })
  })

  test('knows everybody as the site where the operator says so', async () => {
    const identity = { mode: 'instance', instanceId: 'site-1' } as const
    await deliver(await open({ identity }), view, track, group)
    const ids = messages().map(({ anonymousId, userId }) => [anonymousId, userId])
    expect(ids.flat()).toEqual(Array(6).fill('site-1'))
    expect(page.storage.getItem(prefix('instance'))).toBeNull()
  })

  test('knows nobody, and keeps nothing, where the operator says so', async () => {
    await deliver(await open({ identity: { mode: 'anonymous' } }), view, track)
    expect(messages().map(({ anonymousId }) => anonymousId)).toEqual(['made-1', 'made-1'])
    expect(JSON.stringify(bodies())).not.toMatch(/userId|groupId/)
    expect(page.storage.getItem(prefix('anonymous'))).toBeNull()
  })

  test('refuses what the vendor would, and what is too much', async () => {
    const running = await open({ burst: 1 })
    const wide = event({ type: 'track', name: 'Wide', properties: { text: 'ü'.repeat(16_000) } })
    expect(running.send(wide)).toBe('too-large')
    void running.send(track)
    expect(running.send(track)).toBe('queue-full')
    await running.flush('manual')
    expect(messages()).toHaveLength(1)
  })

  test('tells what the vendor does not want', async () => {
    page.vendor.answer(401)
    expect(await deliver(await open(), track)).toEqual(['rejected'])
    expect(expectReports('VT404')[0]).toContain(`(${name}: 401)`)
  })

  test('sends fifty in one request', async () => {
    const running = await open()
    for (let call = 0; call < 51; call++) void running.send(track)
    await running.flush('manual')
    expect(bodies().map(({ batch }) => (batch as Wire[]).length)).toEqual([50, 1])
  })

  test('sends nothing after a stop', async () => {
    const running = await open()
    void running.send(track)
    void running.stop('cancel')
    await page.passLong()
    expect(page.vendor.requests).toEqual([])
  })
})

test('what is declared in the first bundle loads what sends', async () => {
  expect(await segment().load()).toBe(startSegment)
  expect(await rudderstack().load()).toBe(startRudderStack)
})

test('the version that is told is that of the package', () => {
  expect(VERSION).toBe(packageJson.version)
})
