import { createPinia } from 'pinia'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from 'vue'
import { createTelemetry } from '../../src/create-telemetry.ts'
import type { LeaveEvent, TelemetryEvent } from '../../src/events.ts'
import { deferred } from '../helpers/deferred.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'
import {
  answerInOtherTab,
  configured,
  keepChoice,
  mountGranted,
  mountTelemetry,
  settle,
  START,
  useFixedClock,
  type MountedTelemetry,
  type MountOptions,
} from '../helpers/mount-telemetry.ts'
import { trailOf } from '../helpers/page-trail.ts'
import { setVisibility, showSince } from '../helpers/set-visibility.ts'

useFixedClock()

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

/** Mounts one that keeps what happens before a yes. */
const mountReplay = (options: MountOptions = {}) =>
  mountTelemetry({ ...options, consent: { replay: true, ...options.consent } })

/** What was sent, with the seconds at which it happened: `track Clicked 2`. */
function brief(event: TelemetryEvent): string {
  const second = (event.time - START) / 1000
  switch (event.type) {
    case 'page':
    case 'leave':
      return `${event.type} ${event.page.route} ${second}`
    case 'track':
      return `track ${event.name} ${second}`
    case 'identify':
      return `identify ${event.userId} ${second}`
    case 'group':
      return `group ${event.groupKey} ${second}`
    default:
      return `${event.type} ${second}`
  }
}
const sentBy = ({ fake }: MountedTelemetry) => fake.sent.map(brief)

/** What was told of each type and reason, without what is sent. */
const toldBy = ({ entries }: MountedTelemetry) =>
  entries
    .filter(({ verdict }) => verdict !== 'sent')
    .map(({ verdict, type, reason }) => `${verdict} ${type} ${reason}`)

/** A visit of some seconds, up to second 4. */
async function visit({ telemetry, router }: MountedTelemetry): Promise<void> {
  await pass(1000)
  telemetry.track('First', { a: 1 })
  telemetry.identify('account-7', { plan: 'pro' })
  await pass(1000)
  await router.push('/teams')
  telemetry.group('team', 'team-3')
  await pass(1000)
  telemetry.track('Second')
  await router.push('/about')
  await pass(1000)
}

/** What the visit leads to where all of it is sent. */
const VISIT = [
  'page / 0',
  'track First 1',
  'identify account-7 1',
  'leave / 2',
  'page /teams 2',
  'group team-3 2',
  'track Second 3',
  'leave /teams 3',
  'page /about 3',
]

describe('what happened before the yes', () => {
  test('is sent after it, in order, with its own times, and once', async () => {
    const mounted = await mountReplay()
    await visit(mounted)
    expect(mounted.fake.done).toEqual([])
    mounted.consent.grant()
    await settle()
    await pass(60_000)
    expect(sentBy(mounted)).toEqual(VISIT)
    expect(new Set(mounted.fake.sent.map(({ id }) => id)).size).toBe(VISIT.length)
    expect(mounted.fake.starts).toHaveLength(1)
  })

  test('is sent with what was said, and views that belong together', async () => {
    const mounted = await mountReplay()
    await visit(mounted)
    mounted.consent.grant()
    await settle()
    const [home, first, identify, leave, teams, , second] = mounted.fake.sent
    expect(first).toMatchObject({ properties: { a: 1 }, view: home!.id })
    expect(identify).toMatchObject({ traits: { plan: 'pro' } })
    expect(leave).toMatchObject({ view: home!.id, duration: 2, cause: 'route' })
    expect(teams).toMatchObject({ previous: { route: '/' } })
    expect(second).toMatchObject({ view: teams!.id })
    expect(trailOf(mounted.fake.sent)).toEqual([
      '/',
      'First',
      'identify',
      '-/ route 2s',
      '/teams < /',
      'group',
      'Second',
      '-/teams route 1s',
      '/about < /teams',
    ])
  })

  test('is followed by what happens after it, in the view that goes on', async () => {
    const mounted = await mountReplay()
    const { telemetry, router, consent, fake } = mounted
    await pass(2000)
    consent.grant()
    await settle()
    await pass(800)
    telemetry.track('After')
    await router.push('/teams')
    await settle()
    expect(sentBy(mounted)).toEqual(['page / 0', 'track After 3', 'leave / 3', 'page /teams 3'])
    expect(fake.sent[1]).toMatchObject({ view: fake.sent[0]!.id })
    expect(fake.sent[2]).toMatchObject({ view: fake.sent[0]!.id, duration: 3 })
  })

  test('is what was passed then, whatever the application made of it since', async () => {
    const mounted = await mountReplay()
    const properties = { list: ['a'] }
    mounted.telemetry.track('Before', properties)
    properties.list.push('b')
    mounted.consent.grant()
    await settle()
    expect(mounted.fake.sent[1]).toMatchObject({ name: 'Before', properties: { list: ['a'] } })
  })

  test('is sent from before the configuration was there as well', async () => {
    const config = deferred<unknown>()
    const mounted = await mountReplay({ config: config.promise })
    const { telemetry, consent } = mounted
    telemetry.track('Loading')
    await pass(1000)
    telemetry.identify('account-7')
    await pass(1000)
    config.resolve(configured())
    await pass(1000)
    telemetry.track('Pending')
    await pass(1000)
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual([
      'page / 0',
      'track Loading 0',
      'identify account-7 1',
      'track Pending 3',
    ])
  })

  test('is sent from before the app was there as well', async () => {
    const fake = fakeDestination()
    const telemetry = createTelemetry({
      config: configured(),
      destinations: [fake],
      pages: false,
      consent: { replay: true },
    })
    telemetry.track('Early')
    await pass(1000)
    const app = createApp({ render: () => '' }).use(createPinia())
    app.use(telemetry).mount(document.createElement('div'))
    answerInOtherTab('granted')
    await settle()
    app.unmount()
    expect(fake.sent).toMatchObject([{ name: 'Early', time: START }])
  })

  test('is not sent where the configuration was away meanwhile, and may have become another', async () => {
    const mounted = await mountReplay()
    const { telemetry, config, consent } = mounted
    await pass(1000)
    telemetry.track('Before')
    config.value = null
    await pass(1000)
    telemetry.track('While away')
    config.value = configured()
    await pass(1000)
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['page / 1', 'track While away 2'])
    const reasons = mounted.entries.map(({ reason }) => reason)
    expect(reasons).toContain('reconfigured')
  })

  test('is sent after a yes of another tab', async () => {
    const mounted = await mountReplay()
    await visit(mounted)
    answerInOtherTab('granted')
    await settle()
    expect(sentBy(mounted)).toEqual(VISIT)
  })

  test('is told to wait, first for the configuration and then for the yes', async () => {
    const config = deferred<unknown>()
    const mounted = await mountReplay({ config: config.promise })
    mounted.telemetry.track('Loading')
    config.resolve(configured())
    await settle()
    mounted.telemetry.track('Pending')
    mounted.telemetry.identify('account-7')
    await mounted.router.push('/teams')
    expect(toldBy(mounted)).toEqual([
      'buffered page loading',
      'buffered track loading',
      'buffered track pending',
      'buffered identify pending',
      'buffered page pending',
    ])
    expect(mounted.entries.every(({ event }) => event === null)).toBe(true)
  })

  test('leaves nothing behind in the browser until then', async () => {
    const mounted = await mountReplay()
    await visit(mounted)
    expect(localStorage).toHaveLength(0)
    expect(JSON.stringify(mounted.pinia.state.value)).toBe('{"telemetry-consent":{}}')
  })

  test('is not sent where the page ends without a yes', async () => {
    const mounted = await mountReplay()
    await visit(mounted)
    await mounted.telemetry.flush()
    setVisibility('hidden')
    window.dispatchEvent(new Event('pagehide'))
    mounted.telemetry.dispose()
    await pass(60_000)
    expect(mounted.fake.done).toEqual([])
  })

  test('is told to be dropped where the telemetry is disposed of', async () => {
    const mounted = await mountReplay()
    mounted.telemetry.track('Before')
    mounted.telemetry.dispose()
    expect(toldBy(mounted)).toEqual([
      'buffered page loading',
      'buffered track pending',
      'dropped page disposed',
      'dropped track disposed',
    ])
  })

  // The stay of a page that nobody looked at would be told as if somebody had.
  test('is never told with more time than the page was visible', async () => {
    const mounted = await mountReplay()
    await pass(1000)
    setVisibility('hidden')
    await pass(60_000)
    setVisibility('visible')
    showSince(Date.now())
    await mounted.router.push('/teams')
    mounted.consent.grant()
    await settle()
    const [, leave] = mounted.fake.sent as [unknown, LeaveEvent]
    expect(leave).toMatchObject({ type: 'leave', duration: 61 })
    // Nothing was measured before the yes.
    expect(leave.activeDuration).toBeLessThanOrEqual(1)
  })
})

describe('before the yes', () => {
  const OURS = 'fake_telemetry:telemetry:user'
  const THEIRS = 'fake_telemetry:other:user'

  test('keys of an earlier visit are erased all the same', async () => {
    for (const key of [OURS, THEIRS]) {
      localStorage.setItem(key, 'x')
      sessionStorage.setItem(key, 'x')
    }
    await mountReplay()
    expect(Object.keys(localStorage)).toEqual([THEIRS])
    expect(sessionStorage.getItem(OURS)).toBeNull()
    expect(sessionStorage.getItem(THEIRS)).toBe('x')
  })

  test('nothing is loaded, started or sent, however long one waits', async () => {
    const mounted = await mountReplay()
    await visit(mounted)
    await mounted.telemetry.flush()
    await pass(3_600_000)
    expect(mounted.fake.done).toEqual([])
    expect(mounted.entries.filter(({ verdict }) => verdict === 'sent')).toEqual([])
  })
})

describe('what waits for a yes is bounded', () => {
  test('by the size of the buffer, and the oldest that somebody did gives way first', async () => {
    const mounted = await mountReplay({ bufferSize: 4 })
    const { telemetry, router, consent } = mounted
    telemetry.identify('account-7')
    for (let index = 1; index <= 4; index++) {
      await pass(1000)
      telemetry.track(`Clicked ${index}`)
    }
    await router.push('/teams')
    expect(toldBy(mounted).filter((told) => told.startsWith('dropped'))).toEqual(
      Array.from({ length: 3 }, () => 'dropped track buffer-full'),
    )
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual([
      'page / 0',
      'identify account-7 0',
      'track Clicked 4 4',
      'leave / 4',
      'page /teams 4',
    ])
  })

  test('and pages give way after that, but never who somebody is', async () => {
    const mounted = await mountReplay({ bufferSize: 3 })
    const { telemetry, router, consent } = mounted
    telemetry.identify('account-7')
    telemetry.group('team', 'team-3')
    telemetry.track('Clicked')
    await pass(1000)
    await router.push('/teams')
    expect(toldBy(mounted).filter((told) => told.startsWith('dropped'))).toEqual([
      'dropped track buffer-full',
      'dropped page buffer-full',
    ])
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['identify account-7 0', 'group team-3 0', 'page /teams 1'])
  })

  test('to two hundred, unless something else is said', async () => {
    const mounted = await mountReplay()
    for (let index = 0; index < 250; index++) mounted.telemetry.track(`Clicked ${index}`)
    mounted.consent.grant()
    await settle()
    expect(mounted.fake.sent).toHaveLength(200)
    expect(mounted.fake.sent[0]).toMatchObject({ type: 'page' })
    expect(mounted.fake.sent[1]).toMatchObject({ name: 'Clicked 51' })
    expect(mounted.fake.sent.at(-1)).toMatchObject({ name: 'Clicked 249' })
  })
})

describe('nothing of before is sent', () => {
  /** What the visit is known by, in the types that are told of it. */
  const TYPES = ['page', 'track', 'identify', 'page', 'group', 'track', 'page']

  test.each<[string, (mounted: MountedTelemetry) => void, string]>([
    ['the person says no', ({ consent }) => consent.deny(), 'denied'],
    ['another tab brings a no', () => answerInOtherTab('denied'), 'denied'],
    [
      'the operator says no',
      ({ config }) => (config.value = { enabled: false }),
      'disabled-by-config',
    ],
    [
      'the administrator says no',
      ({ config }) => (config.value = configured('k1', { adminOptOut: true })),
      'disabled-by-admin',
    ],
    ['the key is lost', ({ config }) => (config.value = { enabled: true }), 'not-configured'],
  ])('once %s, and each is counted', async (_, happen, reason) => {
    const mounted = await mountReplay()
    const { consent, config } = mounted
    await visit(mounted)
    mounted.entries.length = 0
    happen(mounted)
    expect(toldBy(mounted)).toEqual(TYPES.map((type) => `dropped ${type} ${reason}`))
    await pass(1000)
    // Whatever is said after that.
    config.value = configured()
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['identify account-7 5', 'group team-3 5', 'page /about 5'])
  })

  test('once the browser brings a signal', async () => {
    const browser = navigator as { globalPrivacyControl?: unknown }
    const mounted = await mountReplay()
    await visit(mounted)
    browser.globalPrivacyControl = true
    mounted.config.value = configured('k2')
    expect(mounted.consent.reason).toBe('privacy-signal')
    delete browser.globalPrivacyControl
    await pass(1000)
    mounted.consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['identify account-7 5', 'group team-3 5', 'page /about 5'])
  })

  test('of a no that is forgotten, and what comes after that is kept again', async () => {
    const mounted = await mountReplay()
    const { telemetry, consent, fake } = mounted
    await visit(mounted)
    consent.deny()
    await pass(1000)
    telemetry.track('Denied')
    consent.clear()
    await pass(1000)
    telemetry.track('Asked again')
    await pass(1000)
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual([
      'identify account-7 5',
      'group team-3 5',
      'page /about 5',
      'track Asked again 6',
    ])
    expect(fake.sent[3]).toMatchObject({ view: fake.sent[2]!.id })
  })

  test('after a no of an earlier visit', async () => {
    keepChoice('denied')
    const config = deferred<unknown>()
    const mounted = await mountReplay({ config: config.promise })
    mounted.telemetry.track('Loading')
    config.resolve(configured())
    await pass(1000)
    mounted.telemetry.track('Denied')
    await pass(1000)
    mounted.consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['page / 2'])
  })

  test('of somebody who has signed out', async () => {
    const mounted = await mountReplay()
    const { telemetry, consent } = mounted
    await visit(mounted)
    mounted.entries.length = 0
    telemetry.reset()
    expect(toldBy(mounted)).toEqual(TYPES.map((type) => `dropped ${type} reset`))
    await pass(1000)
    telemetry.track('Somebody else')
    telemetry.identify('account-8')
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual([
      'reset 4',
      'page /about 4',
      'track Somebody else 5',
      'identify account-8 5',
    ])
    expect(JSON.stringify(mounted.fake.sent)).not.toContain('account-7')
    expect(JSON.stringify(mounted.fake.sent)).not.toContain('team-3')
  })

  test('of a yes that is withdrawn and given again, nor of between', async () => {
    const mounted = await mountReplay()
    const { telemetry, router, consent, fake } = mounted
    await visit(mounted)
    consent.grant()
    await settle()
    consent.deny()
    fake.sent.length = 0
    await pass(800)
    telemetry.track('Between')
    await router.push('/teams')
    await pass(1000)
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['identify account-7 6', 'group team-3 6', 'page /teams 6'])
  })

  test('twice, where a yes is forgotten and given again', async () => {
    const mounted = await mountReplay()
    const { telemetry, consent, fake } = mounted
    telemetry.track('Before')
    consent.grant()
    await pass(1000)
    telemetry.track('Sent')
    await pass(1000)
    consent.clear()
    fake.sent.length = 0
    await pass(1000)
    telemetry.track('Asked again')
    await pass(1000)
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['page / 2', 'track Asked again 3'])
  })

  test('where a new policy asks again, but for what happens from then on', async () => {
    const mounted = await mountGranted({ consent: { replay: true } })
    const { telemetry, config, consent, fake } = mounted
    telemetry.track('Under the first policy')
    await settle()
    fake.sent.length = 0
    await pass(600)
    config.value = configured('k1', { consent: { policyVersion: 2 } })
    expect(fake.done.at(-1)).toBe('stop')
    await pass(1000)
    telemetry.track('Asked again')
    await pass(1000)
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['page / 1', 'track Asked again 2'])
  })

  // It was made for one project, and is handed to another.
  test('under another configuration than it happened under', async () => {
    const mounted = await mountReplay()
    const { telemetry, config, consent } = mounted
    telemetry.track('Under the first key')
    await pass(1000)
    config.value = configured('k2')
    await pass(1000)
    telemetry.track('Under the second key')
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['page / 1', 'track Under the second key 2'])
  })
})

describe('a yes that is there already', () => {
  beforeEach(() => keepChoice('granted'))

  test('covers what happened while the configuration loaded, and once', async () => {
    const config = deferred<unknown>()
    const mounted = await mountReplay({ config: config.promise })
    await visit(mounted)
    config.resolve(configured())
    await settle()
    expect(sentBy(mounted)).toEqual(VISIT)
  })
})

describe('where nobody chose it', () => {
  test.each<[string, MountOptions['consent']]>([
    ['nothing is said', undefined],
    ['it is false', { replay: false }],
    ['it is another thing than true', { replay: 'true' as never }],
  ])('what happens before the yes is dropped: %s', async (_, consent) => {
    const config = deferred<unknown>()
    const mounted = await mountTelemetry({
      config: config.promise,
      ...(consent && { consent }),
    })
    mounted.telemetry.track('Loading')
    config.resolve(configured())
    await settle()
    await visit(mounted)
    expect(toldBy(mounted)).toEqual([
      'buffered page loading',
      'buffered track loading',
      'dropped page pending',
      'dropped track pending',
      'dropped track pending',
      'dropped identify pending',
      'dropped page pending',
      'dropped group pending',
      'dropped track pending',
      'dropped page pending',
    ])
    const yes = (Date.now() - START) / 1000
    mounted.consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual([
      `identify account-7 ${yes}`,
      `group team-3 ${yes}`,
      `page /about ${yes}`,
    ])
    expect(mounted.fake.sent[2]).not.toHaveProperty('previous')
  })
})
