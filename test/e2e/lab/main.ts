/**
 * A page on which a browser test sets up an app of its own. The test says how in an init script,
 * `window.setUp = (lab) => lab.boot({ … })`, and reaches what came of it as `window.booted`.
 */
import { createPinia } from 'pinia'
import * as vue from 'vue'
import * as vueRouter from 'vue-router'
import {
  bool,
  createTelemetry,
  defineEvents,
  id,
  int,
  oneOf,
  posthog,
  route,
  text,
  useTelemetryConsent,
  type Telemetry,
  type TelemetryEntry,
  type TelemetryOptions,
} from 'vue-telemetry'
import { accoil } from 'vue-telemetry/accoil'
import { plausible } from 'vue-telemetry/plausible'
import { rudderstack } from 'vue-telemetry/rudderstack'
import { segment } from 'vue-telemetry/segment'
import { createRandomWalk } from './random-walk.ts'

export interface Booted {
  readonly app: vue.App
  readonly router: vueRouter.Router
  readonly telemetry: Telemetry
  readonly consent: ReturnType<typeof useTelemetryConsent>
  readonly entries: TelemetryEntry[]
}

/** The app around the telemetry; what is left out is the simplest there is. */
export interface LabApp {
  /** @default two pages, `/` and `/items/:item` */
  routes?: vueRouter.RouteRecordRaw[]
  /** @default web history */
  history?: vueRouter.RouterHistory
  /** What is rendered; a `<RouterView>` where left out. */
  view?: () => vue.VNode
  /** Runs before the telemetry is installed. */
  prepare?: (router: vueRouter.Router) => void
  /** Instead of one of these routes and this history. */
  router?: vueRouter.Router
  /** Where it is mounted. @default '#app' */
  mountOn?: string | Element
}

const page = { render: () => vue.h('p', 'page') }

const ROUTES: vueRouter.RouteRecordRaw[] = [
  { path: '/', component: page },
  { path: '/items/:item', component: page },
]

function buildApp({ routes = ROUTES, history, router: given, view }: LabApp) {
  const router =
    given ?? vueRouter.createRouter({ history: history ?? vueRouter.createWebHistory(), routes })
  const pinia = createPinia()
  const app = vue.createApp({ render: view ?? (() => vue.h(vueRouter.RouterView)) })
  return { app: app.use(pinia).use(router), pinia, router }
}

const lab = {
  /** A configuration under which events go to the collector of this server. */
  configured: () => ({
    enabled: true,
    frontend: { posthog: { apikey: 'phc_lab', apiurl: '/collector' } },
  }),
  vue,
  vueRouter,
  posthog,
  /** Each destination that there is, by its name. */
  destinations: { posthog, segment, rudderstack, plausible, accoil },
  /** The words of a plan. */
  plan: { bool, defineEvents, id, int, oneOf, route, text },
  /** The PostHog of another app on this page. */
  hostPostHog: async (key: string) => (await import('./host-posthog.ts')).startHostPostHog(key),
  /** Segment's own SDK, as an app may have it. */
  hostSegment: () => import('./host-segment.ts'),
  createRandomWalk: () => createRandomWalk(lab.boot),
  boot(options: Partial<TelemetryOptions> = {}, around: LabApp = {}): Booted {
    const { app, pinia, router } = buildApp(around)
    around.prepare?.(router)
    const telemetry = createTelemetry({ config: lab.configured(), ...options })
    const entries: TelemetryEntry[] = []
    telemetry.onEvent((entry) => entries.push(entry))
    app.use(telemetry).mount(around.mountOn ?? '#app')
    return { app, router, telemetry, entries, consent: useTelemetryConsent(pinia, options.name) }
  },
  /** The same app without telemetry. */
  bootBare(around: LabApp = {}): Pick<Booted, 'app' | 'router'> {
    const { app, router } = buildApp(around)
    app.mount('#app')
    return { app, router }
  },
}

export type Lab = typeof lab

declare global {
  interface Window {
    setUp?: (lab: Lab) => Booted | Pick<Booted, 'app' | 'router'> | void
    booted: Booted
    lab: Lab
  }
}

window.lab = lab
window.booted = (window.setUp?.(lab) as Booted | undefined) ?? lab.boot()
