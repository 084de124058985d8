import type { Page } from '@playwright/test'

export interface HostileApp {
  /** The part of the runtime configuration that says where to send. */
  readonly frontend: Record<string, unknown>
  /** The markers by carrier; some are in the app itself. */
  readonly markers: Readonly<Record<string, string>>
  /** @default 'web' */
  readonly history?: 'web' | 'hash'
  /** Whether a guard sends people on from the page on which they land. */
  readonly isGuarded?: boolean
  /** Whether the origin may be told. */
  readonly origin?: boolean
}

/** Sets up an app, from the next load on, that has a marker wherever an app can have one. */
export async function setUpHostileApp(page: Page, app: HostileApp): Promise<void> {
  await page.context().addInitScript(({ frontend, markers, history, isGuarded, origin }) => {
    window.setUp = ({ boot, destinations, vue: { h }, vueRouter }) => {
      const mark = (carrier: string): string => markers[carrier]!
      const component = {
        render: () => [
          h('input', { id: 'input' }),
          h('textarea', { id: 'textarea' }),
          h('div', { id: 'editable', contenteditable: 'true' }),
          h('button', { id: 'button' }, 'Save'),
        ],
      }
      const routes = [
        { path: '/', name: 'home', component, meta: { telemetry: { title: 'Home' } } },
        { path: '/reset/:code/:step?/:rest*', name: 'reset', component },
        { path: '/teams/:team', name: 'team', component },
        { path: '/parts/:part+', name: 'parts', component },
        { path: '/account', alias: `/${mark('alias path')}`, name: 'account', component },
        {
          path: `/of/:tenant(${mark('expression of a parameter')}|globex)`,
          name: 'tenant',
          component,
        },
        { path: `/${mark('excluded page')}`, component, meta: { telemetry: false as const } },
        { path: `/mail/${mark('path with an address')}`, name: 'mail', component },
        { path: '/named', name: `Page of ${mark('name with an address')}`, component },
        {
          path: '/labelled',
          component,
          meta: { telemetry: { name: `/by/${mark('label with an address')}` } },
        },
        {
          path: '/titled',
          component,
          meta: { telemetry: { title: () => `Mail to ${mark('title that is asked for')}` } },
        },
        {
          path: '/chosen/:tab',
          component,
          meta: { telemetry: { title: 'A choice', params: ['tab'], query: ['sort'] } },
        },
        { path: '/frame', name: 'frame', component },
        { path: '/replaced', name: 'replaced', component },
        { path: '/:all(.*)*', name: 'not-found', component },
      ]
      document.title = mark('title before a navigation')
      let isFirst = isGuarded === true
      return boot(
        {
          config: { enabled: true, frontend },
          // One build for every customer: which of them are sent to, the configuration says.
          destinations: Object.values(destinations).map((create) => create()),
          privacy: { origin: origin === true },
        },
        {
          routes,
          history:
            history === 'hash' ? vueRouter.createWebHashHistory() : vueRouter.createWebHistory(),
          prepare(router) {
            router.beforeEach(() => {
              document.title = mark('title before a navigation')
              const isLanding = isFirst
              isFirst = false
              return isLanding ? { path: '/', replace: true } : true
            })
            router.beforeResolve(() => void (document.title = mark('title during a navigation')))
            router.afterEach(() => void (document.title = mark('title after a navigation')))
          },
        },
      )
    }
  }, app)
}
