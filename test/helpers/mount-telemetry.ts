import { createPinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, vi } from 'vitest'
import { createApp, h, nextTick, shallowRef, type App, type Component, type ShallowRef } from 'vue'
import {
  createMemoryHistory,
  createRouter,
  RouterView,
  type Router,
  type RouteRecordRaw,
} from 'vue-router'
import { useTelemetryConsent } from '../../src/consent/consent-store.ts'
import { createTelemetry } from '../../src/create-telemetry.ts'
// Loaded here, so that the dynamic import of it settles under a fake clock.
import '../../src/delivery/after-yes.ts'
import type { TelemetryEntry } from '../../src/delivery/journal.ts'
import type { TelemetryOptions } from '../../src/options.ts'
import type { Telemetry } from '../../src/telemetry.ts'
import { fakeDestination, type FakeDestination } from './fake-destination.ts'
import { showSince } from './set-visibility.ts'

/** When each test of a fixed clock begins. */
export const START = 1_000_000_000_000

/** The key under which the choice is kept, unless a telemetry has a name of its own. */
export const CHOICE_KEY = 'telemetry:telemetry'

/** A runtime configuration under which the fake destination is configured. */
export const configured = (key = 'k1', more: object = {}) => ({
  enabled: true,
  frontend: { fake: { key } },
  ...more,
})

const page = (text: string): Component => ({ render: () => text })

export const ROUTES: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: page('home') },
  { path: '/teams', name: 'teams', component: page('teams') },
  { path: '/teams/:team', name: 'team', component: page('team') },
  { path: '/about', name: 'about', component: page('about') },
]

export interface MountOptions extends Partial<Omit<TelemetryOptions, 'config'>> {
  /** Left out: one that is configured, in a ref. */
  config?: unknown
  routes?: RouteRecordRaw[]
  /** Where the app begins; `null` leaves the first navigation to the test. */
  path?: string | null
  fake?: FakeDestination
}

export interface MountedTelemetry {
  readonly app: App
  readonly router: Router
  readonly pinia: Pinia
  readonly telemetry: Telemetry
  readonly consent: ReturnType<typeof useTelemetryConsent>
  readonly fake: FakeDestination
  /** The configuration, unless the test passed one of its own. */
  readonly config: ShallowRef<unknown>
  /** Everything that `onEvent` told, from before the plugin was installed. */
  readonly entries: TelemetryEntry[]
  unmount(): void
}

const mounted: (() => void)[] = []

/** Builds an app with a router, a Pinia and a telemetry to one fake destination, and mounts it. */
export async function mountTelemetry(options: MountOptions = {}): Promise<MountedTelemetry> {
  const { routes = ROUTES, path = '/', fake = fakeDestination(), ...rest } = options
  const config = shallowRef<unknown>(configured())
  const router = rest.router ?? createRouter({ history: createMemoryHistory(), routes })
  const pinia = rest.pinia ?? createPinia()
  const telemetry = createTelemetry({
    destinations: [fake],
    ...rest,
    config: ('config' in rest ? rest.config : config) as TelemetryOptions['config'],
  })
  const entries: TelemetryEntry[] = []
  telemetry.onEvent((entry) => entries.push(entry))

  if (path !== null) await router.push(path)
  const app = createApp({ render: () => h(RouterView) })
    .use(pinia)
    .use(router)
    .use(telemetry)
  const consent = useTelemetryConsent(pinia, telemetry.name)
  app.mount(document.createElement('div'))
  let unmounted = false
  const unmount = (): void => {
    if (!unmounted) app.unmount()
    unmounted = true
  }
  mounted.push(unmount)
  await nextTick()
  return { app, router, pinia, telemetry, consent, fake, config, entries, unmount }
}

/** As {@link mountTelemetry}, with a yes from an hour ago, and everything started. */
export async function mountGranted(options: MountOptions = {}): Promise<MountedTelemetry> {
  keepChoice('granted')
  const parts = await mountTelemetry(options)
  await settle()
  return parts
}

/** Writes a choice as an earlier visit left it. */
export function keepChoice(status: 'granted' | 'denied', more: object = {}): void {
  const kept = { v: 1, status, policyVersion: 1, at: START - 3_600_000, ...more }
  localStorage.setItem(CHOICE_KEY, JSON.stringify(kept))
}

/** Another tab writes to storage, and the browser tells this one. */
export function answerInOtherTab(status: 'granted' | 'denied' | null): void {
  if (status) keepChoice(status, { at: Date.now() })
  else localStorage.removeItem(CHOICE_KEY)
  window.dispatchEvent(new StorageEvent('storage', { key: CHOICE_KEY }))
}

/** Every timer and promise that a start or a delivery needs; takes 200 ms of the fake clock. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await vi.advanceTimersByTimeAsync(100)
    await vi.dynamicImportSettled()
  }
}

/** Begins each test of a file at {@link START}, and takes its apps down afterwards. */
export function useFixedClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: START })
    showSince(START)
  })
  afterEach(() => {
    mounted.splice(0).forEach((unmount) => unmount())
    vi.useRealTimers()
  })
}
