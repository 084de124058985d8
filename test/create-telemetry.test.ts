import { createPinia } from 'pinia'
import { describe, expect, test, vi } from 'vitest'
import { createApp, h, shallowRef, type App } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { useTelemetryConsent } from '../src/consent/consent-store.ts'
import { createTelemetry } from '../src/create-telemetry.ts'
import type { TelemetryEntry } from '../src/delivery/journal.ts'
import type { TelemetryOptions } from '../src/options.ts'
import { telemetryPlugin } from '../src/telemetry-plugin.ts'
import { useTelemetry } from '../src/use-telemetry.ts'
import { deferred, type Deferred } from './helpers/deferred.ts'
import { expectReports } from './helpers/expect-report.ts'
import { fakeDestination } from './helpers/fake-destination.ts'
import {
  CHOICE_KEY,
  configured,
  keepChoice,
  mountGranted,
  mountTelemetry,
  ROUTES,
  settle,
  useFixedClock,
} from './helpers/mount-telemetry.ts'

useFixedClock()

const newRouter = () => createRouter({ history: createMemoryHistory(), routes: ROUTES })

/** A telemetry that a yes from an earlier visit lets send, not installed yet. */
function create(options: Partial<TelemetryOptions> = {}) {
  keepChoice('granted')
  const fake = fakeDestination()
  const telemetry = createTelemetry({ config: configured(), destinations: [fake], ...options })
  const entries: TelemetryEntry[] = []
  telemetry.onEvent((entry) => entries.push(entry))
  return { fake, telemetry, entries }
}

/** Mounts an app for as long as something is looked at. */
async function mounted(app: App, look: () => void): Promise<void> {
  app.mount(document.createElement('div'))
  await settle()
  look()
  app.unmount()
}

const newApp = () => createApp({ render: () => h('p') })

describe('the order of use', () => {
  test.each([
    ['last', ['pinia', 'router', 'telemetry']],
    ['before the router', ['pinia', 'telemetry', 'router']],
    ['before Pinia', ['router', 'telemetry', 'pinia']],
    ['first', ['telemetry', 'router', 'pinia']],
  ])('does not matter: %s', async (_, order) => {
    const { fake, telemetry } = create()
    const plugins = { pinia: createPinia(), router: newRouter(), telemetry }
    const app = createApp({ render: () => h(RouterView) })
    for (const plugin of order) app.use(plugins[plugin as 'telemetry'])
    await mounted(app, () => {
      expect(fake.sent).toMatchObject([{ type: 'page', page: { route: '/' } }])
    })
    expectReports()
  })

  test('what is said before it is installed is kept', async () => {
    const { fake, telemetry } = create({ pages: false })
    telemetry.track('Before')
    await mounted(newApp().use(createPinia()).use(telemetry), () => {
      expect(fake.sent).toMatchObject([{ name: 'Before' }])
    })
  })
})

describe('what is missing is told', () => {
  test('a router: pages are not counted, everything else is', async () => {
    const { fake, telemetry } = create()
    telemetry.track('Clicked')
    await mounted(newApp().use(createPinia()).use(telemetry), () => {
      expect(fake.sent).toMatchObject([{ name: 'Clicked' }])
    })
    expectReports('VT101')
  })

  test('no router is missing where no pages are counted', async () => {
    const { telemetry, fake } = create({ pages: false })
    await mounted(newApp().use(createPinia()).use(telemetry), () => {
      expect(fake.done).toEqual(['load', 'start k1'])
    })
    expectReports()
  })

  test('a Pinia: nothing is sent, since nobody can be asked', async () => {
    const { fake, telemetry, entries } = create()
    localStorage.setItem('fake_telemetry:telemetry:user', 'x')
    await mounted(newApp().use(newRouter()).use(telemetry), () => {
      telemetry.track('Clicked')
      expect(fake.done).toEqual([])
      expect(entries.at(-1)).toMatchObject({ verdict: 'dropped', reason: 'config-error' })
      expect(localStorage.getItem('fake_telemetry:telemetry:user')).toBeNull()
    })
    expectReports('VT102')
  })

  test('both', async () => {
    const { telemetry, fake } = create()
    await mounted(newApp().use(telemetry), () => {
      expect(fake.done).toEqual([])
    })
    expectReports('VT101', 'VT102')
  })

  test.each<[string, (app: App) => unknown]>([
    ['options without it', (app) => app.use(createTelemetry({} as TelemetryOptions))],
    ['no options', (app) => app.use(createTelemetry(undefined as never))],
    ['no options of the short form', (app) => app.use(telemetryPlugin, undefined as never)],
  ])('a configuration: nothing is sent, with %s', async (_, install) => {
    keepChoice('granted')
    const pinia = createPinia()
    const app = newApp().use(pinia).use(newRouter())
    install(app)
    await mounted(app, () => {
      expect(useTelemetryConsent(pinia)).toMatchObject({ active: false, reason: 'loading' })
    })
    expectReports('VT105')
  })

  test.each<[string, TelemetryOptions['config']]>([
    ['null', null],
    ['a ref that is empty', shallowRef()],
  ])('no configuration where it is on its way: %s', async (_, config) => {
    const pinia = createPinia()
    const { telemetry } = create({ config })
    await mounted(newApp().use(pinia).use(newRouter()).use(telemetry), () => {
      expect(useTelemetryConsent(pinia).reason).toBe('loading')
    })
    expectReports()
  })

  test('neither, where they are passed in the options', async () => {
    const pinia = createPinia()
    const router = newRouter()
    await router.push('/teams')
    const { fake, telemetry } = create({ pinia, router })
    await mounted(newApp().use(telemetry), () => {
      expect(fake.sent).toMatchObject([{ page: { route: '/teams' } }])
      expect(useTelemetryConsent(pinia).active).toBe(true)
    })
    expectReports()
  })
})

describe('the name', () => {
  test.each(['a:b', '', 'a b', 'ä', 'a.b', '../a'])('cannot be "%s"', async (name) => {
    const { fake, telemetry } = create({ name })
    expectReports('VT104')
    await mounted(newApp().use(createPinia()).use(newRouter()).use(telemetry), () => {
      telemetry.track('Clicked')
      expect(fake.done).toEqual([])
    })
  })

  test.each(['main', 'Main-2_b', '7'])('can be "%s"', (name) => {
    expect(create({ name }).telemetry.name).toBe(name)
    expectReports()
  })

  test('is "telemetry" where nothing is said', () => {
    expect(create().telemetry.name).toBe('telemetry')
  })
})

describe('a telemetry that may not be', () => {
  test('has a `$telemetry` that can be told things, and no more', () => {
    const app = newApp().use(create({ name: 'bad name' }).telemetry)
    expectReports('VT104')
    const { $telemetry } = app.config.globalProperties
    expect(Object.keys($telemetry).toSorted()).toEqual(['group', 'identify', 'reset', 'track'])
  })

  test('replaces nobody’s `$telemetry`, nor what components get', async () => {
    const { app, telemetry } = await mountGranted()
    const before = app.config.globalProperties.$telemetry
    app.use(create({ name: 'bad name' }).telemetry)
    expectReports('VT104')
    expect(app.config.globalProperties.$telemetry).toBe(before)
    expect(app.runWithContext(useTelemetry)).toBe(telemetry)
  })
})

describe('two on one page', () => {
  test('do not see each other under two names', async () => {
    const one = await mountTelemetry({ name: 'one' })
    const two = await mountTelemetry({ name: 'two', pinia: one.pinia })
    one.consent.grant()
    await settle()
    one.telemetry.track('Clicked')
    await settle()
    expect(one.fake.sent.map(({ type }) => type)).toEqual(['page', 'track'])
    expect(two.fake.done).toEqual([])
    two.consent.grant()
    await settle()
    expect(one.fake.starts[0]!.storagePrefix).toBe('telemetry:one:user')
    expect(two.fake.starts[0]!.storagePrefix).toBe('telemetry:two:user')
    one.consent.deny()
    expect(two.consent.active).toBe(true)
    expect(two.fake.done).not.toContain('stop')
  })

  test('of one name are told, and the second stays off', async () => {
    const first = await mountGranted()
    const second = await mountTelemetry({ pinia: first.pinia })
    expect(expectReports('VT103')[0]).toContain('(telemetry)')
    await settle()
    first.telemetry.track('Clicked')
    second.telemetry.track('Clicked')
    await settle()
    expect(first.fake.sent.map(({ type }) => type)).toEqual(['page', 'track'])
    expect(second.fake.done).toEqual([])
    expect(second.entries).toEqual([])
    first.consent.deny()
    first.consent.grant()
    await settle()
    expect(second.fake.done).toEqual([])
  })

  test('of two names in one app mean the first where nothing is said', async () => {
    const { app, telemetry } = await mountGranted()
    const before = app.config.globalProperties.$telemetry
    const second = create({ name: 'two', pages: false })
    app.use(second.telemetry)
    // Vue would warn of something that is provided twice.
    expectReports()
    expect(app.config.globalProperties.$telemetry).toBe(before)
    expect(app.runWithContext(useTelemetry)).toBe(telemetry)
    useTelemetryConsent(app.config.globalProperties.$pinia, 'two').grant()
    second.telemetry.track('Clicked')
    await settle()
    expect(second.fake.sent).toMatchObject([{ name: 'Clicked' }])
  })

  test('of one name in one app leave the first where it was', async () => {
    const { app, telemetry } = await mountGranted()
    const before = app.config.globalProperties.$telemetry
    app.use(create().telemetry)
    expectReports('VT103')
    expect(app.runWithContext(useTelemetry)).toBe(telemetry)
    expect(app.config.globalProperties.$telemetry).toBe(before)
  })

  test('of one name erase nothing of each other', async () => {
    const { pinia, telemetry, fake } = await mountGranted()
    localStorage.setItem('fake_telemetry:telemetry:user', 'x')
    const second = await mountTelemetry({ pinia })
    expectReports('VT103')
    expect(localStorage.getItem('fake_telemetry:telemetry:user')).toBe('x')
    second.telemetry.dispose()
    second.unmount()
    expect(localStorage.getItem('fake_telemetry:telemetry:user')).toBe('x')
    telemetry.track('Clicked')
    await settle()
    expect(fake.sent.map(({ type }) => type)).toEqual(['page', 'track'])
  })

  test('of one name are told though each has an app and a Pinia of its own', async () => {
    const first = await mountGranted()
    const second = await mountGranted()
    expect(expectReports('VT103')[0]).toContain('(telemetry)')
    second.telemetry.track('Clicked')
    await settle()
    expect(first.fake.sent.map(({ type }) => type)).toEqual(['page'])
    expect(second.fake.done).toEqual([])
    expect(second.entries).toEqual([])
    // The second never had the name, and so gives nothing back.
    second.unmount()
    await mountGranted()
    expectReports('VT103')
  })

  test('that do nothing can be called in templates all the same', async () => {
    const first = await mountGranted()
    const { app } = await mountGranted()
    expectReports('VT103')
    const again = createApp({ render: () => null }).use(first.telemetry)
    first.telemetry.dispose()
    const late = createApp({ render: () => null }).use(first.telemetry)
    await settle()
    const before = first.fake.done.length
    for (const { config } of [app, again, late]) {
      const { track, identify, group, reset } = config.globalProperties.$telemetry
      track('Clicked')
      identify('account-7')
      group('team', 'team-3')
      reset()
    }
    expect(late.runWithContext(useTelemetry)).toBe(first.telemetry)
    await settle()
    expect(first.fake.done).toHaveLength(before)
  })

  test('of one name may follow each other', async () => {
    const first = await mountGranted()
    first.telemetry.dispose()
    const second = await mountTelemetry({ pinia: first.pinia })
    await settle()
    expect(second.consent.active).toBe(true)
    expect(second.fake.sent.map(({ type }) => type)).toEqual(['page'])
    expect(first.fake.done.filter((what) => what === 'page')).toHaveLength(1)
  })

  test('of one name may follow each other by unmounting', async () => {
    const first = await mountGranted()
    first.unmount()
    const second = await mountTelemetry({ pinia: first.pinia })
    expect(second.consent.active).toBe(true)
    expectReports()
  })
})

describe('dispose', () => {
  test('leaves the page, hands over what waits, and stops', async () => {
    const { telemetry, fake, consent } = await mountGranted()
    telemetry.track('Last')
    telemetry.dispose()
    expect(fake.done).toEqual(['load', 'start k1', 'page', 'track', 'leave', 'flush exit', 'stop'])
    expect(fake.starts[0]!.signal.aborted).toBe(true)
    expect(consent.active).toBe(false)
    expect(consent.status).toBe('granted')
  })

  test('erases what was stored, but for the choice', async () => {
    const { telemetry } = await mountGranted()
    localStorage.setItem('fake_telemetry:telemetry:user', 'x')
    localStorage.setItem('ph_phc_x_posthog', 'x')
    telemetry.dispose()
    expect(Object.keys(localStorage).toSorted()).toEqual(['ph_phc_x_posthog', CHOICE_KEY])
  })

  test('is for good: nothing is heard or sent, and no timer runs', async () => {
    const { telemetry, fake, router, config, consent, entries } = await mountGranted()
    telemetry.dispose()
    const before = [...fake.done]
    entries.length = 0
    telemetry.track('After')
    telemetry.identify('account-7')
    telemetry.reset()
    await router.push('/teams')
    config.value = configured('k2')
    consent.deny()
    consent.grant()
    window.dispatchEvent(new Event('pagehide'))
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    document.dispatchEvent(new Event('visibilitychange'))
    window.dispatchEvent(new StorageEvent('storage'))
    expect(vi.getTimerCount()).toBe(0)
    await settle()
    expect(fake.done).toEqual(before)
    expect(entries).toEqual([])
  })

  test('takes every listener along', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const listen = (_type: string, _listener: unknown, options?: unknown): void => {
      signals.push((options as AddEventListenerOptions | undefined)?.signal)
    }
    vi.spyOn(window, 'addEventListener').mockImplementation(listen)
    vi.spyOn(document, 'addEventListener').mockImplementation(listen)
    const { telemetry } = await mountGranted()
    const own = signals.filter((signal) => signal !== undefined)
    expect(own.length).toBeGreaterThan(3)
    expect(own.filter(({ aborted }) => aborted)).toEqual([])
    telemetry.dispose()
    expect(own.filter(({ aborted }) => !aborted)).toEqual([])
  })

  test('can be said twice', async () => {
    const { telemetry, fake } = await mountGranted()
    telemetry.dispose()
    telemetry.dispose()
    expect(fake.done.filter((what) => what === 'stop')).toHaveLength(1)
  })

  test('is silent to those as well who listen later', async () => {
    const { telemetry } = await mountGranted()
    telemetry.dispose()
    const seen: TelemetryEntry[] = []
    telemetry.onEvent((entry) => seen.push(entry))
    telemetry.track('After')
    telemetry.track('')
    expectReports('VT302')
    expect(seen).toEqual([])
  })

  test.each<[string, (config: Deferred<unknown>) => void]>([
    ['arrives', ({ resolve }) => resolve(configured())],
    ['cannot be understood', ({ resolve }) => resolve('nonsense')],
    ['fails', ({ reject }) => reject(new Error('secret'))],
  ])('ends a configuration that %s later', async (_, happen) => {
    const config = deferred<unknown>()
    const { telemetry, fake } = await mountGranted({ config: config.promise })
    telemetry.dispose()
    happen(config)
    await settle()
    expect(fake.done).toEqual([])
    expectReports()
  })

  test('reads the configuration no more', async () => {
    const source = shallowRef(configured())
    const config = vi.fn<() => object>(() => source.value)
    const { telemetry } = await mountGranted({ config })
    telemetry.dispose()
    config.mockClear()
    source.value = configured('k2')
    expect(config).not.toHaveBeenCalled()
  })

  test('ends what has only been put off', async () => {
    const { telemetry, consent, fake } = await mountTelemetry()
    consent.grant()
    telemetry.dispose()
    expect(vi.getTimerCount()).toBe(0)
    await settle()
    expect(fake.done).toEqual([])
  })

  test('ends what is starting', async () => {
    const code = deferred()
    const fake = fakeDestination({ load: () => code.promise })
    const { telemetry } = await mountGranted({ fake })
    telemetry.dispose()
    code.resolve()
    await settle()
    expect(fake.done).toEqual(['load'])
  })

  test('ends what has not begun', async () => {
    const { fake, telemetry } = create()
    telemetry.dispose()
    await mounted(newApp().use(createPinia()).use(newRouter()).use(telemetry), () => {
      expect(fake.done).toEqual([])
    })
  })

  test('ends what waits for a router or a Pinia', async () => {
    const { fake, telemetry } = create()
    const app = newApp().use(telemetry).use(createPinia()).use(newRouter())
    telemetry.dispose()
    await mounted(app, () => {
      expect(fake.done).toEqual([])
    })
    expectReports()
  })

  test('follows from unmounting the app', async () => {
    const { unmount, fake, telemetry, entries } = await mountGranted()
    unmount()
    expect(fake.done.at(-1)).toBe('stop')
    entries.length = 0
    telemetry.track('After')
    await settle()
    expect(entries).toEqual([])
    expect(fake.done.at(-1)).toBe('stop')
  })
})

test('installed on a second app it stays with the first', async () => {
  const { fake, telemetry } = create()
  const app = newApp().use(createPinia()).use(newRouter()).use(telemetry)
  telemetry.install(newApp().use(createPinia()).use(newRouter()))
  expectReports('VT106')
  await mounted(app, () => {
    expect(fake.done).toEqual(['load', 'start k1', 'page'])
  })
})

test('installed on a second app with the same Pinia there is nothing to be said', async () => {
  const { telemetry } = create()
  const pinia = createPinia()
  const app = newApp().use(pinia).use(newRouter()).use(telemetry)
  telemetry.install(newApp().use(pinia))
  await mounted(app, () => expect(expectReports()).toEqual([]))
})
