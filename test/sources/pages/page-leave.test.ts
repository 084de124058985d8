import { describe, expect, test, vi } from 'vitest'
import type { RouteRecordRaw } from 'vue-router'
import type { LeaveMode, PagesOptions } from '../../../src/sources/pages/pages-options.ts'
import { mountGranted, settle, START, useFixedClock } from '../../helpers/mount-telemetry.ts'
import { setVisibility } from '../../helpers/set-visibility.ts'
import { toldOf, trailOf, viewsOf } from '../../helpers/page-trail.ts'

useFixedClock()

const component = { render: () => null }

const ROUTES: RouteRecordRaw[] = [
  { path: '/', component },
  { path: '/teams', component },
  { path: '/teams/:team', component },
  { path: '/about', component },
  { path: '/hidden', component, meta: { telemetry: false } },
]

const MODES: LeaveMode[] = ['route', 'exit', false]

const inMode = (leave: LeaveMode, pages: PagesOptions = {}) =>
  mountGranted({ routes: ROUTES, pages: { ...pages, leave } })

type Mounted = Awaited<ReturnType<typeof mountGranted>>

/** Lets the clock stand at so many seconds after the start, then goes there. */
async function goAt({ router }: Mounted, seconds: number, path: string): Promise<void> {
  await vi.advanceTimersByTimeAsync(START + seconds * 1000 - Date.now())
  await router.push(path)
  await settle()
}

async function endAt(seconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(START + seconds * 1000 - Date.now())
  window.dispatchEvent(new Event('pagehide'))
}

const returned = () =>
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))

describe('a visit of three pages', () => {
  test.each([
    [
      'route',
      ['/', '-/ route 5s', '/teams < /', '-/teams route 2s', '/about < /teams', '-/about exit 3s'],
    ],
    ['exit', ['/', '/teams < / 5s', '/about < /teams 2s', '-/about exit 3s']],
    [false, ['/', '/teams < / 5s', '/about < /teams 2s']],
  ] as const)('with leave: %s', async (leave, trail) => {
    const parts = await inMode(leave)
    await goAt(parts, 5, '/teams')
    await goAt(parts, 7, '/about')
    await endAt(10)
    expect(trailOf(parts.fake.sent)).toEqual(trail)
  })

  test.each([
    ['route', 3],
    ['exit', 3],
    [false, 2],
  ] as const)('tells each stay on one event: %s', async (leave, told) => {
    const parts = await inMode(leave)
    await goAt(parts, 5, '/teams')
    await goAt(parts, 7, '/about')
    await endAt(10)
    parts.unmount()
    const views = viewsOf(parts.fake.sent)
    expect(views.length).toBe(3)
    expect(toldOf(parts.fake.sent)).toEqual(views.slice(0, told))
  })
})

describe('an excluded page in the middle', () => {
  test.each([
    ['route', ['/', '-/ route 5s', '/teams', '-/teams exit 3s']],
    ['exit', ['/', '-/ route 5s', '/teams', '-/teams exit 3s']],
    [false, ['/', '/teams']],
  ] as const)('with leave: %s', async (leave, trail) => {
    const parts = await inMode(leave)
    await goAt(parts, 5, '/hidden')
    await goAt(parts, 60, '/teams')
    await endAt(63)
    expect(trailOf(parts.fake.sent)).toEqual(trail)
    expect(JSON.stringify(parts.fake.sent)).not.toContain('hidden')
  })

  test.each(MODES)('is left for good where the document ends: %s', async (leave) => {
    const parts = await inMode(leave)
    await goAt(parts, 5, '/hidden')
    const before = parts.fake.sent.length
    await endAt(60)
    returned()
    await settle()
    expect(parts.fake.sent.length).toBe(before)
  })
})

describe('signing out', () => {
  test.each([
    ['route', ['/', 'First', '-/ exit 5s', 'reset', 'Second', '/teams', '-/teams exit 3s']],
    ['exit', ['/', 'First', '-/ exit 5s', 'reset', 'Second', '/teams', '-/teams exit 3s']],
    [false, ['/', 'First', 'reset', 'Second', '/teams']],
  ] as const)('ends the page, with leave: %s', async (leave, trail) => {
    const parts = await inMode(leave)
    const { fake, telemetry } = parts
    telemetry.track('First')
    await vi.advanceTimersByTimeAsync(START + 5000 - Date.now())
    telemetry.reset()
    telemetry.track('Second')
    await goAt(parts, 7, '/teams')
    await endAt(10)
    expect(trailOf(fake.sent)).toEqual(trail)
    const tracked = fake.sent.filter((event) => event.type === 'track')
    expect(tracked.map(({ view }) => view)).toEqual([viewsOf(fake.sent)[0], undefined])
  })

  test.each(MODES)('leaves nothing to be told to whoever follows: %s', async (leave) => {
    const parts = await inMode(leave)
    parts.telemetry.reset()
    await parts.router.push('/?tab=1')
    await goAt(parts, 9, '/teams')
    const reset = parts.fake.sent.findIndex(({ type }) => type === 'reset')
    const after = parts.fake.sent.slice(reset + 1)
    expect(trailOf(after)).toEqual(['/teams'])
    expect(toldOf(after)).toEqual([])
  })
})

describe('a document that is frozen and comes back', () => {
  test.each([
    ['route', ['/', '-/ exit 5s', '/', '-/ route 2s', '/teams < /']],
    ['exit', ['/', '-/ exit 5s', '/', '/teams < / 2s']],
    [false, ['/', '/', '/teams < / 2s']],
  ] as const)('is a new view, with leave: %s', async (leave, trail) => {
    const parts = await inMode(leave)
    await endAt(5)
    await vi.advanceTimersByTimeAsync(55_000)
    returned()
    await settle()
    await goAt(parts, 62, '/teams')
    expect(trailOf(parts.fake.sent)).toEqual(trail)
  })
})

describe('another query', () => {
  test.each([
    ['route', ['/', '-/ route 9s', '/teams < /']],
    ['exit', ['/', '/teams < / 9s']],
    [false, ['/', '/teams < / 9s']],
  ] as const)('keeps one view, whose parts add up, with leave: %s', async (leave, trail) => {
    const parts = await inMode(leave)
    await goAt(parts, 2, '/?tab=1')
    setVisibility('hidden')
    await goAt(parts, 5, '/?tab=2#top')
    setVisibility('visible')
    await goAt(parts, 6, '/?tab=3')
    await goAt(parts, 9, '/teams')
    expect(trailOf(parts.fake.sent)).toEqual(trail)
    const told = parts.fake.sent.map((event) => (event.type === 'page' ? event.previous : event))
    // Hidden from 2.2 to 5.2 seconds.
    expect(told.at(leave === 'route' ? 1 : -1)).toMatchObject({ duration: 9, activeDuration: 6 })
  })
})

describe('a hidden time', () => {
  test('counts for the duration, and not for the active one', async () => {
    const parts = await inMode('route')
    await goAt(parts, 2, '/teams')
    setVisibility('hidden')
    await vi.advanceTimersByTimeAsync(60_000)
    setVisibility('visible')
    await goAt(parts, 70, '/about')
    const leaves = parts.fake.sent.filter((event) => event.type === 'leave')
    expect(leaves).toMatchObject([
      { duration: 2, activeDuration: 2 },
      { duration: 68, activeDuration: 8 },
    ])
  })

  test('at the end of a page is not counted for the next', async () => {
    const parts = await inMode('exit')
    setVisibility('hidden')
    await goAt(parts, 30, '/teams')
    await goAt(parts, 40, '/about')
    setVisibility('visible')
    await endAt(41)
    const { sent } = parts.fake
    expect(sent[2]).toMatchObject({ previous: { duration: 10, activeDuration: 0 } })
    expect(sent[3]).toMatchObject({ type: 'leave', duration: 1, activeDuration: 0.8 })
  })
})

describe('withdrawn', () => {
  test.each(MODES)('nothing more is told of the page: %s', async (leave) => {
    const parts = await inMode(leave)
    parts.consent.deny()
    await goAt(parts, 5, '/teams')
    parts.consent.grant()
    await settle()
    expect(trailOf(parts.fake.sent)).toEqual(['/', '/teams'])
  })
})
