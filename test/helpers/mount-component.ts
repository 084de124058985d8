import { createPinia, type Pinia } from 'pinia'
import { onTestFinished } from 'vitest'
import { createApp, type App, type Component } from 'vue'
import { createMemoryHistory, createRouter, type Router, type RouteRecordRaw } from 'vue-router'
import { createTelemetry } from '../../src/create-telemetry.ts'
import type { Telemetry } from '../../src/telemetry.ts'
import { fakeDestination, type FakeDestination } from './fake-destination.ts'
import { configured, keepChoice, settle } from './mount-telemetry.ts'
import { pagesOf } from './page-trail.ts'

export interface MountedComponent {
  readonly app: App
  readonly router: Router
  readonly pinia: Pinia
  readonly telemetry: Telemetry
  readonly fake: FakeDestination
  /** The element of the app, within the document. */
  readonly element: HTMLElement
  /** The names of what was tracked and sent, in order, once everything has settled. */
  tracked(): Promise<string[]>
  /** The pages that were sent, as `pagesOf` writes them, once everything has settled. */
  pages(): Promise<string[]>
}

const HOME: RouteRecordRaw[] = [{ path: '/', component: { render: () => null } }]

/** Mounts a component as the root of an app that has telemetry, and somebody's yes from before. */
export async function mountComponent(root: Component, routes = HOME): Promise<MountedComponent> {
  keepChoice('granted')
  const fake = fakeDestination()
  const telemetry = createTelemetry({ config: configured(), destinations: [fake] })
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/')
  const pinia = createPinia()
  const app = createApp(root).use(pinia).use(router).use(telemetry)
  const element = document.body.appendChild(document.createElement('div'))
  app.mount(element)
  onTestFinished(() => {
    app.unmount()
    element.remove()
  })
  await settle()
  const sent = async () => {
    await settle()
    return fake.sent
  }
  return {
    app,
    router,
    pinia,
    telemetry,
    fake,
    element,
    tracked: async () =>
      (await sent()).flatMap((event) => (event.type === 'track' ? [event.name] : [])),
    pages: async () => pagesOf(await sent()),
  }
}
