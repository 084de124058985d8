import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { DestinationContext } from '../../../src/destinations/destination.ts'
import { posthog } from '../../../src/destinations/posthog/posthog.ts'
import type { TelemetryEvent } from '../../../src/events.ts'
import { expectReports } from '../../helpers/expect-report.ts'
import { FakePostHog } from '../../helpers/fake-posthog.ts'

vi.mock('posthog-js/dist/module.slim.no-external', () => ({ PostHog: FakePostHog }))

const context = (more: Partial<DestinationContext> = {}): DestinationContext => ({
  settings: { key: 'phc_1', host: 'https://eu.i.posthog.com' },
  identity: { mode: 'user' },
  storagePrefix: 'telemetry:main:user',
  burst: 400,
  createId: () => 'made-id',
  mayStillSend: () => true,
  isPrivate: (id) => id.includes('@'),
  retries: () => {},
  signal: new AbortController().signal,
  ...more,
})

const BASE = { id: 'our-id', time: 1 }
const PAGE = { route: '/', url: 'https://app.invalid/' }
const STAY = { view: 'v', duration: 2, activeDuration: 1, maxScroll: 0.5 }
const TRACK: TelemetryEvent = { ...BASE, type: 'track', name: 'Clicked', properties: { a: 1 } }
const IDENTIFY: TelemetryEvent = { ...BASE, type: 'identify', userId: 'account-7', traits: {} }

const start = async (destination = posthog(), more: Partial<DestinationContext> = {}) => {
  const begin = await destination.load()
  const running = await begin(context(more))
  return { running, sdk: FakePostHog.made.at(-1)! }
}

beforeEach(() => {
  // The instances of the page, which outlive a telemetry.
  Reflect.deleteProperty(globalThis, Symbol.for('vue-telemetry:posthog:telemetry:main:user'))
  FakePostHog.made = []
  FakePostHog.chatter = []
  FakePostHog.silent = false
  FakePostHog.version = '1.434.18'
  FakePostHog.stored = { distinct_id: 'made-up' }
})

describe('a start', () => {
  test('makes an instance of its own, under its own names', async () => {
    const { sdk } = await start()
    expect(sdk.key).toBe('phc_1')
    expect(sdk.options).toMatchObject({
      api_host: 'https://eu.i.posthog.com',
      persistence_name: 'telemetry:main:user',
      consent_persistence_name: 'ph_telemetry:main:user:consent',
      rate_limiting: { events_burst_limit: 400 },
    })
  })

  test('writes no key that the destination does not declare', async () => {
    const { sdk } = await start()
    const declared = posthog().keys.map((key) => `${key}telemetry:main:`)
    // The SDK puts `ph_` in front of the one and not of the other.
    const { persistence_name: persistence, consent_persistence_name: consent } = sdk.options
    for (const key of [`ph_${String(persistence)}`, String(consent)]) {
      expect(declared.some((prefix) => key.startsWith(prefix))).toBe(true)
    }
  })

  test('is sealed: nothing is captured, asked for or kept of the address by itself', async () => {
    const { sdk } = await start()
    expect(sdk.options).toMatchObject({
      autocapture: false,
      capture_pageview: false,
      capture_pageleave: false,
      disable_session_recording: true,
      advanced_disable_flags: true,
      disable_external_dependency_loading: true,
      save_referrer: false,
      save_campaign_params: false,
      persistence: 'localStorage',
      opt_out_capturing_by_default: true,
      opt_out_persistence_by_default: true,
      disable_beacon: true,
      fetch_options: {
        referrerPolicy: 'no-referrer',
        credentials: 'same-origin',
        redirect: 'error',
      },
    })
  })

  test('opens it, as nobody in particular', async () => {
    const { sdk } = await start()
    expect(sdk.done).toEqual([
      [
        'register',
        { $client_session_props: { sessionId: 'session', props: { r: '$direct', u: '' } } },
      ],
      ['resume retries', 'open'],
      ['opt in', 'open'],
    ])
  })

  test.each([
    { distinct_id: 'ann@example.com' },
    { distinct_id: 'a', $device_id: 'ann@example.com' },
    { distinct_id: 'a', $user_id: 'ann@example.com' },
    { distinct_id: 'a', $groups: { site: 'x', team: 'ann@example.com' } },
  ])('takes up nobody who was known by an address: %j', async (stored) => {
    FakePostHog.stored = stored
    const { sdk } = await start()
    expect(sdk.done.slice(-3)).toEqual([
      ['opt out', 'shut'],
      ['reset', 'shut'],
      ['opt in', 'open'],
    ])
  })

  test('refuses a version that was not tested', async () => {
    FakePostHog.version = '1.434.19'
    await expect(start()).rejects.toThrow(Error)
    expectReports('VT402')
  })

  test.each(['_retryQueue', '_requestQueue', 'sessionPersistence'])(
    'refuses an SDK whose inner parts have moved: %s',
    async (part) => {
      const init = vi.spyOn(FakePostHog.prototype, 'init').mockImplementation(function init(
        this: FakePostHog,
      ) {
        Object.assign(this, { [part]: undefined })
      })
      await expect(start()).rejects.toThrow(Error)
      init.mockRestore()
      expectReports('VT402')
    },
  )

  test('keeps nothing of what was typed into a search engine', async () => {
    const { running, sdk } = await start()
    running.send(TRACK)
    expect(sdk.done).not.toContainEqual(['keep search keyword'])
  })
})

describe('what is handed over', () => {
  test.each<[TelemetryEvent, string]>([
    [{ ...BASE, type: 'page', page: PAGE }, '$pageview'],
    [{ ...BASE, type: 'leave', page: PAGE, ...STAY, cause: 'route' }, '$pageleave'],
    [TRACK, 'Clicked'],
    [IDENTIFY, '$identify'],
    [
      { ...BASE, type: 'group', groupType: 'team', groupKey: 'team-3', traits: {} },
      '$groupidentify',
    ],
  ])('leaves as what the plugin says it is: $type', async (event, name) => {
    const { running, sdk } = await start()
    expect(running.send(event)).toBeUndefined()
    expect(sdk.emitted).toMatchObject([{ event: name, uuid: 'our-id', timestamp: new Date(1) }])
    expect(JSON.stringify(sdk.emitted)).not.toContain('secret')
  })

  test('is said with its traits, and without any where there are none', async () => {
    const { running, sdk } = await start()
    sdk.done.length = 0
    running.send(IDENTIFY)
    running.send({ ...IDENTIFY, traits: { plan: 'pro' } } as TelemetryEvent)
    running.send({ ...BASE, type: 'group', groupType: 'team', groupKey: 't', traits: {} })
    expect(sdk.done).toEqual([
      ['identify', 'account-7', undefined],
      ['identify', 'account-7', { plan: 'pro' }],
      ['group', 'team', 't', undefined],
    ])
  })

  test('is all that leaves: nothing that others capture, before, while or after', async () => {
    const { running, sdk } = await start()
    sdk.capture('Foreign')
    sdk.capture('$pageview')
    FakePostHog.chatter = ['Foreign', '$autocapture', '$pageview', '$web_vitals']
    running.send(TRACK)
    running.send(IDENTIFY)
    sdk.capture('Clicked')
    expect(sdk.emitted.map(({ event }) => event)).toEqual(['Clicked', '$identify'])
  })

  test('is not handed over any more once the SDK has thrown', async () => {
    const { running, sdk } = await start()
    const capture = sdk.capture
    sdk.capture = () => {
      throw new Error('sdk')
    }
    expect(() => running.send(TRACK)).toThrow('sdk')
    sdk.capture = capture
    sdk.capture('Clicked')
    expect(sdk.emitted).toEqual([])
  })

  test.each<[TelemetryEvent, string]>([
    [TRACK, 'sdk'],
    [{ ...BASE, type: 'page', page: PAGE }, 'sdk'],
    [IDENTIFY, 'duplicate'],
    [{ ...BASE, type: 'group', groupType: 'team', groupKey: 't', traits: {} }, 'duplicate'],
  ])('is refused where the SDK emits nothing: $type', async (event, refusal) => {
    const { running } = await start()
    FakePostHog.silent = true
    expect(running.send(event)).toBe(refusal)
  })

  test('as a sign-out becomes somebody else, with nothing getting out meanwhile', async () => {
    const { running, sdk } = await start()
    sdk.done.length = 0
    expect(running.send({ ...BASE, type: 'reset' })).toBeUndefined()
    expect(sdk.done).toEqual([
      ['opt out', 'shut'],
      ['reset', 'shut'],
      ['opt in', 'open'],
    ])
  })

  test('is flushed by emptying the queue', async () => {
    const { running, sdk } = await start()
    sdk.done.length = 0
    sdk._requestQueue._queue.push({ data: 1 }, { data: 2 })
    void running.flush('exit')
    expect(sdk.done).toEqual([['unload queue', 'open']])
    expect(sdk.unloaded).toEqual([[1, 2]])
  })

  test('is flushed in two where it is much, the latest first', async () => {
    const { running, sdk } = await start()
    const events = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => name + 'x'.repeat(7900))
    sdk._requestQueue._queue.push(...events.map((data) => ({ data })))
    void running.flush('exit')
    expect(sdk.unloaded).toEqual([events.slice(2), events.slice(0, 2)])
  })

  test('is flushed all the same where one event alone is too much', async () => {
    const { running, sdk } = await start()
    const larger = 'x'.repeat(40_000)
    sdk._requestQueue._queue.push({ data: 'a' }, { data: larger })
    void running.flush('exit')
    expect(sdk.unloaded).toEqual([['a', larger]])
  })

  test('is not flushed where there is nothing', async () => {
    const { running, sdk } = await start()
    void running.flush('exit')
    expect(sdk.unloaded).toEqual([])
  })

  test('says how long a view was only in the session in which it began', async () => {
    const { running, sdk } = await start()
    const view = (id: string): TelemetryEvent => ({ ...BASE, id, type: 'page', page: PAGE })
    const leave = (of: string): TelemetryEvent => ({
      ...BASE,
      type: 'leave',
      page: PAGE,
      ...STAY,
      view: of,
      cause: 'route',
    })
    const told = () => sdk.emitted.at(-1)!.properties.$prev_pageview_duration
    running.send(view('v1'))
    running.send(leave('v1'))
    expect(told()).toBe(2)
    running.send(view('v2'))
    sdk.session = 'another session'
    running.send(leave('v2'))
    expect(told()).toBeUndefined()
    running.send(view('v3'))
    running.send(leave('v3'))
    expect(told()).toBe(2)
    running.send(leave('a view that was never handed over'))
    expect(told()).toBeUndefined()
  })
})

describe('a stop', () => {
  test('shuts first, then drops what waits and forgets who it was', async () => {
    const { running, sdk } = await start()
    sdk.done.length = 0
    running.stop('cancel')
    expect(sdk.done).toEqual([
      ['opt out', 'shut'],
      ['unload queue', 'shut'],
      ['unload retries', 'shut'],
      ['reset', 'shut'],
    ])
    expect(sdk.rateLimiter.serverLimits.events).toBe(Infinity)
  })

  test('keeps requests that were under way from being tried again after a new start', async () => {
    const destination = posthog()
    const { running, sdk } = await start(destination)
    running.send(TRACK)
    running.send(IDENTIFY)
    const [first, second] = sdk.emitted as [object, object]
    running.stop('cancel')
    await start(destination)
    running.send(TRACK)
    const third = sdk.emitted[2]!
    sdk._retryQueue._enqueue({ data: first })
    sdk._retryQueue._enqueue({ data: [first, second] })
    sdk._retryQueue._enqueue({ data: [second, third] })
    expect(sdk.retried).toEqual([])
    sdk._retryQueue._enqueue({ data: [third] })
    sdk._retryQueue._enqueue({ data: third })
    expect(sdk.retried).toEqual([{ data: [third] }, { data: third }])
  })

  test('and a start again opens the same instance', async () => {
    const destination = posthog()
    const { running, sdk } = await start(destination)
    running.stop('cancel')
    sdk.done.length = 0
    await start(destination)
    expect(FakePostHog.made).toEqual([sdk])
    expect(sdk.done).toEqual([
      ['resume retries', 'shut'],
      ['opt in', 'open'],
    ])
  })

  test('and a start with another key or host makes another', async () => {
    const destination = posthog()
    await start(destination)
    await start(destination, { settings: { key: 'phc_2', host: 'https://eu.i.posthog.com' } })
    await start(destination, { settings: { key: 'phc_1', host: 'https://us.i.posthog.com' } })
    await start(destination)
    expect(FakePostHog.made).toHaveLength(3)
  })

  test('and a start of a telemetry that is mounted anew opens the same instance', async () => {
    const { running, sdk } = await start(posthog())
    running.stop('finish')
    const again = await start(posthog())
    expect(FakePostHog.made).toEqual([sdk])
    expect(again.running.send(TRACK)).toBeUndefined()
  })

  test('and a start under another name makes another', async () => {
    await start()
    await start(posthog(), { storagePrefix: 'telemetry:other:user' })
    expect(FakePostHog.made).toHaveLength(2)
    Reflect.deleteProperty(globalThis, Symbol.for('vue-telemetry:posthog:telemetry:other:user'))
  })

  test('by a no cancels what is under way, and one at the end of the app does not', async () => {
    const { running, sdk } = await start()
    const signal = () => (sdk.options.fetch_options as { signal: AbortSignal }).signal
    const first = signal()
    running.stop('finish')
    expect(first.aborted).toBe(false)
    const again = await start()
    const second = signal()
    again.running.stop('cancel')
    expect(second.aborted).toBe(true)
    // What was checked before the no, and asks for its signal after it.
    expect(signal().aborted).toBe(true)
    await start()
    expect(signal().aborted).toBe(false)
  })

  test('cannot be undone by an answer that sets a limit of its own', async () => {
    const { running, sdk } = await start()
    running.stop('cancel')
    expect(() => (sdk.rateLimiter.serverLimits.events = 1)).toThrow(TypeError)
    expect(sdk.rateLimiter.serverLimits.events).toBe(Infinity)
  })
})

describe('a storage that somebody has emptied', () => {
  test('is written again where the choice still says yes', async () => {
    const { running, sdk } = await start()
    sdk.forgetConsent()
    expect(running.send(TRACK)).toBeUndefined()
    expect(sdk.emitted).toHaveLength(1)
  })

  test('is left alone where it does not', async () => {
    const { running, sdk } = await start(posthog(), { mayStillSend: () => false })
    sdk.forgetConsent()
    expect(running.send(TRACK)).toBe('sdk')
    expect(sdk.emitted).toEqual([])
  })
})
