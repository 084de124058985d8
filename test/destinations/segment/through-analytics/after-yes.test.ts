import { AnalyticsBrowser, type Plugin } from '@segment/analytics-next'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DestinationContext } from '../../../../src/destinations/destination.ts'
import type { SegmentAnalytics } from '../../../../src/destinations/segment/through-analytics/segment-analytics.ts'
import { startThroughAnalytics } from '../../../../src/destinations/segment/through-analytics/after-yes.ts'
import type { TelemetryEvent } from '../../../../src/events.ts'
import { expectReports } from '../../../helpers/expect-report.ts'
import { createRealSegment } from '../real-segment.ts'

/** On the real SDK, since what it adds and when is what this is about. */

const TIME = Date.UTC(2026, 0, 2)
const PAGE = { route: '/teams/:team', name: 'team', url: 'https://app.invalid/teams/:team' }
const STAY = { view: 'view-id', duration: 2, activeDuration: 1 }

let count = 0
const base = () => ({ id: `our-id-${++count}`, time: TIME })
const track = (name = 'Clicked'): TelemetryEvent => ({
  ...base(),
  type: 'track',
  name,
  properties: { a: 1 },
})
const identify = (userId: string): TelemetryEvent => ({
  ...base(),
  type: 'identify',
  userId,
  traits: { plan: 'pro' },
})
const group = (): TelemetryEvent => ({
  ...base(),
  type: 'group',
  groupType: 'team',
  groupKey: 'team-3',
  traits: { members: 12 },
})

const context = (more: Partial<DestinationContext> = {}): DestinationContext => ({
  settings: { integrations: { 'Accoil Analytics': true } },
  identity: { mode: 'user' },
  storagePrefix: 'telemetry:main:user',
  burst: 400,
  createId: () => `made-id-${++count}`,
  mayStillSend: () => true,
  isPrivate: (id) => id.includes('@'),
  retries: () => {},
  signal: new AbortController().signal,
  ...more,
})

const start = async (more: Partial<DestinationContext> = {}, plugins: Plugin[] = []) => {
  const segment = createRealSegment(plugins)
  segment.load()
  const running = await startThroughAnalytics(segment.analytics)(context(more))
  return { ...segment, running }
}

beforeEach(() => {
  document.title = 'secret'
  history.replaceState(null, '', '/secret?utm_source=secret&btid=secret')
})
afterEach(() => {
  vi.unstubAllGlobals()
  history.replaceState(null, '', '/')
  for (const cookie of document.cookie.split('; ')) {
    document.cookie = `${cookie.split('=')[0]}=; max-age=0; path=/`
  }
})

describe('what is sent', () => {
  test('is the message, with the library and the ids of the SDK', async () => {
    const { running, sent } = await start()
    const view: TelemetryEvent = { ...base(), type: 'page', page: PAGE, campaign: { source: 'a' } }
    await running.send(view)
    expect(sent).toEqual([
      {
        type: 'page',
        name: 'team',
        messageId: view.id,
        timestamp: '2026-01-02T00:00:00.000Z',
        properties: { path: PAGE.route, url: PAGE.url, name: 'team', view_id: view.id },
        context: {
          ip: '0.0.0.0',
          library: {
            name: 'analytics.js',
            version: expect.stringContaining('npm:next-') as string,
          },
          page: { path: PAGE.route, url: PAGE.url },
          campaign: { source: 'a' },
        },
        integrations: { All: false, 'Accoil Analytics': true, 'Segment.io': true },
        anonymousId: expect.any(String) as string,
        userId: null,
        writeKey: 'write-key',
        sentAt: expect.any(String) as string,
        _metadata: expect.any(Object) as object,
      },
    ])
  })

  test('says each event by its call', async () => {
    const { running, sent } = await start()
    const leave: TelemetryEvent = { ...base(), type: 'leave', page: PAGE, ...STAY, cause: 'route' }
    for (const event of [leave, track(), identify('account-7'), group(), track()]) {
      expect(await running.send(event)).toBeUndefined()
    }
    expect(sent.map(({ type, event, userId }) => [type, event, userId])).toEqual([
      ['track', 'Page Left', null],
      ['track', 'Clicked', null],
      ['identify', undefined, 'account-7'],
      ['group', undefined, 'account-7'],
      ['track', 'Clicked', 'account-7'],
    ])
    expect(sent[2]!.traits).toEqual({ plan: 'pro' })
    expect(sent[3]).toMatchObject({
      groupId: 'team-3',
      traits: { members: 12, group_type: 'team' },
    })
    expect(JSON.stringify(sent)).not.toContain('secret')
  })

  test('has nothing of the page in what the SDK keeps of it until then', async () => {
    const seen: unknown[] = []
    const look: Plugin['track'] = (made) => {
      seen.push(structuredClone(made.event))
      return made
    }
    const spy: Plugin = {
      name: 'spy',
      version: '1',
      type: 'before',
      isLoaded: () => true,
      load: async () => {},
      track: look,
      page: look,
      identify: look,
    }
    const { running } = await start({}, [spy])
    await running.send({ ...base(), type: 'page', page: PAGE })
    await running.send(track())
    await running.send(identify('account-7'))
    expect(seen).toHaveLength(3)
    expect(JSON.stringify(seen)).not.toContain('secret')
    expect(JSON.stringify({ ...localStorage })).not.toContain('plan')
  })

  test('scrubs what the application says, and leaves its destinations to it', async () => {
    const { running, analytics, sent } = await start()
    await analytics.page('Home')
    await analytics.track('Bought', { price: 3 }, { integrations: { Intercom: true } })
    running.stop('cancel')
    await analytics.track('Bought')
    expect(sent).toHaveLength(3)
    expect(JSON.stringify(sent)).not.toContain('secret')
    expect(sent[1]).toMatchObject({ properties: { price: 3 }, integrations: { Intercom: true } })
    expect(sent[1]!.integrations).not.toHaveProperty('All')
  })
})

describe('as whom', () => {
  const of = (sent: readonly Record<string, unknown>[]) => [
    ...new Set(sent.flatMap(({ userId, anonymousId }) => [userId, anonymousId])),
  ]

  test('a site is one, whomever the application has told the SDK of', async () => {
    const identity = { mode: 'instance', instanceId: 'site-1' } as const
    const { running, analytics, sent } = await start({ identity })
    await analytics.identify('ada@private.example')
    sent.length = 0
    for (const event of [track(), group(), track()]) await running.send(event)
    expect(of(sent)).toEqual(['site-1'])
    void running.send({ ...base(), type: 'reset' })
    await running.send(track())
    expect(of(sent)).toEqual(['site-1'])
    const user = await analytics.user()
    expect(user.id()).toBe('ada@private.example')
    expect(user.anonymousId()).not.toBe('site-1')
  })

  test('nobody is somebody else after a sign-out, and in the next load', async () => {
    const { running, analytics, sent } = await start({ identity: { mode: 'anonymous' } })
    await analytics.identify('account-7')
    sent.length = 0
    await running.send(track())
    const [first, ...more] = of(sent)
    expect([first, more]).toEqual([expect.stringContaining('made-id'), []])
    expect(running.send({ ...base(), type: 'reset' })).toBeUndefined()
    await running.send(track())
    expect(of(sent)).toEqual([first, expect.stringContaining('made-id')])
  })

  test('a person is forgotten by the SDK at a sign-out', async () => {
    const { running, analytics, sent } = await start()
    await running.send(identify('account-7'))
    const device = (await analytics.user()).anonymousId()
    expect(running.send({ ...base(), type: 'reset' })).toBeUndefined()
    await running.send(track())
    expect(sent.at(-1)).toMatchObject({ userId: null })
    expect(sent.at(-1)!.anonymousId).not.toBe(device)
  })

  test('nobody whom the application has told the SDK of by an address', async () => {
    const { running, analytics, sent } = await start()
    await analytics.identify('ada@private.example')
    sent.length = 0
    expect(await running.send(track())).toBe('rejected')
    expect(sent).toEqual([])
    await running.send(identify('account-7'))
    expect(await running.send(track())).toBeUndefined()
  })
})

describe('a stop', () => {
  test('drops what the SDK has not come to yet, and lets nothing more in', async () => {
    const { running, sent } = await start()
    const under = ['A', 'B'].map((name) => running.send(track(name)))
    running.stop('cancel')
    expect(running.send(track('C'))).toBe('sdk')
    expect(await Promise.all(under)).toEqual(['rejected', 'rejected'])
    expect(sent).toEqual([])
  })

  test('is none for the next start on the same instance', async () => {
    const { running, analytics, sent } = await start()
    const under = running.send(track('A'))
    running.stop('cancel')
    const again = await startThroughAnalytics(analytics)(context())
    await again.send(track('B'))
    await under
    expect(sent.map(({ event }) => event as string)).toEqual(['B'])
    const [inner] = await analytics
    const ours = inner.queue.plugins.filter(({ name }) => name === 'vue-telemetry')
    expect(ours.length).toBe(1)
  })

  test('comes as well where only storage knows of it', async () => {
    const { running, sent } = await start({ mayStillSend: () => false })
    expect(running.send(track())).toBe('sdk')
    expect(sent).toEqual([])
  })
})

describe('what became of it', () => {
  test('is told where the server refuses it for good', async () => {
    const { running, answer } = await start()
    answer(400)
    expect(await running.send(track())).toBe('rejected')
  })

  test('never rejects', async () => {
    const broken: SegmentAnalytics = {
      track: () => {
        throw new Error('of the SDK')
      },
      page: () => Promise.reject(new Error('of the SDK')),
      identify: async () => undefined,
      group: async () => undefined,
      reset() {},
      register: async () => undefined,
    }
    const running = await startThroughAnalytics(broken)(context())
    expect(await running.send(track())).toBe('sdk')
    expect(await running.send({ ...base(), type: 'page', page: PAGE })).toBe('sdk')
    expect(await running.send(identify('account-7'))).toBeUndefined()
  })
})

describe('a start', () => {
  test('waits for an SDK that has not loaded, and hands it nothing', async () => {
    const { analytics, load, sent } = createRealSegment()
    let isStarted = false
    const begin = async () => {
      const running = await startThroughAnalytics(analytics)(context())
      isStarted = true
      return running
    }
    const starting = begin()
    await new Promise((resolve) => void setTimeout(resolve, 20))
    expect(isStarted).toBe(false)
    load()
    await (await starting).send(track())
    expect(sent).toHaveLength(1)
  })

  test('fails where the SDK cannot load', async () => {
    const { analytics } = createRealSegment()
    vi.stubGlobal('fetch', () => Promise.reject(new Error('blocked')))
    analytics.load({ writeKey: 'write-key' })
    await expect(startThroughAnalytics(analytics)(context())).rejects.toThrow('blocked')
    vi.mocked(console.warn).mockClear()
    vi.mocked(console.error).mockClear()
  })

  test('takes what the SDK gives when it has loaded', async () => {
    const { analytics, load, sent } = createRealSegment()
    load()
    const [inner] = await analytics
    const running = await startThroughAnalytics(inner)(context())
    await running.send(track())
    expect(sent).toHaveLength(1)
  })

  test.each([undefined, null, [], {}, AnalyticsBrowser, { track() {} }])(
    'refuses %s',
    async (given) => {
      const begin = startThroughAnalytics(given as unknown as SegmentAnalytics)
      await expect(begin(context())).rejects.toThrow(TypeError)
      const [message] = expectReports('VT403')
      expect(message).toContain('npm install @segment/analytics-next')
    },
  )
})
