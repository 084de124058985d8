import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, defineStore, getActivePinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, nextTick, shallowRef, type Component } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import {
  createTelemetry,
  defineEvents,
  oneOf,
  useTelemetry,
  useTelemetryConsent,
  useTelemetryLog,
  type TelemetryConfig,
  type TelemetryEntry,
} from '../../src/index.ts'
import { createTestTelemetry, type TestTelemetry } from '../../src/testing.ts'
import { expectReports } from '../helpers/expect-report.ts'
import { setVisibility } from '../helpers/set-visibility.ts'

const Empty: Component = { render: () => null }

/** Mounts an app with a telemetry alone. */
function mountWith(telemetry: TestTelemetry, component = Empty) {
  return mount(component, { global: { plugins: [telemetry] } })
}

const page = (text: string): Component => defineComponent({ render: () => h('p', text) })

/** Mounts an app with a router, on its home page. */
async function mountWithRouter(telemetry: TestTelemetry) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'home', component: page('home') },
      { path: '/teams/:team', name: 'team', component: page('team') },
      {
        path: '/form',
        component: page('form'),
        meta: { telemetry: { title: () => document.querySelector('p')?.textContent ?? '' } },
      },
      { path: '/secret', component: page('secret'), meta: { telemetry: false } },
    ],
  })
  await router.push('/')
  const root = { render: () => h(RouterView) }
  const options = { global: { plugins: [router, telemetry] }, attachTo: document.body }
  return { router, wrapper: mount(root, options) }
}

const namesOf = ({ events }: TestTelemetry): string[] =>
  events.map((event) => {
    if (event.type === 'page' || event.type === 'leave') return `${event.type} ${event.page.route}`
    return event.type === 'track' ? event.name : event.type
  })

afterEach(() => {
  setActivePinia(undefined)
  vi.useRealTimers()
})

describe('what was sent', () => {
  it('is read right after the call', () => {
    const telemetry = createTestTelemetry()
    mountWith(telemetry)
    telemetry.track('Saved', { count: 1 })
    telemetry.identify('account-7', { plan: 'pro' })
    telemetry.group('team', 'team-3')
    telemetry.reset()
    expect(telemetry.events).toEqual([
      expect.objectContaining({ type: 'track', name: 'Saved', properties: { count: 1 } }),
      expect.objectContaining({ type: 'identify', userId: 'account-7', traits: { plan: 'pro' } }),
      expect.objectContaining({ type: 'group', groupType: 'team', groupKey: 'team-3' }),
      expect.objectContaining({ type: 'reset' }),
    ])
    expect(telemetry.dropped).toEqual([])
  })

  it('is read under a fake clock as well', () => {
    vi.useFakeTimers({ now: 0 })
    const telemetry = createTestTelemetry()
    mountWith(telemetry)
    telemetry.track('Saved')
    expect(namesOf(telemetry)).toEqual(['Saved'])
  })

  it('includes what components say, by injection, in templates and while they are set up', () => {
    const telemetry = createTestTelemetry()
    const Saver = defineComponent({
      setup() {
        expect(useTelemetry()).toBe(telemetry)
        useTelemetry().track('Opened')
      },
      mounted() {
        this.$telemetry.track('Mounted')
      },
      render: () => null,
    })
    mountWith(telemetry, Saver)
    expect(namesOf(telemetry)).toEqual(['Opened', 'Mounted'])
  })

  it('has been through the mask', () => {
    const telemetry = createTestTelemetry()
    mountWith(telemetry)
    telemetry.track('Invited', { note: 'to ann@private.example', password: 'x' })
    expect(telemetry.events[0]).toMatchObject({
      properties: { note: 'to [email]' },
      remarks: [
        { at: 'track.Invited.note', what: 'masked', why: 'email' },
        { at: 'track.Invited.password', what: 'dropped', why: 'private-key' },
      ],
    })
  })

  it('is told to listeners and shown by a log, when it is read', () => {
    const telemetry = createTestTelemetry()
    const entries: TelemetryEntry[] = []
    telemetry.onEvent((entry) => entries.push(entry))
    let log!: ReturnType<typeof useTelemetryLog>
    mountWith(
      telemetry,
      defineComponent({ setup: () => void (log = useTelemetryLog()), render: () => null }),
    )
    telemetry.track('Saved')
    const [event] = telemetry.events
    const entry = { verdict: 'sent', type: 'track', reason: null, destinations: ['posthog'], event }
    expect(entries).toEqual([entry])
    expect(log.entries.value).toMatchObject([{ verdict: 'sent', type: 'track' }])
  })

  it('can be forgotten', () => {
    const telemetry = createTestTelemetry()
    mountWith(telemetry)
    telemetry.track('Saved')
    telemetry.clear()
    expect(telemetry.events).toEqual([])
    telemetry.track('Saved again')
    expect(namesOf(telemetry)).toEqual(['Saved again'])
  })

  it('is neither requested, loaded nor stored', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    const set = vi.spyOn(Storage.prototype, 'setItem')
    const telemetry = createTestTelemetry({ answer: 'pending' })
    mountWith(telemetry)
    telemetry.consent.grant()
    telemetry.track('Saved')
    expect(namesOf(telemetry)).toEqual(['Saved'])
    await telemetry.flush()
    telemetry.consent.deny()
    expect(set).not.toHaveBeenCalled()
    expect(fetched).not.toHaveBeenCalled()
    expect({ ...localStorage }).toEqual({})
    expect({ ...sessionStorage }).toEqual({})
  })
})

describe('pages', () => {
  it('are viewed and left, by their patterns and with their times', async () => {
    const telemetry = createTestTelemetry({ now: 1_000_000 })
    const { router, wrapper } = await mountWithRouter(telemetry)
    telemetry.clock.advance(5000)
    await router.push('/teams/acme')
    telemetry.clock.set(new Date(1_008_000))
    wrapper.unmount()
    expect(namesOf(telemetry)).toEqual([
      'page /',
      'leave /',
      'page /teams/:team',
      'leave /teams/:team',
    ])
    expect(telemetry.events).toMatchObject([
      { time: 1_000_000 },
      { time: 1_005_000, duration: 5, activeDuration: 5, cause: 'route' },
      { time: 1_005_000, previous: { route: '/' } },
      { time: 1_008_000, duration: 3, cause: 'exit' },
    ])
  })

  it('have a title that is asked for once they are rendered', async () => {
    const telemetry = createTestTelemetry()
    const { router, wrapper } = await mountWithRouter(telemetry)
    await router.push('/form')
    await flushPromises()
    expect(telemetry.events.at(-1)).toMatchObject({ type: 'page', title: 'form' })
    wrapper.unmount()
  })

  it('may come with a router that is installed later', async () => {
    const telemetry = createTestTelemetry()
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/', component: Empty }],
    })
    await router.push('/')
    mount(Empty, { global: { plugins: [telemetry, router] } })
    expect(namesOf(telemetry)).toEqual(['page /'])
  })

  it('are not counted where the test says so', async () => {
    const telemetry = createTestTelemetry({ pages: false })
    const { wrapper } = await mountWithRouter(telemetry)
    expect(telemetry.events).toEqual([])
    wrapper.unmount()
  })
})

describe('what was not sent', () => {
  const events = defineEvents({
    Saved: { description: 'Saved', properties: { how: oneOf('key', 'menu') } },
  })

  it('has its name and the reason', () => {
    const telemetry = createTestTelemetry({ events }) as unknown as TestTelemetry
    mountWith(telemetry)
    telemetry.track('Saved', { how: 'key', by: 'Ann' })
    telemetry.track('Seved', { how: 'key' })
    telemetry.track('Saved', { how: 'key' })
    telemetry.track('$pageview')
    telemetry.identify('ann@private.example')
    expect(namesOf(telemetry)).toEqual(['Saved', 'Saved', 'reset'])
    expect(telemetry.dropped).toEqual([
      { type: 'track', reason: 'invalid' },
      { type: 'track', reason: 'unplanned', name: 'Seved' },
      { type: 'identify', reason: 'private-id' },
    ])
    expectReports('VT302', 'VT307', 'VT306', 'VT310')
  })

  it('is what comes before a yes and after a no', async () => {
    const telemetry = createTestTelemetry({ answer: 'pending' })
    const { router, wrapper } = await mountWithRouter(telemetry)
    telemetry.track('Before')
    expect(telemetry.events).toEqual([])
    telemetry.consent.grant()
    telemetry.track('Between')
    expect(namesOf(telemetry)).toEqual(['page /', 'Between'])
    telemetry.track('Overtaken')
    telemetry.consent.deny()
    await router.push('/teams/acme')
    telemetry.track('After')
    expect(namesOf(telemetry)).toEqual(['page /', 'Between'])
    expect(telemetry.dropped).toEqual([
      { type: 'page', reason: 'pending', route: '/' },
      { type: 'track', reason: 'pending', name: 'Before' },
      { type: 'track', reason: 'denied', name: 'Overtaken' },
      { type: 'page', reason: 'denied', route: '/teams/:team' },
      { type: 'track', reason: 'denied', name: 'After' },
    ])
    wrapper.unmount()
  })

  it('waits for the configuration, and goes out with it', () => {
    const telemetry = createTestTelemetry({ config: null, answer: 'granted' })
    mountWith(telemetry)
    telemetry.track('Early')
    expect(telemetry.events).toEqual([])
    expect(telemetry.waiting).toEqual([{ type: 'track', reason: 'loading', name: 'Early' }])
    telemetry.configure({})
    expect(namesOf(telemetry)).toEqual(['Early'])
    expect(telemetry.waiting).toEqual([])
  })

  it('waits no more when it is dropped', () => {
    const telemetry = createTestTelemetry({ config: null, bufferSize: 1 })
    mountWith(telemetry)
    telemetry.track('First')
    telemetry.track('Second')
    expect(telemetry.waiting).toMatchObject([{ name: 'Second' }])
    telemetry.configure({ enabled: false })
    expect(telemetry.waiting).toEqual([])
    expect(telemetry.dropped).toEqual([
      { type: 'track', reason: 'buffer-full', name: 'First' },
      { type: 'track', reason: 'disabled-by-config', name: 'Second' },
    ])
  })

  it('may wait for an answer', () => {
    const telemetry = createTestTelemetry({ answer: 'pending', consent: { replay: true } })
    mountWith(telemetry)
    telemetry.track('Early')
    telemetry.track('Early too')
    expect(telemetry.waiting).toMatchObject([{ reason: 'pending' }, { reason: 'pending' }])
    telemetry.consent.grant()
    expect(namesOf(telemetry)).toEqual(['Early', 'Early too'])
  })

  it('is dropped where another tab has said no', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }
    const telemetry = createTestTelemetry({ consent: { storage } })
    mountWith(telemetry)
    telemetry.consent.grant()
    telemetry.track('First')
    expect(namesOf(telemetry)).toEqual(['First'])
    for (const [key, value] of kept) kept.set(key, value.replace('granted', 'denied'))
    telemetry.track('Second')
    expect(namesOf(telemetry)).toEqual(['First'])
    expect(telemetry.dropped).toMatchObject([{ type: 'track', reason: 'denied' }])
    expect(telemetry.consent.status).toBe('denied')
  })
})

describe('the operator', () => {
  it('can change the configuration while the app runs', () => {
    const telemetry = createTestTelemetry()
    mountWith(telemetry)
    expect(telemetry.idle).toBeNull()
    telemetry.configure({ adminOptOut: true })
    expect(telemetry.idle).toBe('disabled-by-admin')
    telemetry.configure({ enabled: false })
    expect(telemetry.idle).toBe('disabled-by-config')
    telemetry.configure({ frontend: {} })
    expect(telemetry.idle).toBe('not-configured')
    expectReports('VT203')
    telemetry.configure({ consent: { policyVersion: 2 } })
    expect(telemetry.idle).toBe('pending')
    telemetry.configure(null)
    expect(telemetry.idle).toBe('loading')
    telemetry.configure({})
    expect(telemetry.idle).toBeNull()
  })

  it.each<[string, () => TelemetryConfig | { telemetry: TelemetryConfig }]>([
    ['as it is served', () => ({ telemetry: { ...served, consent: { policyVersion: 3 } } })],
    ['without its outer key', () => ({ ...served, consent: { policyVersion: 3 } })],
  ])('has the configuration of the application, %s', (_, config) => {
    const telemetry = createTestTelemetry({ config: config() })
    mountWith(telemetry)
    expect(telemetry.idle).toBeNull()
    expect(telemetry.consent.basis).toBe('consent')
  })

  it('has it in a ref, or in a promise', async () => {
    const config = shallowRef<TelemetryConfig>({ ...served, enabled: false })
    const live = createTestTelemetry({ config })
    mountWith(live)
    expect(live.idle).toBe('disabled-by-config')
    config.value = served
    expect(live.idle).toBeNull()
    const late = createTestTelemetry({ config: () => Promise.resolve(served) })
    mountWith(late)
    expect(late.idle).toBe('loading')
    await flushPromises()
    expect(late.idle).toBeNull()
  })

  it('has hosts that the default keeps to', () => {
    const telemetry = createTestTelemetry({ hosts: ['eu.i.posthog.com'] })
    mountWith(telemetry)
    expect(telemetry.idle).toBeNull()
  })

  it('has a configuration that is checked', () => {
    const telemetry = createTestTelemetry({ config: { enabled: 'false' } as never })
    mountWith(telemetry)
    expect(telemetry.idle).toBe('config-error')
    expectReports('VT201')
  })
})

const served: TelemetryConfig = {
  enabled: true,
  frontend: { posthog: { apikey: 'phc_x', apiurl: 'https://eu.i.posthog.com' } },
}

describe('the person', () => {
  it.each([
    ['granted', 'granted', null],
    ['denied', 'denied', 'denied'],
    ['pending', 'pending', 'pending'],
  ] as const)('begins with the answer %s', (answer, status, idle) => {
    const telemetry = createTestTelemetry({ answer })
    mountWith(telemetry)
    expect(telemetry.consent.status).toBe(status)
    expect(telemetry.idle).toBe(idle)
  })

  it('answers a banner, in the store of the app', async () => {
    const telemetry = createTestTelemetry({ answer: 'pending' })
    const Banner = defineComponent({
      setup() {
        const consent = useTelemetryConsent()
        return () => h('button', { onClick: () => consent.grant() }, `${consent.shouldAsk}`)
      },
    })
    const banner = mountWith(telemetry, Banner)
    await nextTick()
    expect(banner.text()).toBe('true')
    await banner.get('button').trigger('click')
    expect(banner.text()).toBe('false')
    expect(telemetry.consent.status).toBe('granted')
  })

  it('answers after the app is mounted', () => {
    const telemetry = createTestTelemetry()
    expect(() => telemetry.consent).toThrow('The consent store is there once the app is mounted.')
    mountWith(telemetry)
    telemetry.consent.clear()
    expect(telemetry.idle).toBe('pending')
  })
})

describe('the Pinia', () => {
  const useCount = defineStore('count', () => ({ id: Symbol('store') }))
  const Counter = defineComponent({ setup: () => ({ count: useCount() }), render: () => null })

  it('is that of the app, installed before or after', () => {
    for (const order of ['before', 'after']) {
      const pinia = createPinia()
      const telemetry = createTestTelemetry()
      const plugins = order === 'before' ? [pinia, telemetry] : [telemetry, pinia]
      mount(Empty, { global: { plugins } })
      expect(telemetry.consent).toBe(useTelemetryConsent(pinia))
      expect(telemetry.idle).toBeNull()
    }
  })

  it('is the active one of the test, whose stores the components have', () => {
    const pinia = createPinia()
    setActivePinia(pinia)
    const telemetry = createTestTelemetry()
    const { vm } = mountWith(telemetry, Counter)
    expect((vm as unknown as { count: unknown }).count).toBe(useCount(pinia))
    expect(telemetry.consent).toBe(useTelemetryConsent(pinia))
  })

  it('is one of its own, where there is none', () => {
    expect(getActivePinia()).toBeUndefined()
    const telemetry = createTestTelemetry()
    mountWith(telemetry, Counter)
    expect(telemetry.consent.active).toBe(true)
  })

  it('is that of the options', () => {
    const pinia = createPinia()
    const telemetry = createTestTelemetry({ pinia })
    mountWith(telemetry)
    expect(telemetry.consent).toBe(useTelemetryConsent(pinia))
  })
})

it('needs no more of a browser than jsdom has', async () => {
  for (const name of ['TextDecoder', 'TextEncoder', 'structuredClone', 'requestIdleCallback']) {
    vi.stubGlobal(name, undefined)
  }
  const { timeOrigin } = performance
  vi.stubGlobal('performance', { timeOrigin, now: () => 0 })
  const telemetry = createTestTelemetry()
  const { wrapper } = await mountWithRouter(telemetry)
  telemetry.track('Saved', { note: 'aGVsbG8gYW5uQHByaXZhdGUuZXhhbXBsZQ==' })
  expect(namesOf(telemetry)).toEqual(['page /', 'Saved'])
  wrapper.unmount()
  vi.unstubAllGlobals()
})

describe('from test to test', () => {
  it('a new one ends the one before, though nobody has unmounted its app', () => {
    const first = createTestTelemetry()
    const wrapper = mountWith(first)
    first.track('First')
    const second = createTestTelemetry()
    mountWith(second)
    second.track('Second')
    first.track('Too late')
    expect(namesOf(second)).toEqual(['Second'])
    expect(namesOf(first)).toEqual(['First'])
    expect(first.idle).toBe('disposed')
    wrapper.unmount()
    second.track('Still there')
    expect(namesOf(second)).toEqual(['Second', 'Still there'])
  })

  it('knows no answer of the one before, not in the same Pinia either', () => {
    setActivePinia(createPinia())
    const first = createTestTelemetry()
    mountWith(first)
    first.consent.deny()
    for (const answer of ['granted', 'pending'] as const) {
      const next = createTestTelemetry({ answer })
      mountWith(next)
      expect(next.consent.status).toBe(answer)
    }
  })

  it('two of different names stand side by side', () => {
    const one = createTestTelemetry({ name: 'one' })
    const other = createTestTelemetry({ name: 'other' })
    mount(Empty, { global: { plugins: [one, other] } })
    one.track('Of one')
    other.track('Of the other')
    expect([namesOf(one), namesOf(other)]).toEqual([['Of one'], ['Of the other']])
  })

  it('one that the app installs itself is not ended', () => {
    const real = createTelemetry({ config: null })
    mount(Empty, { global: { plugins: [createPinia(), real] } })
    expectReports('VT101')
    const telemetry = createTestTelemetry()
    mountWith(telemetry)
    telemetry.track('Saved')
    expect(telemetry.events).toEqual([])
    expectReports('VT103')
  })
})

describe('why nothing is recorded', () => {
  it('is said, from the beginning to the end', () => {
    const telemetry = createTestTelemetry()
    expect(telemetry.idle).toBe('not-installed')
    const app = createApp(Empty).use(telemetry)
    expect(telemetry.idle).toBe('not-mounted')
    app.mount(document.createElement('div'))
    expect(telemetry.idle).toBeNull()
    app.unmount()
    expect(telemetry.idle).toBe('disposed')
  })

  it('may be a document that nobody sees', () => {
    setVisibility('hidden')
    const telemetry = createTestTelemetry()
    mountWith(telemetry)
    telemetry.track('Early')
    expect(telemetry.idle).toBe('not-shown')
    setVisibility('visible')
    expect(telemetry.idle).toBeNull()
    expect(namesOf(telemetry)).toEqual(['Early'])
  })
})
