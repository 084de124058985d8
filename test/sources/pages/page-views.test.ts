import { createPinia } from 'pinia'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp, h } from 'vue'
import {
  createMemoryHistory,
  createRouter,
  createWebHashHistory,
  RouterView,
  type Router,
  type RouteRecordRaw,
} from 'vue-router'
import { createTelemetry } from '../../../src/create-telemetry.ts'
import type { LeaveEvent, PageEvent } from '../../../src/events.ts'
import { acceptWarnings, expectWarnings } from '../../helpers/expect-report.ts'
import { fakeDestination, type FakeDestination } from '../../helpers/fake-destination.ts'
import {
  configured,
  keepChoice,
  mountGranted,
  settle,
  START,
  useFixedClock,
} from '../../helpers/mount-telemetry.ts'
import { pagesOf } from '../../helpers/page-trail.ts'
import { setVisibility } from '../../helpers/set-visibility.ts'

useFixedClock()

const page = { render: () => null }

const ROUTES: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: page },
  { path: '/teams', name: 'teams', component: page },
  { path: '/teams/:team', name: 'team', component: page },
  { path: '/old-teams', redirect: '/teams' },
  { path: '/about', alias: ['/about-us', '/imprint'], component: page },
  { path: '/lazy', component: () => Promise.reject(new Error('chunk')) },
  { path: '/broken', component: page, beforeEnter: () => Promise.reject(new Error('guard')) },
  { path: '/forbidden', component: page, beforeEnter: () => false },
  { path: '/private', component: page, beforeEnter: () => '/teams' },
  {
    path: '/slow',
    component: page,
    beforeEnter: () => new Promise((pass) => setTimeout(pass, 1000)),
  },
  {
    path: '/hidden',
    component: page,
    meta: { telemetry: false },
    children: [{ path: 'below', component: page }],
  },
]

const pageshow = (persisted: boolean) => Object.assign(new Event('pageshow'), { persisted })

const mountPages = (options: Parameters<typeof mountGranted>[0] = {}) =>
  mountGranted({ routes: ROUTES, ...options })

async function go(router: Router, ...locations: string[]): Promise<void> {
  for (const location of locations) await router.push(location).catch(() => {})
  await settle()
}

describe('the first load', () => {
  test.each([
    ['where it was asked for', '/teams/a', '/teams/:team'],
    ['where a record redirects', '/old-teams', '/teams'],
    ['where a guard redirects', '/private', '/teams'],
    ['where nothing is said of it', '/about-us', '/about'],
  ])('counts one view of where it ends: %s', async (_, path, route) => {
    const { fake } = await mountPages({ path })
    expect(pagesOf(fake.sent)).toEqual([route])
    expect(fake.sent[0]).not.toHaveProperty('previous')
  })

  test('counts one view where the app is mounted before the navigation ends', async () => {
    const history = createMemoryHistory()
    history.replace('/old-teams')
    const router = createRouter({ history, routes: ROUTES })
    const { fake } = await mountPages({ router, path: null })
    expect(pagesOf(fake.sent)).toEqual(['/teams'])
  })

  test('counts nothing while a guard holds it back', async () => {
    const history = createMemoryHistory()
    history.replace('/slow')
    const router = createRouter({ history, routes: ROUTES })
    const { fake } = await mountPages({ router, path: null })
    expect(fake.done).toEqual(['load', 'start k1'])
    await vi.advanceTimersByTimeAsync(1000)
    await settle()
    expect(pagesOf(fake.sent)).toEqual(['/slow'])
  })

  test('counts nothing where the first page is excluded', async () => {
    const { fake, router } = await mountPages({ path: '/hidden' })
    expect(fake.sent).toEqual([])
    await go(router, '/teams')
    expect(pagesOf(fake.sent)).toEqual(['/teams'])
    expect(fake.sent[0]).not.toHaveProperty('previous')
  })
})

test('a record that is added before the page is first shown has no name either', async () => {
  setVisibility('hidden')
  keepChoice('granted')
  const { router, fake } = await mountPages()
  router.addRoute({ path: '/u/alice', name: 'alice', component: page })
  await router.push('/u/alice')
  setVisibility('visible')
  await settle()
  expect(pagesOf(fake.sent)).toEqual(['(dynamic)'])
})

test('a record that is added at run time is named where that is asked for', async () => {
  const { router, fake } = await mountPages({ pages: { dynamicRoutes: true } })
  router.addRoute({ path: '/reports/:report(\\d+)', component: page })
  await go(router, '/reports/7')
  expect(pagesOf(fake.sent)).toEqual(['/', '-/', '/reports/:report'])
})

describe('a confirmed navigation', () => {
  let router: Router
  let fake: FakeDestination

  beforeEach(async () => {
    ;({ router, fake } = await mountPages())
    fake.sent.length = 0
  })

  test('is a leave, then a view, of the same moment', async () => {
    await go(router, '/teams')
    expect(pagesOf(fake.sent)).toEqual(['-/', '/teams'])
    const [leave, view] = fake.sent as [LeaveEvent, PageEvent]
    expect(leave.time).toBe(view.time)
    expect(leave.id < view.id).toBe(true)
    expect(view.previous).toEqual({ route: '/' })
  })

  test('is counted for replace', async () => {
    await router.replace('/teams')
    await settle()
    expect(pagesOf(fake.sent)).toEqual(['-/', '/teams'])
  })

  test('is counted for back and forward', async () => {
    await go(router, '/teams')
    router.back()
    await settle()
    router.forward()
    await settle()
    expect(pagesOf(fake.sent)).toEqual(['-/', '/teams', '-/teams', '/', '-/', '/teams'])
  })

  test('is counted for another parameter', async () => {
    await go(router, '/teams/a', '/teams/b')
    expect(pagesOf(fake.sent)).toEqual(['-/', '/teams/:team', '-/teams/:team', '/teams/:team'])
  })

  test.each([
    ['a record redirects', '/old-teams'],
    ['a guard redirects', '/private'],
  ])('counts the final target alone where %s', async (_, location) => {
    await go(router, location)
    expect(pagesOf(fake.sent)).toEqual(['-/', '/teams'])
  })

  test('counts an alias as what it stands for, and two of them as one page', async () => {
    await go(router, '/about-us', '/imprint', '/about')
    expect(pagesOf(fake.sent)).toEqual(['-/', '/about'])
  })

  test('counts a record that is added at run time', async () => {
    router.addRoute({ path: '/reports/:report(\\d+)', component: page })
    router.addRoute({ path: '/u/alice', name: 'alice', component: page })
    await go(router, '/reports/7', '/u/alice')
    expect(pagesOf(fake.sent)).toEqual(['-/', '(dynamic)', '-(dynamic)', '(dynamic)'])
    expect(JSON.stringify(fake.sent)).not.toMatch(/alice|reports/)
  })

  test('counts what no record matches as one page', async () => {
    await go(router, '/nowhere', '/nothing')
    expect(pagesOf(fake.sent)).toEqual(['-/', '(unmatched)'])
    expectWarnings('No match found', 'No match found')
  })

  test('counts the last of several that overtake each other', async () => {
    void router.push('/slow')
    void router.push('/teams/a')
    await router.push('/teams')
    await vi.advanceTimersByTimeAsync(2000)
    await settle()
    expect(pagesOf(fake.sent)).toEqual(['-/', '/teams'])
  })

  test('is counted where another hook of the app throws', async () => {
    const remove = router.afterEach(() => {
      throw new Error('The hook of the app.')
    })
    await expect(router.push('/teams')).rejects.toThrow('The hook of the app.')
    await settle()
    expect(pagesOf(fake.sent)).toEqual(['-/', '/teams'])
    remove()
    await go(router, '/about')
    expect(pagesOf(fake.sent).slice(2)).toEqual(['-/teams', '/about'])
  })
})

describe('nothing is counted', () => {
  let router: Router
  let fake: FakeDestination

  beforeEach(async () => {
    ;({ router, fake } = await mountPages({ path: '/teams/a?tab=1' }))
    // The app handles the errors of its guards itself.
    router.onError(() => {})
    fake.sent.length = 0
  })

  test.each([
    ['another query', '/teams/a?tab=2'],
    ['another hash', '/teams/a?tab=1#top'],
    ['another spelling of the same parameter', '/teams/%61?tab=2'],
    ['where one is already', '/teams/a?tab=1'],
    ['a guard that says no', '/forbidden'],
    ['an error in a guard', '/broken'],
    ['a chunk that does not load', '/lazy'],
  ])('for %s', async (_, location) => {
    await go(router, location)
    expect(fake.sent).toEqual([])
    // The router warns of some of these.
    acceptWarnings()
  })

  test('for a global guard that says no', async () => {
    router.beforeEach(() => false)
    await go(router, '/about')
    expect(fake.sent).toEqual([])
  })

  test('for a navigation that is overtaken by one that fails', async () => {
    void router.push('/slow')
    await router.push('/forbidden')
    await vi.advanceTimersByTimeAsync(2000)
    expect(fake.sent).toEqual([])
  })

  test('for going back where a guard says no', async () => {
    await go(router, '/about')
    fake.sent.length = 0
    router.beforeEach(() => false)
    router.back()
    await settle()
    expect(fake.sent).toEqual([])
  })
})

describe('an excluded page', () => {
  test.each(['/hidden', '/hidden/below'])('is in no event: %s', async (location) => {
    const { router, fake, telemetry } = await mountPages()
    await go(router, location)
    telemetry.track('Clicked')
    await go(router, '/teams')
    expect(pagesOf(fake.sent)).toEqual(['/', '-/', '/teams'])
    expect(JSON.stringify(fake.sent)).not.toContain('hidden')
    const clicked = fake.sent.find(({ type }) => type === 'track')
    expect(clicked).toMatchObject({ name: 'Clicked', view: undefined })
    expect(fake.sent.at(-1)).not.toHaveProperty('previous')
  })

  test('is left for the page that it was opened from as for any other', async () => {
    const { router, fake } = await mountPages({ path: '/teams' })
    await go(router, '/hidden', '/teams')
    expect(pagesOf(fake.sent)).toEqual(['/teams', '-/teams', '/teams'])
  })
})

describe('what an event says', () => {
  test('is how long the view lasted, from the page to its leave', async () => {
    const { router, fake } = await mountPages()
    await vi.advanceTimersByTimeAsync(5000 - (Date.now() - START))
    await go(router, '/teams')
    await vi.advanceTimersByTimeAsync(1500 - (Date.now() - START - 5000))
    await go(router, '/about')
    const leaves = fake.sent.filter((event) => event.type === 'leave')
    expect(leaves.map(({ duration }) => duration)).toEqual([5, 1.5])
    const views = fake.sent.filter((event) => event.type === 'page')
    expect(leaves.map(({ view }) => view)).toEqual(views.slice(0, 2).map(({ id }) => id))
  })

  test('is no negative time where the clock is set back', async () => {
    const { router, fake } = await mountPages()
    vi.setSystemTime(START - 60_000)
    await go(router, '/teams')
    expect(fake.sent[1]).toMatchObject({ type: 'leave', duration: 0 })
  })

  test('belongs to the view in which it happened', async () => {
    const { router, fake, telemetry } = await mountPages()
    telemetry.track('First')
    await go(router, '/teams')
    telemetry.track('Second')
    await settle()
    const [home, first, , teams, second] = fake.sent
    expect(first).toMatchObject({ name: 'First', view: home!.id })
    expect(second).toMatchObject({ name: 'Second', view: teams!.id })
  })

  test('is never the value of a parameter, a query or a hash', async () => {
    const MARKER = 'marker-4711'
    const { router, fake, telemetry, unmount, entries } = await mountPages({
      path: `/teams/${MARKER}?q=${MARKER}#${MARKER}`,
    })
    await go(router, `/teams/${MARKER}-2?q=${MARKER}`, `/about?q=${MARKER}`)
    await router.push({ name: 'team', params: { team: MARKER }, state: { text: MARKER } })
    telemetry.track('Clicked')
    await settle()
    unmount()
    expect(fake.sent.length).toBeGreaterThan(7)
    expect(JSON.stringify([fake.sent, entries])).not.toContain(MARKER)
  })

  test('is nothing where reading the route throws, and the navigation goes on', async () => {
    const { router, fake } = await mountPages()
    const record = router.getRoutes().find(({ path }) => path === '/about')!
    let hostile = false
    Object.defineProperty(record, 'meta', {
      get() {
        if (hostile) throw new Error('hostile')
        return {}
      },
    })
    // The router reads it as well, until it has rendered the page.
    router.beforeEach(() => void (hostile = false))
    router.afterEach(() => void setTimeout(() => (hostile = true)))
    await go(router, '/about')
    expect(router.currentRoute.value.path).toBe('/about')
    window.dispatchEvent(pageshow(true))
    await go(router, '/teams')
    expect(pagesOf(fake.sent)).toEqual(['/', '-/', '/teams'])
    expect(fake.sent.at(-1)).not.toHaveProperty('previous')
  })
})

describe('the end of a page', () => {
  test('on pagehide is a leave, handed over at once', async () => {
    const { fake } = await mountPages()
    window.dispatchEvent(new Event('pagehide'))
    expect(pagesOf(fake.sent)).toEqual(['/', '-/'])
    expect(fake.done.slice(-2)).toEqual(['leave', 'flush exit'])
  })

  test('is said once', async () => {
    const { fake, unmount } = await mountPages()
    window.dispatchEvent(new Event('pagehide'))
    window.dispatchEvent(new Event('pagehide'))
    unmount()
    expect(pagesOf(fake.sent)).toEqual(['/', '-/'])
  })

  test('is followed by a new view where the page comes back from being frozen', async () => {
    const { fake } = await mountPages()
    window.dispatchEvent(new Event('pagehide'))
    await vi.advanceTimersByTimeAsync(60_000)
    const restored = Date.now()
    window.dispatchEvent(pageshow(true))
    await settle()
    expect(pagesOf(fake.sent)).toEqual(['/', '-/', '/'])
    expect(fake.sent[2]).toMatchObject({ time: restored })
    expect(fake.sent[2]!.id).not.toBe(fake.sent[0]!.id)
  })

  test('is followed by one view, however often the page is said to be back', async () => {
    const { fake } = await mountPages()
    window.dispatchEvent(pageshow(true))
    window.dispatchEvent(new Event('pagehide'))
    window.dispatchEvent(pageshow(true))
    window.dispatchEvent(pageshow(true))
    await settle()
    expect(pagesOf(fake.sent)).toEqual(['/', '-/', '/'])
  })

  test('is not for the page that is opened after all', async () => {
    const { fake, router } = await mountPages()
    window.dispatchEvent(new Event('pagehide'))
    await go(router, '/teams')
    expect(pagesOf(fake.sent)).toEqual(['/', '-/', '/teams'])
    expect(fake.sent.at(-1)).not.toHaveProperty('previous')
  })

  test('is not followed by anything where the page was only shown', async () => {
    const { fake } = await mountPages()
    window.dispatchEvent(new Event('pagehide'))
    window.dispatchEvent(pageshow(false))
    await settle()
    expect(pagesOf(fake.sent)).toEqual(['/', '-/'])
  })

  test('is not what a hidden tab is: that sends what waits, and no more', async () => {
    const { fake, telemetry } = await mountPages()
    telemetry.track('Clicked')
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    expect(fake.done.slice(-2)).toEqual(['track', 'flush hidden'])
    visibility.mockReturnValue('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    expect(fake.done.filter((what) => what.startsWith('flush'))).toEqual(['flush hidden'])
    expect(pagesOf(fake.sent)).toEqual(['/'])
  })

  test('is said when the app is unmounted', async () => {
    const { fake, unmount } = await mountPages({ path: '/teams' })
    unmount()
    await settle()
    expect(pagesOf(fake.sent)).toEqual(['/teams', '-/teams'])
    expect(fake.done.slice(-3)).toEqual(['leave', 'flush exit', 'stop'])
  })
})

describe('a router', () => {
  test('may use the hash, below a base', async () => {
    const router = createRouter({ history: createWebHashHistory('/customer/'), routes: ROUTES })
    await router.push('/teams/a')
    const fake = await mountWith(router)
    expect(pagesOf(fake.sent)).toEqual(['/teams/:team', '-/teams/:team'])
    expect(JSON.stringify(fake.sent)).not.toContain('customer')
  })

  test('may be passed in the options', async () => {
    const other = createRouter({ history: createMemoryHistory(), routes: ROUTES })
    await other.push('/teams')
    const own = createRouter({ history: createMemoryHistory(), routes: ROUTES })
    await own.push('/about')
    const fake = await mountWith(own, { router: other })
    expect(pagesOf(fake.sent)).toEqual(['/teams', '-/teams'])
  })

  test('is left alone where no pages are to be counted', async () => {
    const router = createRouter({ history: createMemoryHistory(), routes: ROUTES })
    await router.push('/teams')
    const fake = await mountWith(router, { pages: false })
    expect(fake.done).toEqual(['load', 'start k1', 'flush exit', 'stop'])
  })
})

/** Mounts by hand, since the router is the point of it. */
async function mountWith(router: Router, options: object = {}): Promise<FakeDestination> {
  keepChoice('granted')
  const fake = fakeDestination()
  const app = createApp({ render: () => h(RouterView) })
  app.use(createPinia()).use(router)
  app.use(createTelemetry({ config: configured(), destinations: [fake], ...options }))
  app.mount(document.createElement('div'))
  await settle()
  app.unmount()
  return fake
}
