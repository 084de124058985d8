import type { Component, ShallowRef } from 'vue'
import type { RouteLocationNormalizedLoaded, Router } from 'vue-router'
import type { Booted } from '../lab/main.ts'

export type Route = RouteLocationNormalizedLoaded

export interface AppSetUp {
  /** `none` is the same app without telemetry; `pending` is one that nobody has answered in. */
  readonly telemetry: 'granted' | 'pending' | 'none'
  /** How many routes there are. */
  readonly routes: number
}

interface BenchApp {
  readonly router: Router
  /** The path of another page than that of the visit before it. */
  path(visit: number): string
  /** Sends what waits. */
  finish(): Promise<void>
}

/** What measures in the page, as `window.bench`. */
interface Bench {
  /** Until the page was painted, and everything that waits for idle time has run. */
  settle(): Promise<void>
  /**
   * Mounts an app, and resolves when its first page was sent, if telemetry may send at all.
   *
   * @param mirror - what telemetry is to take for the router's current route, where the setting
   *   of that is to be timed by itself
   */
  start(setUp: AppSetUp, mirror?: ShallowRef<Route>): Promise<BenchApp>
}

declare global {
  interface Window {
    bench: Bench
  }
}

/** Handed over to the page as an init script, so that it may use nothing of this module. */
export function installBench(): void {
  const settle = (): Promise<void> =>
    // Idle callbacks run in the order of their requests: this one after those of telemetry.
    new Promise((resolve) =>
      requestAnimationFrame(() => requestIdleCallback(() => resolve(), { timeout: 2000 })),
    )

  /** A page as apps have them: a heading, a few links, and a list of components. */
  const buildPage = (section: number): Component => {
    const { h } = window.lab.vue
    const { RouterLink, useRoute } = window.lab.vueRouter
    const row = (props: { item: string; row: number }) =>
      h('tr', [
        h('td', `Row ${props.row}`),
        h('td', { class: 'item' }, `Item ${props.item}`),
        h('td', { class: 'number' }, props.row * section),
      ])
    row.props = ['item', 'row']
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)
    const link = (item: number) =>
      h(RouterLink, { to: `/section-${section}/link-${item}` }, () => `Link ${item}`)
    return {
      setup() {
        const route = useRoute()
        return () =>
          h('main', [
            h('h1', `Section ${section}`),
            h('nav', numbers(5).map(link)),
            h(
              'table',
              numbers(30).map((index) => h(row, { item: String(route.params.item), row: index })),
            ),
          ])
      },
    }
  }

  const buildRouter = (count: number): Router => {
    const { createMemoryHistory, createRouter } = window.lab.vueRouter
    const home = { path: '/', component: { render: () => window.lab.vue.h('p', 'home') } }
    const sections = Array.from({ length: count - 1 }, (_, section) => ({
      path: `/section-${section}/:item`,
      name: `section-${section}`,
      component: buildPage(section),
    }))
    // Without what the browser does of a navigation there is less noise, and the bar is higher.
    return createRouter({ history: createMemoryHistory(), routes: [home, ...sections] })
  }

  const boot = (router: Router, followed: Router | undefined, telemetry: AppSetUp['telemetry']) => {
    localStorage.clear()
    if (telemetry === 'none') return void window.lab.bootBare({ router })
    if (telemetry === 'granted') {
      const choice = { v: 1, status: 'granted', policyVersion: 1, at: Date.now() }
      localStorage.setItem('telemetry:telemetry', JSON.stringify(choice))
    }
    return window.lab.boot({ router: followed }, { router })
  }

  const start: Bench['start'] = async ({ telemetry, routes }, mirror) => {
    if (!window.crossOriginIsolated) throw new Error('The clock is too coarse')
    const router = buildRouter(routes)
    const followed = mirror && Object.create(router, { currentRoute: { value: mirror } })
    const booted = boot(router, followed, telemetry)
    await router.isReady()
    if (mirror) mirror.value = router.currentRoute.value
    const runs = (): boolean =>
      telemetry !== 'granted' || booted!.entries.some(({ verdict }) => verdict === 'sent')
    const deadline = performance.now() + 10_000
    do {
      await settle()
      await booted?.telemetry.flush()
      if (performance.now() > deadline) throw new Error('Telemetry does not run')
    } while (!runs())
    return {
      router,
      path: (visit) => `/section-${visit % (routes - 1)}/${visit}`,
      finish: async () => booted?.telemetry.flush(),
    }
  }

  window.bench = { settle, start }
  // Each measurement boots its own.
  window.setUp = () => ({}) as Booted
}
