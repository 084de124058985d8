import { createPinia } from 'pinia'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from 'vue'
import { createTelemetry } from '../../src/create-telemetry.ts'
import type { TelemetryEvent } from '../../src/events.ts'
import type { TelemetryOptions } from '../../src/options.ts'
import { deferred } from '../helpers/deferred.ts'
import { expectReports } from '../helpers/expect-report.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'
import {
  answerInOtherTab,
  CHOICE_KEY,
  configured,
  keepChoice,
  mountGranted,
  mountTelemetry,
  settle,
  START,
  useFixedClock,
  type MountedTelemetry,
} from '../helpers/mount-telemetry.ts'

useFixedClock()

/** An event in a few words: `track Clicked`, `identify account-7`, `page /teams`. */
function brief(event: TelemetryEvent): string {
  switch (event.type) {
    case 'page':
    case 'leave':
      return `${event.type} ${event.page.route}`
    case 'track':
      return `track ${event.name}`
    case 'identify':
      return `identify ${event.userId}`
    case 'group':
      return `group ${event.groupType} ${event.groupKey}`
    default:
      return event.type
  }
}

const sentBy = ({ fake }: MountedTelemetry) => fake.sent.map(brief)

/** The keys of a storage, but for those of the router. */
const left = (area: Storage): string[] =>
  Object.keys(area)
    .filter((key) => !key.startsWith('vue-router'))
    .toSorted()

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

describe('before the yes', () => {
  test('nothing is loaded, started or sent, and nothing is waiting for it', async () => {
    const mounted = await mountTelemetry()
    const { telemetry, router, fake, consent, entries } = mounted
    telemetry.track('Before')
    await router.push('/teams/a')
    await telemetry.flush()
    await pass(60_000)
    expect(fake.done).toEqual([])
    expect(entries.every(({ verdict, reason }) => verdict !== 'sent' && reason !== null)).toBe(true)
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['page /teams/:team'])
  })

  test.each([
    ['pending', configured(), 'pending'],
    ['off', { enabled: false }, 'disabled-by-config'],
    ['without a key', { enabled: true }, 'not-configured'],
  ])('what happens while %s is counted, and holds no event', async (_, config, reason) => {
    const { telemetry, entries } = await mountTelemetry({ config, path: '/teams/a' })
    entries.length = 0
    telemetry.track('Before', { secret: 1 })
    telemetry.identify('account-7')
    telemetry.reset()
    expect(entries).toEqual(
      ['track', 'identify', 'reset'].map((type) => ({
        verdict: 'dropped',
        type,
        reason,
        destinations: [],
        event: null,
      })),
    )
  })
})

describe('the yes', () => {
  test('is followed by identity, groups and the current page, as of then, and nothing else', async () => {
    const mounted = await mountTelemetry()
    const { telemetry, router, consent, fake } = mounted
    telemetry.identify('account-6')
    telemetry.identify('account-7', { plan: 'pro' })
    telemetry.group('team', 'team-2')
    telemetry.group('site', 'site-1')
    telemetry.group('team', 'team-3', { members: 12 })
    telemetry.track('Before')
    await router.push('/teams/a')
    await router.push('/about')
    await pass(5000)
    const yes = Date.now()
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual([
      'identify account-7',
      'group team team-3',
      'group site site-1',
      'page /about',
    ])
    expect(fake.sent.map(({ time }) => time)).toEqual([yes, yes, yes, yes])
    expect(fake.sent[0]).toMatchObject({ traits: { plan: 'pro' } })
    expect(fake.sent[1]).toMatchObject({ traits: { members: 12 } })
    expect(fake.sent[3]).not.toHaveProperty('previous')
  })

  test('is followed by all that was said of who is there', async () => {
    const mounted = await mountTelemetry()
    const { telemetry, fake, consent } = mounted
    telemetry.identify('account-6', { gone: true })
    telemetry.identify('account-7', { plan: 'pro' })
    for (let visit = 0; visit < 6; visit++) telemetry.identify('account-7', { visit })
    telemetry.group('team', 'team-3')
    telemetry.identify('account-7', { role: 'admin' })
    consent.grant()
    await settle()
    const said = fake.sent.flatMap((event) => (event.type === 'identify' ? [event.traits] : []))
    // The last five calls, of one person alone, and the group that is still theirs.
    expect(said).toEqual([
      { visit: 2 },
      { visit: 3 },
      { visit: 4 },
      { visit: 5 },
      { role: 'admin' },
    ])
    expect(sentBy(mounted)).toContain('group team team-3')
  })

  test('is followed by nobody who has signed out before', async () => {
    const mounted = await mountTelemetry()
    mounted.telemetry.identify('account-7')
    mounted.telemetry.group('team', 'team-3')
    mounted.telemetry.reset()
    mounted.consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['reset', 'page /'])
  })

  test('is followed by what happens while it starts, in order and with its own times', async () => {
    const code = deferred()
    const fake = fakeDestination({ load: () => code.promise })
    const mounted = await mountTelemetry({ fake })
    const { telemetry, router, consent } = mounted
    consent.grant()
    await pass(1000)
    telemetry.track('Starting')
    await router.push('/teams')
    await pass(1000)
    expect(fake.sent).toEqual([])
    code.resolve()
    await settle()
    expect(sentBy(mounted)).toEqual(['page /', 'track Starting', 'leave /', 'page /teams'])
    expect(fake.sent.map(({ time }) => time - START)).toEqual([0, 1000, 1000, 1000])
  })

  test('is given once, however often it is said', async () => {
    const mounted = await mountTelemetry()
    mounted.consent.grant()
    await settle()
    mounted.consent.grant()
    window.dispatchEvent(new StorageEvent('storage'))
    await settle()
    expect(mounted.fake.done).toEqual(['load', 'start k1', 'page'])
  })
})

describe('a yes from an earlier visit', () => {
  test('covers what happens while the configuration loads, in order and with its own times', async () => {
    keepChoice('granted')
    const config = deferred<unknown>()
    const mounted = await mountTelemetry({ config: config.promise })
    const { telemetry, router, fake, entries } = mounted
    await pass(1000)
    telemetry.track('First')
    telemetry.identify('account-7')
    await pass(1000)
    await router.push('/teams')
    telemetry.group('team', 'team-3')
    telemetry.track('Second')
    await pass(60_000)
    expect(fake.done).toEqual([])
    expect(new Set(entries.map(({ verdict, reason }) => `${verdict} ${reason}`))).toEqual(
      new Set(['buffered loading']),
    )
    expect(entries.every(({ event }) => event === null)).toBe(true)
    config.resolve(configured())
    await settle()
    expect(sentBy(mounted)).toEqual([
      'page /',
      'track First',
      'identify account-7',
      'leave /',
      'page /teams',
      'group team team-3',
      'track Second',
    ])
    expect(fake.sent.map(({ time }) => time - START)).toEqual([
      0, 1000, 1000, 2000, 2000, 2000, 2000,
    ])
  })

  test('covers nothing that was said before a sign-out', async () => {
    keepChoice('granted')
    const config = deferred<unknown>()
    const mounted = await mountTelemetry({ config: config.promise })
    const { telemetry } = mounted
    telemetry.identify('account-7')
    telemetry.track('Before')
    await pass(1000)
    telemetry.reset()
    await pass(1000)
    telemetry.track('After')
    config.resolve(configured())
    await settle()
    expect(sentBy(mounted)).toEqual(['reset', 'page /', 'track After'])
    expect(mounted.fake.sent[0]!.time).toBe(START + 1000)
    expect(mounted.entries.filter(({ reason }) => reason === 'reset').length).toBe(3)
  })

  test.each([
    ['off', { enabled: false }],
    ['not configured', { enabled: true }],
  ])('covers nothing where the configuration is then %s', async (_, value) => {
    keepChoice('granted')
    const config = deferred<unknown>()
    const mounted = await mountTelemetry({ config: config.promise })
    mounted.telemetry.track('Waiting')
    config.resolve(value)
    await settle()
    expect(mounted.fake.done).toEqual([])
    const dropped = mounted.entries.filter(({ verdict }) => verdict === 'dropped')
    expect(dropped.map(({ type }) => type)).toEqual(['page', 'track'])
    expect(dropped.every(({ event }) => event === null)).toBe(true)
  })

  test('covers nothing where somebody said no while the configuration loaded', async () => {
    keepChoice('granted')
    const config = deferred<unknown>()
    const { telemetry, consent, fake } = await mountTelemetry({ config: config.promise })
    telemetry.track('Waiting')
    consent.deny()
    config.resolve(configured())
    await settle()
    expect(fake.done).toEqual([])
  })

  test('does not cover what happened while it was off: that is counted from when it is on', async () => {
    const mounted = await mountGranted()
    const { telemetry, config, router, fake } = mounted
    config.value = { enabled: false }
    await settle()
    fake.sent.length = 0
    telemetry.track('Off')
    await router.push('/teams')
    telemetry.identify('account-7')
    await pass(5000)
    const on = Date.now()
    config.value = configured()
    await settle()
    expect(sentBy(mounted)).toEqual(['identify account-7', 'page /teams'])
    expect(fake.sent.map(({ time }) => time)).toEqual([on, on])
  })
})

test('a yes that the clock places in the future moves nothing there', async () => {
  keepChoice('granted', { at: START + 1e10 })
  const config = deferred<unknown>()
  const mounted = await mountTelemetry({ config: config.promise })
  mounted.telemetry.track('Waiting')
  await pass(10)
  config.resolve(configured())
  await settle()
  expect(sentBy(mounted)).toEqual(['page /', 'track Waiting'])
  expect(mounted.fake.sent.map(({ time }) => time)).toEqual([START, START])
})

describe('a yes of another tab before this one is installed', () => {
  test.each<[string, () => TelemetryOptions['config']]>([
    ['at once', () => configured()],
    ['later', () => Promise.resolve(configured())],
  ])('covers what is later alone, the configuration being there %s', async (_, config) => {
    const fake = fakeDestination()
    const telemetry = createTelemetry({ config: config(), destinations: [fake], pages: false })
    telemetry.track('Before')
    await pass(1000)
    keepChoice('granted', { at: Date.now() })
    await pass(1000)
    telemetry.track('After')
    const app = createApp({ render: () => '' })
      .use(createPinia())
      .use(telemetry)
    app.mount(document.createElement('div'))
    await settle()
    app.unmount()
    expect(fake.sent).toMatchObject([{ name: 'After', time: START + 2000 }])
  })
})

describe('a yes of another tab while the configuration loads', () => {
  test('covers what is later, and counts what is not', async () => {
    const config = deferred<unknown>()
    const mounted = await mountTelemetry({ config: config.promise })
    const { telemetry, fake, entries } = mounted
    telemetry.track('Before')
    await pass(1000)
    telemetry.identify('account-7')
    telemetry.track('Just before')
    answerInOtherTab('granted')
    await pass(1000)
    telemetry.track('After')
    config.resolve(configured())
    await settle()
    expect(sentBy(mounted)).toEqual(['identify account-7', 'page /', 'track After'])
    expect(fake.sent.map(({ time }) => time - START)).toEqual([1000, 1000, 2000])
    const early = entries.filter(({ reason }) => reason === 'before-consent')
    expect(early.map(({ type }) => type)).toEqual(['page', 'track', 'identify', 'track'])
    expect(early.every(({ event }) => event === null)).toBe(true)
  })
})

describe('the no', () => {
  const OURS = ['fake_telemetry:telemetry:user']
  const THEIRS = ['ph_phc_x_posthog', 'fake_telemetry:other:user', 'fake_user', 'app']

  const writeKeys = (): void => {
    for (const key of [...OURS, ...THEIRS]) {
      localStorage.setItem(key, 'x')
      sessionStorage.setItem(key, 'x')
    }
  }
  test('stops at once, before the call returns', async () => {
    const { consent, fake } = await mountGranted()
    consent.deny()
    expect(fake.done.at(-1)).toBe('stop')
    expect(fake.starts[0]!.signal.aborted).toBe(true)
  })

  test('sends nothing any more: neither what waited nor what follows', async () => {
    const { consent, fake, telemetry, router, entries } = await mountGranted()
    const before = [...fake.done]
    telemetry.track('Waiting')
    consent.deny()
    telemetry.track('After')
    await router.push('/teams')
    window.dispatchEvent(new Event('pagehide'))
    await telemetry.flush()
    await pass(60_000)
    expect(fake.done.filter((what) => !what.startsWith('flush'))).toEqual([...before, 'stop'])
    const after = entries.slice(entries.findIndex(({ reason }) => reason === 'denied'))
    expect(after.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
      'track denied',
      'track denied',
      'page denied',
    ])
    expect(after.map(({ event }) => event)).toEqual([null, null, null])
  })

  test('erases what is stored, at once and again when an SDK may have written once more', async () => {
    const { consent } = await mountGranted()
    writeKeys()
    consent.deny()
    const expected = [...THEIRS, CHOICE_KEY].toSorted()
    expect(left(localStorage)).toEqual(expected)
    expect(left(sessionStorage)).toEqual(THEIRS.toSorted())
    await pass(1900)
    writeKeys()
    await pass(200)
    expect(left(localStorage)).toEqual(expected)
    expect(left(sessionStorage)).toEqual(THEIRS.toSorted())
  })

  test('leaves alone what a yes within two seconds stores', async () => {
    const { consent } = await mountGranted()
    consent.deny()
    await pass(500)
    consent.grant()
    await settle()
    writeKeys()
    await pass(5000)
    expect(left(localStorage)).toContain(OURS[0])
  })

  test.each([
    ['the person', () => keepChoice('denied'), configured()],
    ['nobody yet', () => {}, configured()],
    ['the operator', () => keepChoice('granted'), { enabled: false }],
    ['the administrator', () => keepChoice('granted'), configured('k1', { adminOptOut: true })],
    ['a configuration without a key', () => keepChoice('granted'), { enabled: true }],
  ])('of %s erases what an earlier visit left, with nothing loaded', async (_, keep, config) => {
    keep()
    writeKeys()
    const { fake } = await mountTelemetry({ config })
    expect(left(localStorage).filter((key) => key !== CHOICE_KEY)).toEqual(THEIRS.toSorted())
    expect(left(sessionStorage)).toEqual(THEIRS.toSorted())
    expect(fake.done).toEqual([])
  })

  test('erases nothing while it is not known to be one', async () => {
    writeKeys()
    await mountTelemetry({ config: null })
    await settle()
    expect(left(localStorage)).toEqual([...OURS, ...THEIRS].toSorted())
  })

  test('in another tab stops this one within the message', async () => {
    const { fake } = await mountGranted()
    writeKeys()
    answerInOtherTab('denied')
    expect(fake.done.at(-1)).toBe('stop')
    expect(left(localStorage)).not.toContain(OURS[0])
  })

  test.each([
    ['the operator', { enabled: false }],
    ['the administrator', configured('k1', { adminOptOut: true })],
    ['a new policy', configured('k1', { consent: { policyVersion: 2 } })],
    ['a lost key', { enabled: true }],
    ['a configuration that is gone', undefined],
  ])('of %s while sending stops at once', async (_, value) => {
    const { config, fake } = await mountGranted()
    config.value = value
    expect(fake.done.at(-1)).toBe('stop')
    expect(fake.starts[0]!.signal.aborted).toBe(true)
  })

  test('of taking the answer back stops at once', async () => {
    const { consent, fake } = await mountGranted()
    consent.clear()
    expect(fake.done.at(-1)).toBe('stop')
  })
})

describe('a no while it starts', () => {
  test('starts nothing while the code that sends is on its way', async () => {
    const { consent, fake } = await mountTelemetry()
    consent.grant()
    vi.advanceTimersByTime(1000)
    consent.deny()
    await settle()
    expect(fake.done).toEqual([])
  })

  test('starts nothing that has not been loaded', async () => {
    const { consent, fake } = await mountTelemetry()
    consent.grant()
    consent.deny()
    await settle()
    expect(fake.done).toEqual([])
  })

  test('starts nothing that is loading', async () => {
    const code = deferred()
    const fake = fakeDestination({ load: () => code.promise })
    const { consent } = await mountTelemetry({ fake })
    consent.grant()
    await settle()
    expect(fake.done).toEqual(['load'])
    consent.deny()
    code.resolve()
    await settle()
    expect(fake.done).toEqual(['load'])
    expect(fake.starts).toEqual([])
  })

  test('stops what starts in spite of it, and sends it nothing', async () => {
    const started = deferred()
    const fake = fakeDestination({ start: () => started.promise })
    const { consent, telemetry } = await mountTelemetry({ fake })
    consent.grant()
    await settle()
    telemetry.track('Waiting')
    consent.deny()
    expect(fake.starts[0]!.signal.aborted).toBe(true)
    started.resolve()
    await settle()
    expect(fake.done).toEqual(['load', 'start k1', 'stop'])
  })

  test('and a yes again starts once', async () => {
    const code = deferred()
    const fake = fakeDestination({ load: () => code.promise })
    const { consent } = await mountTelemetry({ fake })
    consent.grant()
    await settle()
    consent.deny()
    await pass(1000)
    consent.grant()
    await settle()
    code.resolve()
    await settle()
    expect(fake.done).toEqual(['load', 'start k1', 'page'])
    expect(fake.sent[0]!.time).toBeGreaterThanOrEqual(START + 1000)
  })
})

describe('a yes again', () => {
  test('is a new start, with a new view and nothing from between', async () => {
    const mounted = await mountGranted()
    const { consent, telemetry, router, fake } = mounted
    telemetry.identify('account-7')
    await settle()
    consent.deny()
    telemetry.track('Denied')
    await router.push('/teams')
    await pass(10_000)
    fake.sent.length = 0
    const yes = Date.now()
    consent.grant()
    await settle()
    expect(sentBy(mounted)).toEqual(['identify account-7', 'page /teams'])
    expect(fake.sent.map(({ time }) => time)).toEqual([yes, yes])
    expect(fake.starts).toHaveLength(2)
    expect(fake.starts[1]!.signal.aborted).toBe(false)
  })

  test('on the same page is a new view, and no leave of the one before', async () => {
    const mounted = await mountGranted()
    const { consent, router, fake } = mounted
    consent.deny()
    await pass(10_000)
    consent.grant()
    await settle()
    await router.push('/teams')
    await settle()
    expect(sentBy(mounted)).toEqual(['page /', 'page /', 'leave /', 'page /teams'])
    expect(fake.sent[1]!.id).not.toBe(fake.sent[0]!.id)
    expect(fake.sent[2]).toMatchObject({ view: fake.sent[1]!.id })
  })
})

describe('a configuration that is loaded again', () => {
  test('while sending says identity and page once more', async () => {
    const mounted = await mountGranted()
    const { telemetry, config, fake } = mounted
    telemetry.identify('account-7')
    await settle()
    config.value = null
    expect(fake.done.at(-1)).toBe('stop')
    await settle()
    telemetry.track('Loading')
    config.value = configured()
    await settle()
    telemetry.track('After')
    await settle()
    expect(sentBy(mounted)).toEqual([
      'page /',
      'identify account-7',
      'identify account-7',
      'page /',
      'track Loading',
      'track After',
    ])
    expect(fake.starts).toHaveLength(2)
  })

  test('after it was off says what holds, and nothing from before', async () => {
    const mounted = await mountGranted()
    const { telemetry, config, router, fake } = mounted
    fake.sent.length = 0
    config.value = { enabled: false }
    telemetry.track('Off')
    await router.push('/teams')
    telemetry.identify('account-7')
    await pass(1000)
    config.value = null
    const since = Date.now()
    await pass(1000)
    config.value = configured()
    await settle()
    expect(sentBy(mounted)).toEqual(['identify account-7', 'page /teams'])
    expect(fake.sent.map(({ time }) => time)).toEqual([since, since])
  })
})

describe('a change of the configuration while sending', () => {
  test('is a stop and a new start, with identity and page said again', async () => {
    const mounted = await mountGranted()
    const { telemetry, config, fake } = mounted
    telemetry.identify('account-7')
    await settle()
    fake.done.length = fake.sent.length = 0
    localStorage.setItem('fake_telemetry:telemetry:user', 'of the first key')
    config.value = configured('k2')
    expect(fake.done).toEqual(['stop'])
    expect(localStorage.getItem('fake_telemetry:telemetry:user')).toBeNull()
    const changed = Date.now()
    await settle()
    expect(fake.done).toEqual(['stop', 'start k2', 'identify', 'page'])
    expect(fake.sent.map(({ time }) => time)).toEqual([changed, changed])
    expect(fake.starts.map(({ signal }) => signal.aborted)).toEqual([true, false])
  })

  test('takes nothing across', async () => {
    const { telemetry, config, fake, entries } = await mountGranted()
    fake.sent.length = 0
    telemetry.track('Under the first key')
    config.value = configured('k2')
    await settle()
    expect(fake.sent.map(brief)).toEqual(['page /'])
    expect(entries.filter(({ reason }) => reason === 'reconfigured')).toMatchObject([
      { verdict: 'dropped', type: 'track', destinations: [], event: null },
    ])
  })

  test('that changes nothing does nothing', async () => {
    const { config, fake } = await mountGranted()
    const before = [...fake.done]
    config.value = configured('k1', { identity: { mode: 'user' } })
    await settle()
    expect(fake.done).toEqual(before)
  })

  test('while it starts starts the new one alone', async () => {
    const started = [deferred(), deferred()]
    let count = 0
    const fake = fakeDestination({ start: () => started[count++]!.promise })
    const mounted = await mountGranted({ fake })
    mounted.config.value = configured('k2')
    await settle()
    started[1]!.resolve()
    await settle()
    started[0]!.resolve()
    await settle()
    expect(fake.done).toEqual(['load', 'start k2', 'page', 'start k1', 'stop'])
    mounted.telemetry.track('Clicked')
    await settle()
    expect(sentBy(mounted)).toEqual(['page /', 'track Clicked'])
  })
})

describe('a sign-out', () => {
  let mounted: MountedTelemetry

  test('while sending is an event among the others', async () => {
    mounted = await mountGranted()
    const { telemetry } = mounted
    telemetry.identify('account-7')
    telemetry.reset()
    telemetry.track('After')
    await settle()
    expect(sentBy(mounted)).toEqual([
      'page /',
      'identify account-7',
      'leave /',
      'reset',
      'track After',
    ])
    expect(mounted.consent.active).toBe(true)
  })

  test('ends the view, so that what follows is in none until the next navigation', async () => {
    mounted = await mountGranted()
    const { telemetry, router, fake } = mounted
    await pass(1000)
    telemetry.track('Before')
    telemetry.reset()
    telemetry.track('Between')
    await router.push('/?tab=2')
    telemetry.track('Still between')
    await router.push('/teams')
    telemetry.track('After')
    await settle()
    expect(sentBy(mounted)).toEqual([
      'page /',
      'track Before',
      'leave /',
      'reset',
      'track Between',
      'track Still between',
      'page /teams',
      'track After',
    ])
    const [first, before, leave, , between, still, second, after] = fake.sent
    expect(before).toMatchObject({ view: first!.id })
    expect(leave).toMatchObject({ view: first!.id, duration: 1.2 })
    expect([between, still].map((event) => (event as { view?: string }).view)).toEqual([
      undefined,
      undefined,
    ])
    // The page before was somebody else's.
    expect(second).not.toHaveProperty('previous')
    expect(after).toMatchObject({ view: second!.id })
  })

  test('leaves a page once, though the document ends later', async () => {
    mounted = await mountGranted()
    mounted.telemetry.reset()
    mounted.telemetry.reset()
    window.dispatchEvent(new Event('pagehide'))
    await settle()
    expect(sentBy(mounted)).toEqual(['page /', 'leave /', 'reset', 'reset'])
  })

  test('keeps apart who comes and goes within a millisecond, while nothing is decided', async () => {
    keepChoice('granted')
    const config = deferred<unknown>()
    mounted = await mountTelemetry({ config: config.promise })
    const { telemetry } = mounted
    telemetry.identify('account-7')
    telemetry.reset()
    telemetry.identify('account-8')
    telemetry.track('By 8')
    telemetry.identify('account-9')
    telemetry.track('By 9')
    config.resolve(configured())
    await settle()
    expect(sentBy(mounted)).toEqual([
      'reset',
      'page /',
      'identify account-8',
      'track By 8',
      'leave /',
      'reset',
      'identify account-9',
      'track By 9',
    ])
  })

  test('is remembered by the next start', async () => {
    mounted = await mountGranted()
    const { telemetry, config } = mounted
    telemetry.identify('account-7')
    telemetry.reset()
    await settle()
    mounted.fake.sent.length = 0
    config.value = configured('k2')
    await settle()
    expect(sentBy(mounted)).toEqual(['reset', 'page /'])
  })

  test('while starting keeps its place', async () => {
    const code = deferred()
    const fake = fakeDestination({ load: () => code.promise })
    mounted = await mountTelemetry({ fake })
    const { telemetry, consent } = mounted
    consent.grant()
    telemetry.identify('account-7')
    telemetry.reset()
    telemetry.identify('account-8')
    await settle()
    code.resolve()
    await settle()
    expect(sentBy(mounted)).toEqual([
      'page /',
      'identify account-7',
      'leave /',
      'reset',
      'identify account-8',
    ])
  })
})

describe('flush', () => {
  let mounted: MountedTelemetry

  beforeEach(async () => {
    mounted = await mountGranted()
    mounted.fake.done.length = 0
  })

  test('resolves when everything is handed over', async () => {
    mounted.telemetry.track('Clicked')
    expect(mounted.fake.done).toEqual([])
    await mounted.telemetry.flush()
    expect(mounted.fake.done).toEqual(['track', 'flush manual'])
  })

  test('hands nothing over twice', async () => {
    mounted.telemetry.track('Clicked')
    await mounted.telemetry.flush()
    await settle()
    expect(mounted.fake.done).toEqual(['track', 'flush manual'])
  })

  test('waits for the destination', async () => {
    const delivered = deferred()
    const fake = fakeDestination({ flush: () => delivered.promise })
    const { telemetry, consent } = await mountTelemetry({ fake, name: 'second' })
    consent.grant()
    await settle()
    let flushed = false
    void telemetry.flush().then(() => (flushed = true))
    await settle()
    expect(flushed).toBe(false)
    delivered.resolve()
    await settle()
    expect(flushed).toBe(true)
  })

  test.each(['before the yes', 'after a no', 'once disposed'])('resolves %s too', async (when) => {
    const { telemetry, consent } = mounted
    if (when === 'before the yes') consent.clear()
    if (when === 'after a no') consent.deny()
    if (when === 'once disposed') telemetry.dispose()
    mounted.fake.done.length = 0
    await expect(telemetry.flush()).resolves.toBeUndefined()
    expect(mounted.fake.sent.map(brief)).toEqual(
      when === 'once disposed' ? ['page /', 'leave /'] : ['page /'],
    )
  })
})

describe('flush while it starts', () => {
  /** What was done by the time that `flush` resolved; `null` until then. */
  function flushed({ telemetry, fake }: MountedTelemetry): { done: string[] | null } {
    const state: { done: string[] | null } = { done: null }
    void telemetry.flush().then(() => (state.done = [...fake.done]))
    return state
  }

  test('resolves after the handing over, with nothing loaded yet', async () => {
    const mounted = await mountTelemetry()
    mounted.consent.grant()
    mounted.telemetry.track('Clicked')
    const state = flushed(mounted)
    await settle()
    expect(state.done).toEqual(['load', 'start k1', 'page', 'track', 'flush manual'])
  })

  test.each(['load', 'start'] as const)(
    'resolves after the handing over, and not before: %s',
    async (what) => {
      const ready = deferred()
      const fake = fakeDestination({ [what]: () => ready.promise })
      const mounted = await mountGranted({ fake })
      mounted.telemetry.track('Clicked')
      const state = flushed(mounted)
      await pass(1000)
      expect(state.done).toBeNull()
      ready.resolve()
      await pass(0)
      expect(state.done).toEqual(['load', 'start k1', 'page', 'track', 'flush manual'])
    },
  )

  test.each(['load', 'start'] as const)(
    'resolves after three seconds where it never does: %s',
    async (what) => {
      const fake = fakeDestination({ [what]: () => new Promise(() => {}) })
      const mounted = await mountGranted({ fake })
      mounted.telemetry.track('Clicked')
      const state = flushed(mounted)
      await pass(2999)
      expect(state.done).toBeNull()
      await pass(1)
      expect(state.done).toEqual(['load'])
    },
  )

  test('resolves where it fails to start', async () => {
    const ready = deferred()
    const mounted = await mountGranted({ fake: fakeDestination({ start: () => ready.promise }) })
    const state = flushed(mounted)
    ready.reject(new Error('destination'))
    await pass(0)
    expect(state.done).not.toBeNull()
    expectReports('VT401')
  })

  test.each<[string, (mounted: MountedTelemetry) => void]>([
    ['a no', ({ consent }) => consent.deny()],
    ['dispose', ({ telemetry }) => telemetry.dispose()],
  ])('resolves where %s comes first', async (_, happen) => {
    const fake = fakeDestination({ start: () => new Promise(() => {}) })
    const mounted = await mountGranted({ fake })
    const state = flushed(mounted)
    happen(mounted)
    await pass(0)
    expect(state.done).not.toBeNull()
    expect(fake.sent).toEqual([])
  })
})
