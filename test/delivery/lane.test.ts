import { describe, expect, test, vi } from 'vitest'
import type { DropReason, TelemetryEntry } from '../../src/delivery/journal.ts'
import type { Answer, DestinationContext, Refusal } from '../../src/destinations/destination.ts'
import { deferred, type Deferred } from '../helpers/deferred.ts'
import { expectReports } from '../helpers/expect-report.ts'
import { fakeDestination, type FakeBehaviour } from '../helpers/fake-destination.ts'
import {
  configured,
  keepChoice,
  mountGranted,
  mountTelemetry,
  settle,
  useFixedClock,
} from '../helpers/mount-telemetry.ts'

useFixedClock()

const fail = (): never => {
  throw new Error('destination')
}

/** Where it is kept that the fake destination could not be loaded. */
const FAILED = 'telemetry:telemetry:failed:fake'

/** The names of events, `page` for those without. */
const names = (events: readonly object[]) =>
  events.map((event) => ('name' in event ? event.name : 'page'))

/** Entries in a few words: `dropped track load-failed`. */
const brief = (entries: readonly TelemetryEntry[]) =>
  entries.map(({ verdict, type, reason }) => [verdict, type, reason].filter(Boolean).join(' '))

const both = {
  enabled: true,
  frontend: { fake: { key: 'k1' }, other: { key: 'k2' } },
}

describe('what waits', () => {
  test('for the configuration is bounded, and what gives way is counted', async () => {
    keepChoice('granted')
    const config = deferred<unknown>()
    const { telemetry, fake, entries } = await mountTelemetry({
      config: config.promise,
      bufferSize: 3,
    })
    telemetry.identify('account-7')
    for (const name of ['A', 'B', 'C', 'D']) telemetry.track(name)
    expect(brief(entries.filter(({ verdict }) => verdict === 'dropped'))).toEqual(
      Array(3).fill('dropped track buffer-full'),
    )
    config.resolve(configured())
    await settle()
    expect(fake.sent).toMatchObject([
      { type: 'page' },
      { type: 'identify' },
      { type: 'track', name: 'D' },
    ])
  })

  test('for a destination is bounded for each of them', async () => {
    const code = deferred()
    const slow = fakeDestination({ load: () => code.promise })
    const other = fakeDestination({ name: 'other' })
    const { telemetry, entries } = await mountGranted({
      config: both,
      bufferSize: 2,
      destinations: [slow, other],
    })
    for (const name of ['A', 'B', 'C']) {
      telemetry.track(name)
      await settle()
    }
    code.resolve()
    await settle()
    expect(names(slow.sent)).toEqual(['page', 'C'])
    expect(names(other.sent)).toEqual(['page', 'A', 'B', 'C'])
    expect(entries.filter(({ reason }) => reason === 'buffer-full')).toMatchObject([
      { verdict: 'dropped', destinations: ['fake'], event: { name: 'A' } },
      { verdict: 'dropped', destinations: ['fake'], event: { name: 'B' } },
    ])
  })

  test('is two hundred, where nothing else is said', async () => {
    keepChoice('granted')
    const config = deferred<unknown>()
    const { telemetry, fake } = await mountTelemetry({ config: config.promise, pages: false })
    for (let call = 0; call < 300; call++) telemetry.track(`Call ${call}`)
    config.resolve(configured())
    await settle()
    expect(fake.sent).toHaveLength(200)
    expect(fake.sent[0]).toMatchObject({ name: 'Call 100' })
    expect(fake.sent.at(-1)).toMatchObject({ name: 'Call 299' })
  })

  test('is handed over when idle, together', async () => {
    const { telemetry, fake } = await mountGranted()
    telemetry.track('A')
    telemetry.track('B')
    expect(fake.sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(fake.sent).toHaveLength(3)
  })
})

describe('what a destination is started with', () => {
  test('is its own settings, and what it needs to name and number things', async () => {
    const { fake } = await mountGranted({ bufferSize: 50 })
    const [{ settings, storagePrefix, burst, createId, signal }] = fake.starts as [
      (typeof fake.starts)[0],
    ]
    expect(settings).toEqual({ key: 'k1' })
    expect(storagePrefix).toBe('telemetry:telemetry:user')
    expect(burst).toBeGreaterThan(50)
    expect(signal.aborted).toBe(false)
    const ids = [createId(), createId(), createId()]
    expect(ids).toEqual(ids.toSorted())
    expect(new Set(ids).size).toBe(3)
  })
})

describe('several destinations', () => {
  test('each get every event, and only those that are configured', async () => {
    const [one, two, three] = ['fake', 'other', 'third'].map((name) => fakeDestination({ name }))
    const { telemetry, entries } = await mountGranted({
      config: both,
      destinations: [one!, two!, three!],
    })
    telemetry.track('Clicked')
    await settle()
    expect(one!.done).toEqual(['load', 'start k1', 'page', 'track'])
    expect(two!.done).toEqual(['load', 'start k2', 'page', 'track'])
    expect(one!.sent).toEqual(two!.sent)
    expect(three!.done).toEqual([])
    const sent = entries.filter(({ verdict, type }) => verdict === 'sent' && type === 'track')
    expect(sent.map(({ destinations }) => destinations)).toEqual([['fake'], ['other']])
  })

  test('are restarted where one is added', async () => {
    const [one, two] = ['fake', 'other'].map((name) => fakeDestination({ name }))
    const { config } = await mountGranted({ destinations: [one!, two!] })
    config.value = both
    await settle()
    expect(one!.done).toEqual(['load', 'start k1', 'page', 'stop', 'start k1', 'page'])
    expect(two!.done).toEqual(['load', 'start k2', 'page'])
  })

  test('lose what they stored where they are not configured any more', async () => {
    localStorage.setItem('other_telemetry:telemetry:user', 'x')
    localStorage.setItem('fake_telemetry:telemetry:user', 'x')
    const [one, two] = ['fake', 'other'].map((name) => fakeDestination({ name }))
    await mountGranted({ destinations: [one!, two!] })
    expect(localStorage.getItem('other_telemetry:telemetry:user')).toBeNull()
    expect(localStorage.getItem('fake_telemetry:telemetry:user')).toBe('x')
  })
})

describe('a destination that cannot be loaded', () => {
  test('is counted and told, and keeps nobody else from sending', async () => {
    const broken = fakeDestination({ load: fail })
    const other = fakeDestination({ name: 'other' })
    const { telemetry, entries } = await mountGranted({
      config: both,
      destinations: [broken, other],
    })
    telemetry.track('Clicked')
    await settle()
    expect(expectReports('VT401')[0]).toContain('(fake)')
    expect(other.sent.map(({ type }) => type)).toEqual(['page', 'track'])
    const failed = entries.filter(({ reason }) => reason === 'load-failed')
    expect(brief(failed)).toEqual(['dropped page load-failed', 'dropped track load-failed'])
    expect(failed.every(({ destinations }) => destinations.join() === 'fake')).toBe(true)
  })

  test('is not loaded again in this page', async () => {
    const broken = fakeDestination({ load: fail })
    const { consent, config } = await mountGranted({ fake: broken })
    expect(broken.done).toEqual(['load'])
    consent.deny()
    consent.grant()
    await settle()
    config.value = configured('k2')
    await settle()
    expect(broken.done).toEqual(['load'])
    expectReports('VT401', 'VT401', 'VT401')
  })

  test('is not loaded by the next page of this tab either', async () => {
    const broken = fakeDestination({ load: fail })
    const { unmount } = await mountGranted({ fake: broken })
    unmount()
    const works = fakeDestination()
    const next = await mountGranted({ fake: works })
    expect(works.done).toEqual([])
    expect(next.entries.filter(({ reason }) => reason === 'load-failed')).toHaveLength(1)
    expectReports('VT401', 'VT401')
  })
})

describe('the mark of a destination that cannot be loaded', () => {
  const broken = () => fakeDestination({ load: fail })

  test('stands after a no and another yes', async () => {
    const { consent } = await mountGranted({ fake: broken() })
    expect(sessionStorage.getItem(FAILED)).toBe('1')
    consent.deny()
    expect(sessionStorage.getItem(FAILED)).toBe('1')
    consent.grant()
    await settle()
    expect(sessionStorage.getItem(FAILED)).toBe('1')
    expectReports('VT401', 'VT401')
  })

  test('stands after a change of the configuration', async () => {
    const { config } = await mountGranted({ fake: broken() })
    config.value = configured('k2')
    await settle()
    expect(sessionStorage.getItem(FAILED)).toBe('1')
    expectReports('VT401', 'VT401')
  })
})

describe('a destination that cannot be started', () => {
  test.each<[string, () => unknown]>([
    ['throws', fail],
    ['rejects', () => Promise.reject(new Error('destination'))],
  ])('is counted and told where it %s', async (_, start) => {
    const broken = fakeDestination({ start })
    const { telemetry, entries, consent } = await mountGranted({ fake: broken })
    telemetry.track('Clicked')
    await settle()
    await telemetry.flush()
    expect(brief(entries.filter(({ reason }) => reason === 'load-failed'))).toEqual([
      'dropped page load-failed',
      'dropped track load-failed',
    ])
    expectReports('VT401')
    expect(() => consent.deny()).not.toThrow()
    expect(broken.sent).toEqual([])
  })

  test('says nothing where it was stopped before it failed', async () => {
    const started = deferred()
    const { consent, entries } = await mountGranted({
      fake: fakeDestination({ start: () => started.promise }),
    })
    consent.deny()
    started.reject(new Error('destination'))
    await settle()
    expect(entries.map(({ reason }) => reason)).not.toContain('load-failed')
    expectReports()
  })
})

describe('a destination that throws', () => {
  test.each<[string, FakeBehaviour]>([
    ['when it is sent something', { send: fail }],
    ['when it is flushed', { flush: fail }],
    ['after it is flushed', { flush: () => Promise.reject(new Error('destination')) }],
    ['when it is stopped', { stop: fail }],
    ['after it is stopped', { stop: () => Promise.reject(new Error('destination')) }],
  ])('%s harms nobody', async (_, behaviour) => {
    const broken = fakeDestination(behaviour)
    const other = fakeDestination({ name: 'other' })
    const { telemetry, consent, router, unmount } = await mountGranted({
      config: both,
      destinations: [broken, other],
    })
    telemetry.track('Clicked')
    await router.push('/teams')
    await expect(telemetry.flush()).resolves.toBeUndefined()
    expect(other.sent.map(({ type }) => type)).toEqual(['page', 'track', 'leave', 'page'])
    expect(() => consent.deny()).not.toThrow()
    expect(other.done.at(-1)).toBe('stop')
    consent.grant()
    await settle()
    expect(other.sent).toHaveLength(5)
    window.dispatchEvent(new Event('pagehide'))
    expect(unmount).not.toThrow()
    await settle()
  })

  test('after it is stopped is nobody’s unhandled rejection', async () => {
    const unhandled = vi.fn<(error: unknown) => void>()
    process.on('unhandledRejection', unhandled)
    const started = deferred()
    const stop = () => Promise.reject(new Error('destination'))
    const running = await mountGranted({ fake: fakeDestination({ stop }) })
    running.unmount()
    // Stopped while it starts, it is stopped once it has.
    const starting = await mountGranted({
      fake: fakeDestination({ stop, start: () => started.promise }),
    })
    starting.consent.deny()
    started.resolve()
    await settle()
    expect([running.fake.done.at(-1), starting.fake.done.at(-1)]).toEqual(['stop', 'stop'])
    vi.useRealTimers()
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  test('loses what it did not take, which is counted', async () => {
    const { entries } = await mountGranted({ fake: fakeDestination({ send: fail }) })
    expect(brief(entries).at(-1)).toBe('dropped page sdk')
  })
})

describe('a destination that refuses', () => {
  test.each<DropReason>(['sdk', 'duplicate', 'not-supported'])(
    'is told as such: %s',
    async (why) => {
      const fake = fakeDestination({ send: () => why as 'sdk' })
      const {
        entries,
        fake: { sent },
      } = await mountGranted({ fake })
      expect(sent).toEqual([])
      expect(entries.at(-1)).toMatchObject({
        verdict: 'dropped',
        type: 'page',
        reason: why,
        destinations: ['fake'],
        event: { type: 'page' },
      })
    },
  )
})

describe('onEvent', () => {
  test('tells the way of an event: what it waits for, and that it was sent', async () => {
    const code = deferred()
    const fake = fakeDestination({ load: () => code.promise })
    const { telemetry, entries } = await mountGranted({ fake })
    entries.length = 0
    telemetry.track('Clicked', { a: 1 })
    await settle()
    expect(brief(entries)).toEqual(['buffered track starting'])
    code.resolve()
    await settle()
    expect(brief(entries)).toEqual(['buffered track starting', 'sent page', 'sent track'])
  })

  test('tells nothing of the moment that an event waits for idle time', async () => {
    const { telemetry, entries } = await mountGranted()
    entries.length = 0
    telemetry.track('Clicked', { a: 1 })
    expect(entries).toEqual([])
    await settle()
    expect(brief(entries)).toEqual(['sent track'])
    expect(entries[0]).toEqual({
      verdict: 'sent',
      type: 'track',
      reason: null,
      destinations: ['fake'],
      event: expect.objectContaining({ name: 'Clicked', properties: { a: 1 } }) as unknown,
    })
  })

  test('is harmed by no listener, and harms none', async () => {
    const { telemetry, fake } = await mountGranted()
    const listener = vi.fn<(entry: TelemetryEntry) => void>()
    telemetry.onEvent(fail)
    telemetry.onEvent(listener)
    expect(() => telemetry.track('Clicked')).not.toThrow()
    await settle()
    expect(listener.mock.calls.map(([{ verdict }]) => verdict)).toEqual(['sent'])
    expect(fake.sent).toHaveLength(2)
  })

  test('ends when it is told to', async () => {
    const { telemetry } = await mountGranted()
    const listener = vi.fn<(entry: TelemetryEntry) => void>()
    const off = telemetry.onEvent(listener)
    off()
    off()
    telemetry.track('Clicked')
    await settle()
    expect(listener).not.toHaveBeenCalled()
  })
})

describe('a no that comes while events are handed over', () => {
  test('counts what has not been, for its own reason, and tells nothing of it', async () => {
    const { consent, telemetry, entries, fake } = await mountGranted()
    entries.length = 0
    telemetry.onEvent(({ verdict }) => verdict === 'sent' && consent.deny())
    telemetry.track('First')
    telemetry.track('Second')
    await settle()
    expect(fake.sent.at(-1)).toMatchObject({ name: 'First' })
    expect(entries.at(-1)).toEqual({
      verdict: 'dropped',
      type: 'track',
      reason: 'denied',
      destinations: ['fake'],
      event: null,
    })
  })
})

describe('a destination that tells later what became of an event', () => {
  /** A destination that takes everything, and the answers that it has promised. */
  const promising = () => {
    const answers: Deferred<Answer>[] = []
    const fake = fakeDestination({
      send() {
        const answer = deferred<Answer>()
        answers.push(answer)
        return answer.promise
      },
    })
    return { fake, answers }
  }
  /** Two events on their way; what was told of the page before is left out. */
  const twoOnTheirWay = async () => {
    const { fake, answers } = promising()
    const parts = await mountGranted({ fake, pages: false })
    parts.telemetry.track('First')
    parts.telemetry.track('Second')
    await settle()
    const [first, second] = answers as [Deferred<Answer>, Deferred<Answer>]
    return { ...parts, answers, first, second }
  }

  test('is believed when it does: until then the event is on its way', async () => {
    const { entries, first, second } = await twoOnTheirWay()
    expect(brief(entries)).toEqual(['buffered track sending', 'buffered track sending'])
    expect(entries[0]).toMatchObject({ destinations: ['fake'], event: { name: 'First' } })
    second.resolve(undefined)
    first.resolve('rejected')
    await settle()
    expect(entries.slice(2)).toMatchObject([
      { verdict: 'sent', reason: null, destinations: ['fake'], event: { name: 'Second' } },
      { verdict: 'dropped', reason: 'rejected', destinations: ['fake'], event: { name: 'First' } },
    ])
  })

  test('may tell it by anything that can be waited for, and what that rejects with is caught', async () => {
    type Then = (resolve: (answer: Answer) => void, reject: (error: Error) => void) => void
    // oxlint-disable-next-line unicorn/no-thenable -- as a `Promise` that is not the browser's
    const thenable = (then: Then) => ({ then })
    const answers: unknown[] = [
      thenable((resolve) => resolve(undefined)),
      thenable((_, reject) => reject(new Error('destination'))),
    ]
    const fake = fakeDestination({ send: () => answers.shift() as Promise<Answer> })
    const { telemetry, entries } = await mountGranted({ fake, pages: false })
    telemetry.track('First')
    telemetry.track('Second')
    await settle()
    expect(brief(entries)).toEqual([
      'buffered track sending',
      'buffered track sending',
      'sent track',
      'dropped track sdk',
    ])
  })

  test.each<Refusal>(['unreachable', 'too-large', 'queue-full', 'late', 'nobody-known'])(
    'may say why it was not delivered: %s',
    async (why) => {
      const { entries, first } = await twoOnTheirWay()
      first.resolve(why)
      await settle()
      expect(brief(entries).slice(2)).toEqual([`dropped track ${why}`])
    },
  )

  test('loses the event where it fails to tell, and is nobody’s unhandled rejection', async () => {
    const { entries, first } = await twoOnTheirWay()
    first.reject(new Error('destination'))
    await settle()
    expect(brief(entries).slice(2)).toEqual(['dropped track sdk'])
  })

  test('may tell that it tries again, of what is on its way only', async () => {
    const { entries, first, fake } = await twoOnTheirWay()
    const [{ retries }] = fake.starts as [DestinationContext]
    const events = entries.map(({ event }) => event!)
    retries(events[0]!)
    expect(brief(entries).slice(2)).toEqual(['buffered track retrying'])
    expect(entries[2]!.event).toBe(events[0])
    first.resolve(undefined)
    await settle()
    retries(events[0]!)
    expect(brief(entries).slice(3)).toEqual(['sent track'])
  })

  test('has nothing more to say of what a no has stopped on its way', async () => {
    const { entries, consent, first, second, fake } = await twoOnTheirWay()
    const [{ retries }] = fake.starts as [DestinationContext]
    const { event } = entries[0]!
    consent.deny()
    expect(brief(entries).slice(2)).toEqual(['dropped track denied', 'dropped track denied'])
    expect(entries.slice(2).map((entry) => entry.event)).toEqual([null, null])
    first.resolve(undefined)
    second.resolve('unreachable')
    retries(event!)
    await settle()
    expect(entries).toHaveLength(4)
  })

  test('counts what another configuration has stopped on its way', async () => {
    const { entries, config, first } = await twoOnTheirWay()
    config.value = configured('k2')
    await settle()
    first.resolve(undefined)
    await settle()
    expect(brief(entries).slice(2)).toEqual([
      'dropped track reconfigured',
      'dropped track reconfigured',
    ])
  })

  test('may go on after the end of the app, which is told nobody', async () => {
    const { entries, unmount, first, fake } = await twoOnTheirWay()
    unmount()
    first.resolve(undefined)
    await settle()
    expect(fake.done.at(-1)).toBe('stop')
    expect(entries).toHaveLength(2)
  })
})

test('what one destination does to an event is not what the others send', async () => {
  const vandal = fakeDestination({
    send(event) {
      Object.assign(event, { id: 'same' })
      return undefined
    },
  })
  const other = fakeDestination({ name: 'other' })
  const { telemetry, entries } = await mountGranted({
    config: both,
    destinations: [vandal, other],
    pages: false,
  })
  telemetry.track('Saved', { list: [1] })
  await settle()
  expect(other.sent).toMatchObject([{ name: 'Saved', properties: { list: [1] } }])
  expect(other.sent[0]!.id).not.toBe('same')
  const [sent] = other.sent as unknown as { properties: { list: number[] } }[]
  expect(() => sent!.properties.list.push(2)).toThrow(TypeError)
  expect(brief(entries)).toContain('dropped track sdk')
})
