import { describe, expect, test, vi } from 'vitest'
import { h, nextTick } from 'vue'
import { RouterView, type RouteRecordRaw } from 'vue-router'
import type { PageEvent } from '../../../src/events.ts'
import { expectReports } from '../../helpers/expect-report.ts'
import { fakeDestination } from '../../helpers/fake-destination.ts'
import { mountGranted, settle, useFixedClock } from '../../helpers/mount-telemetry.ts'
import { trailOf } from '../../helpers/page-trail.ts'

useFixedClock()

const component = { render: () => null }

const ROUTES: RouteRecordRaw[] = [
  { path: '/', component },
  { path: '/teams', component },
  { path: '/hidden', component, meta: { telemetry: false } },
  { path: '/teams/:team', name: 'team', component },
  {
    path: '/labelled/:section',
    component: { render: () => h(RouterView) },
    meta: { telemetry: { name: '/sections', title: 'A section', query: ['sort'] } },
    children: [
      {
        path: 'parts/:part',
        component,
        meta: { telemetry: { params: ['part'], title: ({ path }) => `At ${path.length}` } },
      },
    ],
  },
]

const mount = (options: Parameters<typeof mountGranted>[0] = {}) =>
  mountGranted({ routes: ROUTES, ...options })

type Mounted = Awaited<ReturnType<typeof mountGranted>>

async function go({ router }: Mounted, ...paths: string[]): Promise<void> {
  for (const path of paths) {
    await router.push(path)
    await settle()
  }
}

const routes = ({ fake }: Mounted) =>
  fake.sent.flatMap((event) => (event.type === 'page' ? [event.page.route] : []))

const lastPage = ({ fake }: Mounted) =>
  fake.sent.findLast((event): event is PageEvent => event.type === 'page')!

describe('pages.key', () => {
  test('makes two pages of what the router takes for one', async () => {
    const parts = await mount({ pages: { key: (to) => `${to.path} ${String(to.query.tab)}` } })
    await go(parts, '/?tab=1', '/?tab=1#top', '/?tab=2')
    expect(routes(parts)).toEqual(['/', '/', '/'])
  })

  test('makes one page of what the router takes for two', async () => {
    const parts = await mount({ pages: { key: (to) => String(to.matched[0]?.path) } })
    await go(parts, '/teams/a', '/teams/b', '/teams')
    expect(routes(parts)).toEqual(['/', '/teams/:team', '/teams'])
  })

  test('is never sent', async () => {
    const parts = await mount({ pages: { key: ({ path }) => `secret ${path}` } })
    await go(parts, '/teams/a')
    expect(JSON.stringify([parts.fake.sent, parts.entries])).not.toContain('secret')
  })

  test('that throws is the default, and stops no navigation', async () => {
    const key = (): never => {
      throw new Error('of the app')
    }
    const parts = await mount({ pages: { key } })
    await go(parts, '/?tab=1', '/teams')
    expect(trailOf(parts.fake.sent).filter((line) => !line.startsWith('-'))).toEqual([
      '/',
      '/teams < /',
    ])
    expectReports('VT304', 'VT304', 'VT304')
  })
})

describe('an excluded page', () => {
  const key = () => 'one page'

  test('is left for, where the app takes it for the same page', async () => {
    const parts = await mount({ pages: { key } })
    await go(parts, '/hidden')
    parts.telemetry.track('Clicked')
    await settle()
    expect(parts.fake.sent.map(({ type }) => type)).toEqual(['page', 'leave', 'track'])
    expect(parts.fake.sent[2]).toMatchObject({ view: undefined })
  })

  test('hides no other, where the app takes it for the same page', async () => {
    const parts = await mount({ path: '/hidden', pages: { key } })
    await go(parts, '/teams')
    expect(routes(parts)).toEqual(['/teams'])
  })
})

describe('the campaign of a visit', () => {
  test('is told of the first view that there is, and of no other', async () => {
    const name = 'https://app.test/secret?utm_source=news&gclid=secret'
    const entries = [{ name }] as unknown as PerformanceEntryList
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue(entries)
    const parts = await mount({ path: '/hidden' })
    expect(performance.getEntriesByType).not.toHaveBeenCalledWith('navigation')
    await go(parts, '/teams', '/')
    parts.consent.deny()
    parts.consent.grant()
    await settle()
    expect(parts.fake.sent.map((event) => (event as PageEvent).campaign)).toEqual([
      { source: 'news' },
      undefined,
      undefined,
      undefined,
    ])
    expect(JSON.stringify(parts.fake.sent)).not.toContain('secret')
  })
})

describe('pages.title', () => {
  test('is sent with a page, and with no leave', async () => {
    const parts = await mount({ pages: { title: (to) => `Page ${to.matched.length}` } })
    await go(parts, '/teams')
    expect(parts.fake.sent).toMatchObject([{ title: 'Page 1' }, {}, { title: 'Page 1' }])
    expect(parts.fake.sent[1]).not.toHaveProperty('title')
  })

  test('is none unless the app gives one', async () => {
    document.title = 'Secret'
    const parts = await mount()
    expect(JSON.stringify(parts.fake.sent)).not.toMatch(/title|secret/i)
  })

  test('is read once the page has been rendered', async () => {
    const parts = await mount({ pages: { title: () => document.title } })
    document.title = 'Home'
    await parts.router.push('/teams')
    await nextTick()
    document.title = 'Teams'
    await settle()
    expect(lastPage(parts).title).toBe('Teams')
  })

  test('is not the title of the page before, where several come at once', async () => {
    const title = vi.fn<() => string>(() => document.title)
    const parts = await mount({ pages: { title } })
    title.mockClear()
    await parts.router.push('/teams')
    await parts.router.push('/teams/a')
    document.title = 'Team'
    await settle()
    expect(title).toHaveBeenCalledOnce()
    expect(parts.fake.sent.map((event) => (event as PageEvent).title)).toEqual([
      expect.anything(),
      undefined,
      undefined,
      undefined,
      'Team',
    ])
  })

  // What lies there is cleared at once where it is too much, which is before Vue has rendered.
  test('is not that of the page before, where a navigation ends a burst', async () => {
    document.title = 'Home'
    const parts = await mount({ bufferSize: 3, pages: { title: () => document.title } })
    for (const name of ['One', 'Two', 'Three']) parts.telemetry.track(name)
    await parts.router.push('/teams')
    document.title = 'Teams'
    await settle()
    expect(lastPage(parts).title).not.toBe('Home')
  })

  test('is not that of the page before, where the app sends at once', async () => {
    document.title = 'Home'
    const parts = await mount({ pages: { title: () => document.title } })
    parts.router.afterEach(() => void parts.telemetry.flush())
    await parts.router.push('/teams')
    document.title = 'Teams'
    await settle()
    expect(lastPage(parts).title).not.toBe('Home')
  })
})

describe('meta.telemetry', () => {
  test('is what the page is called, and what may be told of it', async () => {
    const parts = await mount({ path: '/labelled/secret?sort=name&q=secret' })
    expect(parts.fake.sent).toMatchObject([
      {
        page: { route: '/sections', name: '/sections', url: 'https://app.invalid/sections' },
        title: 'A section',
        query: { sort: 'name' },
      },
    ])
    expect(parts.fake.sent[0]).not.toHaveProperty('params')
    expect(JSON.stringify(parts.fake.sent)).not.toContain('secret')
  })

  test('of a route below is its own beside that of its parent', async () => {
    const parts = await mount({ path: '/labelled/secret/parts/seven?sort=a/b' })
    const [page] = parts.fake.sent
    expect(page).toMatchObject({
      page: { route: '/sections' },
      title: 'At 28',
      params: { part: 'seven' },
      query: { sort: '(other)' },
    })
    expect(JSON.stringify(page)).not.toContain('secret')
  })

  test('is told of the view, and neither of its leave nor of the next view', async () => {
    const parts = await mount({ path: '/labelled/a/parts/seven?sort=name' })
    await go(parts, '/teams')
    const [, leave, next] = parts.fake.sent
    expect(leave).toMatchObject({ type: 'leave', page: { route: '/sections' } })
    expect(JSON.stringify([leave, next])).not.toMatch(/seven|"sort"|At 28/)
    expect(next).toMatchObject({ previous: { route: '/sections' } })
  })

  test('comes before the option', async () => {
    const parts = await mount({ path: '/labelled/a', pages: { title: () => 'Of the option' } })
    expect(lastPage(parts).title).toBe('A section')
    await go(parts, '/teams')
    expect(lastPage(parts).title).toBe('Of the option')
  })
})

describe('privacy.origin', () => {
  test('is the origin of the document, in the URLs of pages and leaves', async () => {
    const parts = await mount({ privacy: { origin: true } })
    await go(parts, '/teams/a')
    expect(location.origin).toMatch(/^http/)
    expect(parts.fake.sent).toMatchObject([
      { page: { url: `${location.origin}/` } },
      { page: { url: `${location.origin}/` } },
      { page: { url: `${location.origin}/teams/:team` } },
    ])
  })

  test.each([undefined, {}, { origin: false }, { origin: 'yes' as unknown as boolean }])(
    'is nobody’s unless it is true: %j',
    async (privacy) => {
      const parts = await mount({ privacy })
      expect(lastPage(parts).page.url).toBe('https://app.invalid/')
      expect(JSON.stringify(parts.fake.sent)).not.toContain(location.host)
    },
  )
})

describe('what lies there before idle time', () => {
  test('is counted where a no comes before', async () => {
    const { telemetry, router, consent, fake, entries } = await mount()
    entries.length = 0
    const before = fake.sent.length
    telemetry.track('Clicked')
    await router.push('/teams')
    telemetry.identify('user-1')
    consent.deny()
    const dropped = ['track', 'page', 'identify'].map((type) => ({
      verdict: 'dropped',
      type,
      reason: 'denied',
      destinations: [],
      event: null,
    }))
    expect(entries).toEqual(dropped)
    await settle()
    expect(entries).toEqual(dropped)
    expect(fake.sent.length).toBe(before)
  })

  test('is bounded in a burst, and loses nothing while it runs', async () => {
    const parts = await mount({ bufferSize: 10 })
    const { telemetry, fake, entries } = parts
    entries.length = 0
    fake.sent.length = 0
    let most = 0
    for (let index = 0; index < 1000; index++) {
      telemetry.track(`Event ${index}`)
      most = Math.max(most, index + 1 - fake.sent.length)
    }
    expect(most).toBeLessThanOrEqual(21)
    await settle()
    expect(trailOf(fake.sent)).toEqual(Array.from({ length: 1000 }, (_, at) => `Event ${at}`))
    expect(new Set(entries.map(({ verdict }) => verdict))).toEqual(new Set(['sent']))
  })

  test('is bounded while the destination starts, and what gives way is counted', async () => {
    const fake = fakeDestination({ start: () => new Promise((pass) => setTimeout(pass, 5000)) })
    const { telemetry, entries } = await mount({ bufferSize: 10, fake })
    for (let index = 0; index < 100; index++) telemetry.track(`Event ${index}`)
    await settle()
    await vi.advanceTimersByTimeAsync(10_000)
    const dropped = entries.filter(({ verdict }) => verdict === 'dropped')
    expect(dropped.map(({ reason }) => reason)).toEqual(Array(91).fill('buffer-full'))
    expect(fake.sent.length).toBe(10)
    expect(trailOf(fake.sent)).toContain('/')
  })
})
