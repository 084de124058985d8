import { describe, expect, test } from 'vitest'
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router'
import {
  labelOf,
  NO_ORIGIN,
  pageKey,
  toPage,
  toPattern,
  type ReadableRoute,
} from '../../../src/sources/pages/describe-route.ts'
import type { PageLabels } from '../../../src/sources/pages/page-labels.ts'

const page = { render: () => null }

/** What a real router makes of a location. */
function resolve(routes: RouteRecordRaw[], location: string): ReadableRoute {
  const { matched, params } = createRouter({ history: createMemoryHistory(), routes }).resolve(
    location,
  )
  return { matched, params, query: {} }
}

const describeAt = (routes: RouteRecordRaw[], location: string, labels: PageLabels = {}) =>
  toPage(labelOf(resolve(routes, location), labels), NO_ORIGIN)

describe('a pattern', () => {
  test.each([
    ['static', '/teams/all', '/teams/all'],
    ['the root', '/', '/'],
    ['a parameter', '/teams/:team', '/teams/:team'],
    ['several', '/teams/:team/projects/:project', '/teams/:team/projects/:project'],
    ['several in one segment', '/:from-:to', '/:from-:to'],
    ['optional', '/teams/:team?', '/teams/:team'],
    ['repeated', '/:path+', '/:path'],
    ['repeated or absent', '/:path*', '/:path'],
    ['an expression', '/:id(\\d+)', '/:id'],
    ['an expression with a modifier', '/:id(\\d+)+/edit', '/:id/edit'],
    ['an expression that lists customers', '/:tenant(acme|globex)/home', '/:tenant/home'],
    ['a catch-all', '/:path(.*)*', '/:path'],
    ['an escaped parenthesis', '/:id(a\\)acme)/x', '/:id/x'],
    ['escaped parentheses', '/:id(\\(acme\\))/x', '/:id/x'],
    ['a back slash before an escaped parenthesis', '/:id(\\\\)acme)/x', '/:id/x'],
    ['a group in the expression', '/:id((?:acme|globex\\))/x', '/:id/x'],
    ['an empty expression', '/:id()', '/:id'],
    ['something after it', '/:id(\\d+).json', '/:id.json'],
    ['two expressions', '/:a(acme)/:b(globex)', '/:a/:b'],
    ['parentheses without a parameter', '/help(old)', '/help(old)'],
  ])('has its parameters and none of their expressions: %s', (_, path, pattern) => {
    expect(toPattern(path)).toBe(pattern)
  })

  test.each([
    '/:tenant(acme|globex)/:id(\\d+)+',
    '/:id((?:acme|globex\\))/x',
    '/:path(.*)*',
    '/files/:path([^/]+\\.txt)',
  ])('comes of what the router accepts: %s', (path) => {
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path, component: page }],
    })
    expect(toPattern(router.getRoutes()[0]!.path)).toMatch(/^[\w/:]+$/)
  })
})

describe('a page', () => {
  test('is the pattern, the name and a URL that names no host', () => {
    const routes = [{ path: '/teams/:team', name: 'team', component: page }]
    expect(describeAt(routes, '/teams/secret?tab=secret#secret')).toEqual({
      route: '/teams/:team',
      name: 'team',
      url: 'https://app.invalid/teams/:team',
    })
  })

  test.each([
    ['no name', undefined],
    ['a symbol for a name', Symbol('secret')],
  ])('may have %s', (_, name) => {
    const routes = [{ path: '/teams', name, component: page }]
    expect(describeAt(routes, '/teams')).toEqual({
      route: '/teams',
      url: 'https://app.invalid/teams',
    })
  })

  test('of a nested route is the innermost', () => {
    const routes = [
      {
        path: '/teams/:team',
        component: page,
        children: [{ path: 'projects/:project(\\d+)', name: 'project', component: page }],
      },
    ]
    expect(describeAt(routes, '/teams/a/projects/1')).toEqual({
      route: '/teams/:team/projects/:project',
      name: 'project',
      url: 'https://app.invalid/teams/:team/projects/:project',
    })
  })

  test('of an alias is what it stands for', () => {
    const routes = [{ path: '/teams/:team', alias: '/t/:team', name: 'team', component: page }]
    expect(describeAt(routes, '/t/a').route).toBe('/teams/:team')
  })

  test('of a child of an alias is what that stands for', () => {
    const child = { path: 'settings', component: page }
    const routes = [{ path: '/teams/:team', alias: '/t/:team', component: page, children: [child] }]
    expect(describeAt(routes, '/t/a/settings').route).toBe('/teams/:team/settings')
  })

  test('without a record is told as such', () => {
    expect(toPage(labelOf({ matched: [] }, {}), NO_ORIGIN)).toEqual({
      route: '(unmatched)',
      url: 'https://app.invalid/(unmatched)',
    })
  })

  test.each([
    ['/sections/:section', '/sections/:section'],
    ['A section', '/A%20section'],
    ['what? #1', '/what%3F%20%231'],
  ])('with a label has nothing of its path and its name: %s', (name, path) => {
    const routes = [{ path: '/secret-customer', name: 'secret', component: page }]
    expect(describeAt(routes, '/secret-customer', { name })).toEqual({
      route: name,
      name,
      url: `https://app.invalid${path}`,
    })
  })

  test.each(['', 7, null, {}])('is itself where its label is none: %s', (name) => {
    const routes = [{ path: '/teams', component: page }]
    expect(describeAt(routes, '/teams', { name } as PageLabels).route).toBe('/teams')
  })

  test('that was added while the app ran is told without its pattern and its name', () => {
    const routes = [
      { path: '/teams', component: page },
      { path: '/u/alice', name: 'alice', component: page, alias: '/teams/alice' },
    ]
    const router = createRouter({ history: createMemoryHistory(), routes: routes.slice(0, 1) })
    const staticRecords = new Set(router.getRoutes())
    router.addRoute(routes[1]!)
    router.addRoute({ path: '/about', name: 'Ann Miller', component: page })
    const [about] = router.getRoutes().filter(({ path }) => path === '/about')
    const label = (location: string, labels: PageLabels = {}) =>
      labelOf(router.resolve(location), labels, staticRecords)
    // Another record of the same path is another record.
    expect(
      labelOf({ matched: [{ ...about!, path: '/teams' }] as never }, {}, staticRecords),
    ).toEqual({
      route: '(dynamic)',
    })
    expect(label('/teams')).toEqual({ route: '/teams' })
    expect(label('/u/alice')).toEqual({ route: '(dynamic)' })
    expect(label('/teams/alice')).toEqual({ route: '(dynamic)' })
    expect(label('/u/alice', { name: '/u/:user' })).toEqual({ route: '/u/:user', name: '/u/:user' })
  })

  test('may end with half an emoji, as a label that was cut does', () => {
    const { url } = describeAt([{ path: '/', component: page }], '/', { name: 'Party \uD83C' })
    expect(url).toBe('https://app.invalid/Party%20%EF%BF%BD')
  })

  test('is told under the origin that is asked for', () => {
    const routes = [{ path: '/teams', component: page }]
    const { url } = toPage(labelOf(resolve(routes, '/teams'), {}), 'https://app.example:8443')
    expect(url).toBe('https://app.example:8443/teams')
  })

  test('has a URL that can be parsed, whatever its pattern', () => {
    const routes = [{ path: '/größe/:ort(ü|ö)', component: page }]
    const { route, url } = describeAt(routes, '/größe/ü')
    expect(route).toBe('/größe/:ort')
    expect(new URL(url).pathname).toBe(encodeURI('/größe/:ort'))
  })
})

describe('two locations', () => {
  const routes: RouteRecordRaw[] = [
    { path: '/teams/:team', alias: '/t/:team', component: page },
    { path: '/teams', component: page },
    { path: '/:path(.*)*', component: page },
  ]
  const key = (location: string) => pageKey(resolve(routes, location))

  test.each([
    ['another query', '/teams/a?x=1', '/teams/a?x=2'],
    ['another hash', '/teams/a#x', '/teams/a#y'],
    ['another spelling', '/teams/a', '/teams/%61'],
    ['a slash at the end', '/teams', '/teams/'],
    ['an alias', '/teams/a', '/t/a'],
  ])('are one page: %s', (_, one, other) => {
    expect(key(one)).toBe(key(other))
  })

  test.each([
    ['another parameter', '/teams/a', '/teams/b'],
    ['another record', '/teams', '/teams/a'],
    ['another path of a catch-all', '/x', '/y'],
    ['the same text, split otherwise', '/x/y', '/x%2Fy'],
  ])('are two pages: %s', (_, one, other) => {
    expect(key(one)).not.toBe(key(other))
  })
})
