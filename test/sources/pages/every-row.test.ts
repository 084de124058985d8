import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  createMemoryHistory,
  createRouter,
  createWebHashHistory,
  createWebHistory,
  type Router,
  type RouteRecordRaw,
} from 'vue-router'
import { acceptWarnings } from '../../helpers/expect-report.ts'
import {
  mountGranted,
  mountTelemetry,
  settle,
  useFixedClock,
} from '../../helpers/mount-telemetry.ts'
import { pagesOf } from '../../helpers/page-trail.ts'

/**
 * The table of docs/pages.md, one case a row, on each history of vue-router. What only a browser
 * can do to a document is in test/e2e/unload.spec.ts.
 */

useFixedClock()

const page = { render: () => null }

const ROUTES: RouteRecordRaw[] = [
  { path: '/', component: page },
  { path: '/teams', component: page },
  { path: '/teams/:team', alias: '/t/:team', component: page },
  { path: '/old', redirect: '/older' },
  { path: '/older', redirect: '/teams' },
  { path: '/guarded', component: page, beforeEnter: () => '/old' },
  { path: '/forbidden', component: page, beforeEnter: () => false },
  { path: '/broken', component: page, beforeEnter: () => Promise.reject(new Error('guard')) },
  { path: '/throwing', component: page, beforeEnter: () => explode() },
  { path: '/lazy', component: () => Promise.reject(new Error('chunk')) },
  { path: '/slow', component: page, beforeEnter: () => after(1000) },
  { path: '/hidden', component: page, meta: { telemetry: false } },
]

const HISTORIES = {
  memory: () => createMemoryHistory(),
  'memory, below a base': () => createMemoryHistory('/customer'),
  web: () => createWebHistory(),
  'web, below a base': () => createWebHistory('/customer/'),
  hash: () => createWebHashHistory(),
}

type Act = (router: Router) => unknown

/** The row, what is done on `/teams/a`, and what follows: `/teams` began, `-/teams` ended. */
const ROWS: [row: string, act: Act, trail: string[]][] = [
  ['push to another path', (router) => router.push('/teams'), ['-/teams/:team', '/teams']],
  ['replace by another path', (router) => router.replace('/teams'), ['-/teams/:team', '/teams']],
  ['back', (router) => router.back(), ['-/teams/:team', '/']],
  ['go', (router) => router.go(-1), ['-/teams/:team', '/']],
  ['back and forward', backAndForward, ['-/teams/:team', '/', '-/', '/teams/:team']],
  ['redirect of a record', (router) => router.push('/older'), ['-/teams/:team', '/teams']],
  ['redirects in a row', (router) => router.push('/old'), ['-/teams/:team', '/teams']],
  ['redirect of a guard', (router) => router.push('/guarded'), ['-/teams/:team', '/teams']],
  ['guard returns false', (router) => router.push('/forbidden'), []],
  ['guard rejects', (router) => router.push('/broken'), []],
  ['guard throws', (router) => router.push('/throwing'), []],
  ['chunk fails to load', (router) => router.push('/lazy'), []],
  ['duplicate', (router) => router.push('/teams/a'), []],
  ['cancelled by another at once', overtakeAtOnce, ['-/teams/:team', '/teams']],
  ['cancelled by another late', overtakeLate, ['-/teams/:team', '/teams']],
  ['cancelled by one that is refused', overtakeByRefused, []],
  ['another hook throws', withThrowingHook, ['-/teams/:team', '/teams']],
  ['only the query', (router) => router.push('/teams/a?tab=2'), []],
  ['only the hash', (router) => router.push('/teams/a#top'), []],
  ['another spelling', (router) => router.push('/teams/%61/'), []],
  ['another parameter', (router) => router.push('/teams/b'), ['-/teams/:team', '/teams/:team']],
  ['alias of the same page', (router) => router.push('/t/a'), []],
  ['alias of another page', (router) => router.push('/t/b'), ['-/teams/:team', '/teams/:team']],
  ['no matching record', (router) => router.push('/nowhere'), ['-/teams/:team', '(unmatched)']],
  ['excluded page', (router) => router.push('/hidden'), ['-/teams/:team']],
  ['by way of an excluded page', visitHidden, ['-/teams/:team', '/teams']],
  ['record added at run time', visitAdded, ['-/teams/:team', '(dynamic)']],
  ['document goes away', () => dispatch('pagehide'), ['-/teams/:team']],
  ['document frozen and restored', freeze, ['-/teams/:team', '/teams/:team']],
  ['tab hidden and shown', hideAndShow, []],
]

describe.each(Object.entries(HISTORIES))('on %s history', (_, createHistory) => {
  const start = async (): Promise<Router> => {
    history.replaceState(null, '', '/')
    const router = createRouter({ history: createHistory(), routes: ROUTES })
    router.onError(() => {})
    return router
  }
  let router: Router

  beforeEach(async () => {
    router = await start()
  })

  describe('a row holds', () => {
    test.each(ROWS)('%s', async (_row, act, expected) => {
      await router.push('/')
      const { fake } = await mountGranted({ router, path: '/teams/a' })
      expect(pagesOf(fake.sent)).toEqual(['/teams/:team'])
      try {
        await act(router)
      } catch {
        // What navigations reject with is what the row is about.
      }
      await vi.advanceTimersByTimeAsync(2000)
      await settle()
      expect(pagesOf(fake.sent).slice(1)).toEqual(expected)
      expect(JSON.stringify(fake.sent)).not.toContain('customer')
      // The router tells of most of these itself.
      acceptWarnings()
    })
  })

  describe('the first page', () => {
    test.each([
      ['installed after the first navigation', '/teams', '/teams'],
      ['installed after a first redirect', '/guarded', '/teams'],
    ])('is counted once where the plugin is %s', async (_row, path, route) => {
      const { fake } = await mountGranted({ router, path })
      expect(pagesOf(fake.sent)).toEqual([route])
    })

    test.each(['/teams', '/guarded'])(
      'is counted once where the plugin is installed before it: %s',
      async (path) => {
        const mounting = mountGranted({ router, path: null })
        await router.push(path)
        const { fake } = await mounting
        await settle()
        expect(pagesOf(fake.sent)).toEqual(['/teams'])
      },
    )

    test('is the one at the time of a yes that comes later', async () => {
      const { fake, consent } = await mountTelemetry({ router, path: '/' })
      await router.push('/teams')
      await settle()
      consent.grant()
      await settle()
      expect(pagesOf(fake.sent)).toEqual(['/teams'])
    })

    test('begins anew at a second yes, and what was withdrawn has no end', async () => {
      const { fake, consent } = await mountGranted({ router, path: '/teams' })
      consent.deny()
      await router.push('/teams/a')
      await settle()
      consent.grant()
      await settle()
      expect(pagesOf(fake.sent)).toEqual(['/teams', '/teams/:team'])
    })
  })

  test('the last page is left where the app is unmounted', async () => {
    const { fake, unmount } = await mountGranted({ router, path: '/teams' })
    unmount()
    expect(pagesOf(fake.sent)).toEqual(['/teams', '-/teams'])
  })
})

function after(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time))
}

function explode(): never {
  throw new Error('guard')
}

function dispatch(type: string, more: object = {}): void {
  window.dispatchEvent(Object.assign(new Event(type), more))
}

async function backAndForward(router: Router): Promise<void> {
  router.back()
  await settle()
  router.forward()
}

async function overtakeAtOnce(router: Router): Promise<void> {
  void router.push('/teams/b')
  await router.push('/teams')
}

async function overtakeLate(router: Router): Promise<void> {
  void router.push('/slow')
  await vi.advanceTimersByTimeAsync(500)
  await router.push('/teams')
}

async function overtakeByRefused(router: Router): Promise<void> {
  void router.push('/slow')
  await vi.advanceTimersByTimeAsync(500)
  await router.push('/forbidden')
}

async function withThrowingHook(router: Router): Promise<void> {
  router.afterEach(explode)
  await router.push('/teams')
}

async function visitHidden(router: Router): Promise<void> {
  await router.push('/hidden')
  await router.push('/teams')
}

async function visitAdded(router: Router): Promise<void> {
  router.addRoute({ path: '/added/:id(\\d+)', component: page })
  await router.push('/added/7')
}

async function freeze(): Promise<void> {
  dispatch('pagehide', { persisted: true })
  await settle()
  dispatch('pageshow', { persisted: true })
}

async function hideAndShow(): Promise<void> {
  const visibility = vi.spyOn(document, 'visibilityState', 'get')
  for (const state of ['hidden', 'visible'] as const) {
    visibility.mockReturnValue(state)
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
  }
}
