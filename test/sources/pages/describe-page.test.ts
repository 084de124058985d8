import { beforeEach, describe, expect, test } from 'vitest'
import {
  createMemoryHistory,
  createRouter,
  type RouteLocationNormalizedLoaded,
  type RouteMeta,
} from 'vue-router'
import { createFirstWall } from '../../../src/privacy/first-wall.ts'
import { describePage } from '../../../src/sources/pages/describe-page.ts'
import { readLabels } from '../../../src/sources/pages/page-labels.ts'
import { keyOf } from '../../../src/sources/pages/page-key.ts'
import type { PagesOptions } from '../../../src/sources/pages/pages-options.ts'
import { expectReports } from '../../helpers/expect-report.ts'

const ORIGIN = 'https://app.invalid'
const wall = createFirstWall({})

/** What was read, as `query` or `matched.path`. */
const reads: string[] = []

beforeEach(() => void (reads.length = 0))

/** Notes what is read of an object, and throws for whatever is not allowed. */
function guarded<T extends object>(target: T, allowed: readonly string[], prefix = ''): T {
  const refuse = (): never => {
    throw new Error(`${prefix}: nobody may ask what there is.`)
  }
  return new Proxy(target, {
    get(from, name, receiver) {
      if (!allowed.includes(String(name))) throw new Error(`${prefix}${String(name)} was read.`)
      reads.push(prefix + String(name))
      return Reflect.get(from, name, receiver) as unknown
    },
    has: refuse,
    ownKeys: refuse,
    getOwnPropertyDescriptor: refuse,
  })
}

/** A route that throws where anything is read that this package has no business with. */
function visit(meta: { telemetry?: unknown }, location = '/teams/acme?tab=open&secret=x#secret') {
  const component = { render: () => null }
  const child = {
    path: ':team',
    name: 'team',
    alias: 'alias-of/:team',
    component,
    meta: meta as RouteMeta,
  }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/teams', component, children: [child] }],
  })
  const route = router.resolve(location) as RouteLocationNormalizedLoaded
  const parts = ['path', 'name', 'aliasOf', 'meta']
  const matched = route.matched.map((record) => guarded(record, parts, 'matched.'))
  return guarded({ ...route, matched }, ['matched', 'params', 'query'])
}

const describeAt = (
  route: RouteLocationNormalizedLoaded,
  options: Pick<PagesOptions, 'title'> = {},
  isRendered = true,
) => {
  const labels = readLabels(route)
  return labels && describePage(route, labels, { options, origin: ORIGIN, wall }, isRendered)
}

const TEAM = { route: '/teams/:team', name: 'team', url: `${ORIGIN}/teams/:team` }

describe('of a route', () => {
  test('nothing is read but records, where labels allow nothing', () => {
    expect(describeAt(visit({}))).toEqual({ page: TEAM })
    expect(reads).not.toContain('query')
    expect(reads).not.toContain('params')
  })

  test.each([
    ['lists that are empty', { params: [], query: [] }],
    ['what is no list', { params: 'team', query: true }],
  ])('no value is read for %s', (_, telemetry) => {
    expect(describeAt(visit({ telemetry }))).toEqual({ page: TEAM })
    expect(reads).not.toContain('query')
    expect(reads).not.toContain('params')
  })

  test('the query is not read where only parameters are allowed', () => {
    const subject = describeAt(visit({ telemetry: { params: ['team'] } }))
    expect(subject).toEqual({ page: TEAM, params: { team: 'acme' } })
    expect(reads).not.toContain('query')
  })

  test('the parameters are not read where only the query is allowed', () => {
    const subject = describeAt(visit({ telemetry: { query: ['tab'] } }))
    expect(subject).toEqual({ page: TEAM, query: { tab: 'open' } })
    expect(reads).not.toContain('params')
  })

  test('nothing else is read for all that there is to be said', () => {
    const telemetry = { name: 'A team', title: 'Team', params: ['team'], query: ['tab', 'none'] }
    expect(describeAt(visit({ telemetry }, '/teams/alias-of/acme?tab=open'))).toEqual({
      page: { route: 'A team', name: 'A team', url: `${ORIGIN}/A%20team` },
      title: 'Team',
      params: { team: 'acme' },
      query: { tab: 'open' },
    })
    expect(reads).toContain('query')
  })

  test('the key reads records and parameters', () => {
    expect(keyOf(visit({}), undefined)).toContain('acme')
    expect(new Set(reads)).toEqual(
      new Set(['matched', 'matched.aliasOf', 'matched.path', 'params']),
    )
  })

  test('nothing but its labels is read where it is excluded', () => {
    expect(describeAt(visit({ telemetry: false }))).toBeNull()
    expect(new Set(reads)).toEqual(new Set(['matched', 'matched.meta']))
  })
})

test('each text of it passes the mask, and what was changed is remarked', () => {
  const telemetry = {
    name: 'Inbox of ann@example.com',
    title: 'Mail to bob@example.com',
    params: ['team'],
    query: ['tab', 'list'],
  }
  const location = '/teams/10.1.2.3?tab=AKIAIOSFODNN7EXAMPLE&list=open&list=10.1.2.4'
  expect(describeAt(visit({ telemetry }, location))).toEqual({
    page: {
      route: 'Inbox of [email]',
      name: 'Inbox of [email]',
      url: `${ORIGIN}/Inbox%20of%20%5Bemail%5D`,
    },
    title: 'Mail to [email]',
    params: { team: '[ip]' },
    query: { tab: '[token]', list: ['open', '[ip]'] },
    remarks: [
      { at: 'page.route', what: 'masked', why: 'email' },
      { at: 'page.name', what: 'masked', why: 'email' },
      { at: 'page.title', what: 'masked', why: 'email' },
      { at: 'page.params.team', what: 'masked', why: 'ip' },
      { at: 'page.query.tab', what: 'masked', why: 'token' },
      { at: 'page.query.list', what: 'masked', why: 'ip' },
    ],
  })
})

describe('the guard of this test', () => {
  test.each(['path', 'fullPath', 'redirectedFrom', 'hash', 'href', 'meta', 'name'] as const)(
    'throws where %s is read',
    (name) => {
      const route = visit({})
      expect(() => Reflect.get(route, name) as unknown).toThrow('was read')
    },
  )

  test.each(['components', 'redirect', 'props', 'children', 'instances'])(
    'throws where %s of a record is read',
    (name) => {
      const [record] = visit({}).matched
      expect(() => Reflect.get(record!, name) as unknown).toThrow('was read')
    },
  )
})

describe('a title', () => {
  test('is that of the labels before that of the options', () => {
    const options = { title: () => 'Of the options' }
    expect(describeAt(visit({ telemetry: { title: 'Of the labels' } }), options)).toMatchObject({
      title: 'Of the labels',
    })
    expect(describeAt(visit({}), options)).toMatchObject({ title: 'Of the options' })
  })

  test('is none where the labels say so', () => {
    const options = { title: () => 'Of the options' }
    expect(describeAt(visit({ telemetry: { title: '' } }), options)).toEqual({ page: TEAM })
    expect(describeAt(visit({ telemetry: { title: false } }), options)).toEqual({ page: TEAM })
    expectReports('VT304')
  })

  test('is only read of a page that is on the screen', () => {
    expect(describeAt(visit({}), { title: () => 'Of the options' }, false)).toEqual({ page: TEAM })
  })
})
