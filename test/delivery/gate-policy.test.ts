import { describe, expect, test, vi } from 'vitest'
import type { TelemetryEvent } from '../../src/events.ts'
import { deferred } from '../helpers/deferred.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'
import {
  answerInOtherTab,
  CHOICE_KEY,
  configured,
  keepChoice,
  mountTelemetry,
  settle,
  START,
  useFixedClock,
  type MountedTelemetry,
} from '../helpers/mount-telemetry.ts'

useFixedClock()

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

type Model = 'opt-in' | 'opt-out' | 'none'

const under = (model: Model, consent: object = {}) =>
  configured('k1', { consent: { model, ...consent } })

/** What was sent, with the seconds at which it happened: `track Clicked 2`. */
function brief(event: TelemetryEvent): string {
  const second = (event.time - START) / 1000
  if (event.type === 'page' || event.type === 'leave') {
    return `${event.type} ${event.page.route} ${second}`
  }
  if (event.type === 'track') return `track ${event.name} ${second}`
  return event.type === 'identify'
    ? `identify ${event.userId} ${second}`
    : `${event.type} ${second}`
}
const sentBy = ({ fake }: MountedTelemetry) => fake.sent.map(brief)

const OURS = 'fake_telemetry:telemetry:user'

const writeKeys = (): void => {
  localStorage.setItem(OURS, 'x')
  sessionStorage.setItem(OURS, 'x')
}
const left = (): (string | null)[] => [localStorage.getItem(OURS), sessionStorage.getItem(OURS)]

describe.each(['opt-out', 'none'] as const)('without an answer, under "%s"', (model) => {
  test('everything is sent from the start', async () => {
    const mounted = await mountTelemetry({ config: under(model) })
    const { telemetry, router } = mounted
    telemetry.track('First')
    await pass(1000)
    telemetry.identify('account-7')
    await router.push('/teams')
    await settle()
    expect(sentBy(mounted)).toEqual([
      'page / 0',
      'track First 0',
      'identify account-7 1',
      'leave / 1',
      'page /teams 1',
    ])
    expect(mounted.fake.starts).toHaveLength(1)
  })

  test.each([false, true])(
    'what waited for the configuration is sent with its own times: replay %s',
    async (replay) => {
      const config = deferred<unknown>()
      const mounted = await mountTelemetry({ config: config.promise, consent: { replay } })
      const { telemetry, router } = mounted
      await pass(1000)
      telemetry.track('Loading')
      await pass(1000)
      await router.push('/teams')
      telemetry.identify('account-7')
      await pass(1000)
      expect(mounted.fake.done).toEqual([])
      config.resolve(under(model))
      await settle()
      expect(sentBy(mounted)).toEqual([
        'page / 0',
        'track Loading 1',
        'leave / 2',
        'page /teams 2',
        'identify account-7 2',
      ])
    },
  )

  test('keys of an earlier visit stay where they are of what is configured', async () => {
    writeKeys()
    await mountTelemetry({ config: under(model) })
    await settle()
    expect(left()).toEqual(['x', 'x'])
  })

  test('a yes on top of it begins nothing anew', async () => {
    const mounted = await mountTelemetry({ config: under(model) })
    await settle()
    mounted.consent.grant()
    expect(mounted.consent.basis).toBe('consent')
    await settle()
    mounted.telemetry.track('After')
    await settle()
    expect(mounted.fake.done).toEqual(['load', 'start k1', 'page', 'track'])
  })

  test('nor does a new policy, under which it goes on', async () => {
    keepChoice('granted')
    const mounted = await mountTelemetry()
    const { config, consent, fake, telemetry } = mounted
    config.value = under(model)
    await settle()
    expect(consent.basis).toBe('consent')
    config.value = under(model, { policyVersion: 2 })
    expect(consent.basis).toBe('policy')
    telemetry.track('After')
    await settle()
    expect(fake.done).toEqual(['load', 'start k1', 'page', 'track'])
  })

  test.each<[string, (mounted: MountedTelemetry) => void]>([
    ['the person', ({ consent }) => consent.deny()],
    ['another tab', () => answerInOtherTab('denied')],
    ['the operator', ({ config }) => (config.value = { ...under(model), enabled: false })],
    ['the administrator', ({ config }) => (config.value = { ...under(model), adminOptOut: true })],
    ['a model that asks', ({ config }) => (config.value = under('opt-in'))],
    ['a configuration without a key', ({ config }) => (config.value = { enabled: true })],
  ])('a no of %s stops it at once and erases what is stored', async (_, say) => {
    const mounted = await mountTelemetry()
    const { telemetry, router, config, fake } = mounted
    config.value = under(model)
    await settle()
    writeKeys()
    telemetry.track('Waiting')
    const before = [...fake.done]
    say(mounted)
    expect(fake.done).toEqual([...before, 'stop'])
    expect(fake.starts[0]!.signal.aborted).toBe(true)
    expect(left()).toEqual([null, null])
    telemetry.track('After')
    await router.push('/teams')
    await telemetry.flush()
    // What an SDK may have written once more.
    writeKeys()
    await pass(60_000)
    expect(left()).toEqual([null, null])
    expect(fake.done.filter((what) => !what.startsWith('flush'))).toEqual([...before, 'stop'])
  })

  test('a no while it starts starts nothing', async () => {
    const code = deferred()
    const fake = fakeDestination({ load: () => code.promise })
    const mounted = await mountTelemetry({ config: under(model), fake })
    await settle()
    mounted.consent.deny()
    code.resolve()
    await settle()
    expect(fake.done).toEqual(['load'])
  })

  test('a no of an earlier visit sends nothing of what waited', async () => {
    keepChoice('denied')
    writeKeys()
    const config = deferred<unknown>()
    const mounted = await mountTelemetry({ config: config.promise })
    mounted.telemetry.track('Loading')
    config.resolve(under(model))
    await settle()
    expect(mounted.fake.done).toEqual([])
    expect(left()).toEqual([null, null])
  })

  test('a no that is forgotten is followed by what holds, and nothing from between', async () => {
    const mounted = await mountTelemetry({ config: under(model) })
    const { telemetry, router, consent, fake } = mounted
    telemetry.identify('account-7')
    await settle()
    consent.deny()
    fake.sent.length = 0
    telemetry.track('Denied')
    await router.push('/teams')
    await pass(800)
    consent.clear()
    await settle()
    expect(sentBy(mounted)).toEqual(['identify account-7 1', 'page /teams 1'])
    expect(localStorage.getItem(CHOICE_KEY)).toBeNull()
  })

  test('it begins once nobody is asked any more, with the page one is on', async () => {
    const mounted = await mountTelemetry()
    const { telemetry, router, config } = mounted
    telemetry.track('Asked')
    await router.push('/teams')
    await pass(1000)
    config.value = under(model)
    await settle()
    expect(sentBy(mounted)).toEqual(['page /teams 1'])
  })

  test('it is taken up after a model that asks, with nothing from between', async () => {
    const mounted = await mountTelemetry()
    const { telemetry, config, fake } = mounted
    config.value = under(model)
    await settle()
    config.value = under('opt-in')
    fake.sent.length = 0
    telemetry.track('Asked')
    await pass(800)
    config.value = under(model)
    await settle()
    expect(sentBy(mounted)).toEqual(['page / 1'])
    expect(fake.starts).toHaveLength(2)
  })
})
