/**
 * A page on which a browser test sets up an app of its own. The test says how in an init script,
 * `window.setUp = (lab) => lab.boot({ … })`, and reaches what came of it as `window.booted`.
 */
import { createPinia } from 'pinia'
import { createApp, h, shallowRef, type App } from 'vue'
import { createRouter, createWebHistory, RouterView, type Router } from 'vue-router'
import {
  createTelemetry,
  useTelemetryConsent,
  type Telemetry,
  type TelemetryEntry,
  type TelemetryOptions,
} from 'vue-telemetry'

export interface Booted {
  readonly app: App
  readonly router: Router
  readonly telemetry: Telemetry
  readonly consent: ReturnType<typeof useTelemetryConsent>
  readonly entries: TelemetryEntry[]
}

const page = { render: () => h('p', 'page') }

const lab = {
  /** A configuration under which events go to the collector of this server. */
  configured: () => ({
    enabled: true,
    frontend: { posthog: { apikey: 'phc_lab', apiurl: '/collector' } },
  }),
  shallowRef,
  boot(options: Partial<TelemetryOptions> = {}): Booted {
    const routes = [
      { path: '/', component: page },
      { path: '/items/:item', component: page },
    ]
    const router = createRouter({ history: createWebHistory(), routes })
    const pinia = createPinia()
    const telemetry = createTelemetry({ config: lab.configured(), ...options })
    const entries: TelemetryEntry[] = []
    telemetry.onEvent((entry) => entries.push(entry))
    const app = createApp({ render: () => h(RouterView) })
    app.use(pinia).use(router).use(telemetry).mount('#app')
    return { app, router, telemetry, entries, consent: useTelemetryConsent(pinia, options.name) }
  },
}

export type Lab = typeof lab

declare global {
  interface Window {
    setUp?: (lab: Lab) => Booted | void
    booted: Booted
    lab: Lab
  }
}

window.lab = lab
window.booted = window.setUp?.(lab) ?? lab.boot()
