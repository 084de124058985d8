import { describe, expect, test, vi } from 'vitest'
import {
  createMemoryHistory,
  createRouter,
  type RouteLocationNormalizedLoaded,
  type RouteLocationRaw,
  type RouteRecordRaw,
} from 'vue-router'
import { keyOf } from '../../../src/sources/pages/page-key.ts'
import type { PagesOptions } from '../../../src/sources/pages/pages-options.ts'
import { expectReports } from '../../helpers/expect-report.ts'

const component = { render: () => null }

const ROUTES: RouteRecordRaw[] = [
  { path: '/teams/:team', name: 'team', alias: '/t/:team', component },
  { path: '/pages/:page?', name: 'page', component },
  { path: '/:language?/docs/:doc', name: 'doc', component },
]

const createTestRouter = () => createRouter({ history: createMemoryHistory(), routes: ROUTES })

const at = (location: RouteLocationRaw) =>
  createTestRouter().resolve(location) as RouteLocationNormalizedLoaded

const hostile = {
  get matched(): never {
    throw new Error('hostile')
  },
} as unknown as RouteLocationNormalizedLoaded

const throwing = (): never => {
  throw new Error('secret')
}

describe('the default', () => {
  test('tells other parameters apart, and no other query or hash', () => {
    const key = (location: string) => keyOf(at(location), undefined)
    expect(key('/teams/a?tab=1#x')).toBe(key('/t/%61?tab=2#y'))
    expect(key('/teams/a')).not.toBe(key('/teams/b'))
  })

  test('is nothing where the route cannot be read', () => {
    expect(keyOf(hostile, undefined)).toBeNull()
  })
})

describe('one page, by path and by name', () => {
  /** The keys of a page that is opened by its path, and then by its name from there. */
  async function keysOf(path: string, location: RouteLocationRaw): Promise<unknown[]> {
    const router = createTestRouter()
    await router.push(path)
    const first = keyOf(router.currentRoute.value, undefined)
    await router.push(location)
    expect(router.currentRoute.value.fullPath).toBe(`${path}?tab=2`)
    return [first, keyOf(router.currentRoute.value, undefined)]
  }
  const query = { tab: '2' }

  test('is the same with a parameter', async () => {
    const [first, second] = await keysOf('/teams/a', { name: 'team', params: { team: 'a' }, query })
    expect(second).toBe(first)
  })

  // The router has them in another order by then.
  test('is the same where an optional parameter stands first', async () => {
    const params = { language: 'en', doc: 'a' }
    const [first, second] = await keysOf('/en/docs/a', { name: 'doc', params, query })
    expect(second).toBe(first)
  })

  // vue-router 4 gives an empty text by path, and nothing by name.
  test('is the same where an optional parameter is absent', () => {
    const { matched } = at('/pages')
    const key = (params: object) =>
      keyOf({ matched, params } as RouteLocationNormalizedLoaded, undefined)
    expect(key({})).toBe(key({ page: '' }))
  })
})

describe('a key of the app', () => {
  test('is told from the default, and from others', () => {
    const route = at('/teams/a')
    const key = vi.fn<NonNullable<PagesOptions['key']>>(() => 'page')
    expect(keyOf(route, key)).toBe(keyOf(at('/teams/b'), () => 'page'))
    expect(key).toHaveBeenCalledExactlyOnceWith(route)
    expect(keyOf(route, () => 'other')).not.toBe(keyOf(route, key))
    const standard = keyOf(route, undefined)!
    expect(keyOf(route, () => standard)).not.toBe(standard)
  })

  test('may be empty', () => {
    expect(keyOf(at('/teams/a'), () => '')).toBe(keyOf(at('/teams/b'), () => ''))
  })

  test('is enough where the route cannot be read', () => {
    expect(keyOf(hostile, () => 'page')).toBe(keyOf(at('/teams/a'), () => 'page'))
  })

  test.each([undefined, null, 7, true, {}, ['page'], Symbol('page'), Promise.resolve('page')])(
    'is the default where it is no text, which is reported: %s',
    (value) => {
      const route = at('/teams/a')
      const key = keyOf(route, () => value as string)
      const [message] = expectReports('VT304')
      expect(message).toContain('(key)')
      expect(key).toBe(keyOf(route, undefined))
    },
  )

  test('is the default where it throws, which is reported without the error', () => {
    const route = at('/teams/a')
    const key = keyOf(route, throwing)
    const [message] = expectReports('VT304')
    expect(message).toContain('(key)')
    expect(message).not.toContain('secret')
    expect(key).toBe(keyOf(route, undefined))
  })

  test.each([true, 'key', {}])('is the default where it is no function: %s', (custom) => {
    const route = at('/teams/a')
    const key = keyOf(route, custom as unknown as PagesOptions['key'])
    expectReports('VT304')
    expect(key).toBe(keyOf(route, undefined))
  })

  test('is nothing where neither it nor the route can be read', () => {
    expect(keyOf(hostile, throwing)).toBeNull()
    expectReports('VT304')
  })
})
