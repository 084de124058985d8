import { createPinia, type Pinia, type StateTree } from 'pinia'
import type { App as VueApp, createApp } from 'vue'
import type { Router, RouterHistory } from 'vue-router'
import { telemetryPlugin } from 'vue-telemetry'
import App from './App.vue'
import { destinations } from './destinations.ts'
import { events } from './events.ts'
import { createPlaygroundRouter } from './router.ts'
import { useRuntimeConfig } from './stores/runtime-config.ts'

export interface AppOptions {
  /** `createSSRApp` on the server, and where its page is taken over. */
  create: typeof createApp
  history: RouterHistory
  /** What the stores begin with, by id, where a server has rendered with it. */
  state?: Record<string, StateTree>
}

export interface PlaygroundApp {
  readonly app: VueApp
  readonly router: Router
  readonly pinia: Pinia
}

/** Fieldwork, one for each page load and on the server one for each request: they share nothing. */
export function createPlaygroundApp({ create, history, state }: AppOptions): PlaygroundApp {
  const pinia = createPinia()
  // First of all: whatever is installed may ask for a store, which begins with what is there then.
  if (state) pinia.state.value = state
  const router = createPlaygroundRouter(history)
  const app = create(App)
    .use(pinia)
    .use(router)
    .use(telemetryPlugin, {
      config: () => useRuntimeConfig(pinia).file,
      destinations,
      events,
    })
  return { app, router, pinia }
}
