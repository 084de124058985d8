import { describe, expect, test, vi } from 'vitest'
import { effect, shallowRef, watch } from 'vue'
import { deferred } from '../helpers/deferred.ts'
import { expectReports, expectWarnings } from '../helpers/expect-report.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'
import {
  answerInOtherTab,
  configured,
  keepChoice,
  mountGranted,
  mountTelemetry,
  settle,
  useFixedClock,
  type MountedTelemetry,
} from '../helpers/mount-telemetry.ts'

useFixedClock()

let count = 2
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
const typesSentBy = ({ fake }: MountedTelemetry) => fake.sent.map(({ type }) => type)

/** Answers once, when an event is told for that reason. */
function onceTold({ telemetry }: MountedTelemetry, reason: string, task: () => void): void {
  const stop = telemetry.onEvent((entry) => {
    if (entry.reason !== reason) return
    stop()
    task()
  })
}

describe('an application that follows the store at once', () => {
  test('and throws at a no does not keep it from stopping', async () => {
    const mounted = await mountGranted()
    const { consent, fake, telemetry } = mounted
    effect(() => {
      if (!consent.active) throw new Error('of the application')
    })
    expect(() => consent.deny()).toThrow('of the application')
    expectWarnings('Unhandled error')
    telemetry.track('After')
    await settle()
    expect(fake.done.at(-1)).toBe('stop')
    expect(typesSentBy(mounted)).toEqual(['page'])
  })

  test('and throws at a yes does not keep it from starting', async () => {
    const mounted = await mountTelemetry()
    effect(() => {
      if (mounted.consent.active) throw new Error('of the application')
    })
    expect(() => mounted.consent.grant()).toThrow('of the application')
    expectWarnings('Unhandled error')
    await settle()
    expect(typesSentBy(mounted)).toEqual(['page'])
  })

  test('and ends it all at a yes has nothing started', async () => {
    const { consent, telemetry, fake } = await mountTelemetry()
    watch(
      () => consent.active,
      (isActive) => isActive && telemetry.dispose(),
      { flush: 'sync' },
    )
    consent.grant()
    await settle()
    consent.deny()
    await settle()
    expect(fake.done).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('and takes a yes back has nothing started', async () => {
    const { consent, fake } = await mountTelemetry()
    watch(
      () => consent.status,
      (status) => status === 'granted' && consent.deny(),
      { flush: 'sync' },
    )
    consent.grant()
    await settle()
    expect(consent.reason).toBe('denied')
    expect(fake.done).toEqual([])
  })
})

describe('whoever is told what becomes of an event', () => {
  test('may say no while a start hands over, and nothing of it is sent at a later yes', async () => {
    keepChoice('granted')
    const config = deferred<unknown>()
    const mounted = await mountTelemetry({ config: config.promise })
    const { telemetry, consent, entries } = mounted
    telemetry.track('First')
    telemetry.track('Second')
    telemetry.identify('account-7')
    onceTold(mounted, 'starting', () => consent.deny())
    entries.length = 0
    config.resolve(configured())
    await settle()
    expect(consent.reason).toBe('denied')
    expect(typesSentBy(mounted)).toEqual([])
    const dropped = entries.filter(({ reason }) => reason === 'denied')
    expect(dropped.map(({ type }) => type).toSorted()).toEqual([
      'identify',
      'page',
      'track',
      'track',
    ])
    telemetry.reset()
    consent.grant()
    await settle()
    expect(typesSentBy(mounted)).toEqual(['reset', 'page'])
  })

  test('may say yes while a no is followed, and it starts anew', async () => {
    const fake = fakeDestination({
      start: ({ storagePrefix }) => localStorage.setItem(`fake_${storagePrefix}_id`, '1'),
    })
    const mounted = await mountGranted({ fake })
    mounted.telemetry.track('Waiting')
    onceTold(mounted, 'denied', () => mounted.consent.grant())
    mounted.consent.deny()
    await settle()
    await pass(5000)
    expect(mounted.consent.active).toBe(true)
    expect(typesSentBy(mounted)).toEqual(['page', 'page'])
    expect(localStorage.getItem('fake_telemetry:telemetry:user_id')).toBe('1')
  })

  test('may say no while the last is sent, which ends it there', async () => {
    const mounted = await mountGranted()
    const { telemetry, consent, fake } = mounted
    for (const name of ['First', 'Second']) telemetry.track(name)
    telemetry.onEvent(({ verdict }) => verdict === 'sent' && consent.deny())
    fake.done.length = 0
    telemetry.dispose()
    await settle()
    expect(fake.done).toEqual(['track', 'stop'])
  })

  test('may sign out while a start hands over, and is not known again after it', async () => {
    const config = deferred<unknown>()
    const mounted = await mountTelemetry({ config: config.promise })
    const { telemetry, consent } = mounted
    telemetry.identify('account-7')
    telemetry.track('Early')
    await pass(1000)
    consent.grant()
    onceTold(mounted, 'before-consent', () => telemetry.reset())
    config.resolve(configured())
    await settle()
    const types = typesSentBy(mounted)
    expect(types).toContain('reset')
    expect(types.slice(types.indexOf('reset'))).not.toContain('identify')
  })

  test.each<[string, (mounted: MountedTelemetry) => void]>([
    ['each answer by the other', ({ consent }) => consent[consent.active ? 'deny' : 'grant']()],
    [
      'each configuration by another',
      ({ config }) => void (config.value = configured(`${count++}`)),
    ],
  ])('may answer %s, and is not told for ever', async (_, answer) => {
    const mounted = await mountGranted()
    mounted.telemetry.track('Waiting')
    let told = 0
    mounted.telemetry.onEvent(() => {
      if (++told < 500) answer(mounted)
    })
    mounted.consent.deny()
    mounted.consent.grant()
    await settle()
    expect(told).toBeLessThan(100)
    mounted.consent.deny()
    expect(mounted.consent.active).toBe(false)
  })

  test('may end it all while a start hands over', async () => {
    const mounted = await mountTelemetry()
    onceTold(mounted, 'starting', () => mounted.telemetry.dispose())
    mounted.consent.grant()
    await settle()
    expect(mounted.fake.done).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('what an SDK writes after it was stopped', () => {
  const LATE = 'fake_telemetry:telemetry:late'

  test('goes though there has been another change since', async () => {
    const { consent } = await mountGranted()
    consent.deny()
    await pass(500)
    consent.clear()
    localStorage.setItem(LATE, '1')
    await pass(5000)
    expect(localStorage.getItem(LATE)).toBeNull()
  })

  test('goes where a configuration has taken only its destination away', async () => {
    const [one, other] = ['fake', 'other'].map((name) => fakeDestination({ name }))
    const frontend = { fake: { key: '1' }, other: { key: '1' } }
    const config = shallowRef<unknown>({ enabled: true, frontend })
    await mountGranted({ fake: one!, destinations: [one!, other!], config })
    config.value = { enabled: true, frontend: { other: { key: '1' } } }
    const theirs = 'other_telemetry:telemetry:user_id'
    localStorage.setItem(LATE, '1')
    localStorage.setItem(theirs, '1')
    await pass(5000)
    expect(localStorage.getItem(LATE)).toBeNull()
    expect(localStorage.getItem(theirs)).toBe('1')
  })
})

const CYCLE: Record<string, unknown> = {}
CYCLE.self = CYCLE

test.each<[string, unknown]>([
  ['a big integer', 10n],
  ['a cycle', CYCLE],
])('settings that cannot be compared close it: %s', async (_, value) => {
  const fake = fakeDestination()
  const read: typeof fake.read = (raw) =>
    raw.key === 'k2' ? { key: 'k2', value } : { key: raw.key }
  const { config, consent, telemetry } = await mountGranted({ fake: { ...fake, read } })
  config.value = configured('k2')
  expectReports('VT201')
  expect(consent.reason).toBe('config-error')
  telemetry.track('After')
  await settle()
  expect(fake.done.at(-1)).toBe('stop')
  expect(fake.sent.map(({ type }) => type)).toEqual(['page'])
})

test('a no stops though the settings have changed into what cannot be compared', async () => {
  const fake = fakeDestination()
  const settings: Record<string, unknown> = { key: 'k1' }
  const { consent, telemetry } = await mountGranted({ fake: { ...fake, read: () => settings } })
  settings.self = settings
  consent.deny()
  telemetry.track('After')
  await settle()
  expect(fake.done.at(-1)).toBe('stop')
})

test('a yes of another tab, given after a no that this one never saw, counts from then', async () => {
  keepChoice('granted')
  const config = deferred<unknown>()
  const mounted = await mountTelemetry({ config: config.promise })
  mounted.telemetry.track('Early')
  await pass(60_000)
  answerInOtherTab('granted')
  config.resolve(configured())
  await settle()
  expect(typesSentBy(mounted)).toEqual(['page'])
})

test('flush leaves no timer behind', async () => {
  const { telemetry } = await mountGranted()
  await telemetry.flush()
  telemetry.dispose()
  expect(vi.getTimerCount()).toBe(0)
})
