import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router'
import { createRouteReader } from '../../../src/privacy/plan/known-routes.ts'

const component = () => null

const throwing = {
  get telemetry(): never {
    throw new Error('labels')
  },
}

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component },
  {
    path: '/teams/:team(acme|globex)',
    name: 'team',
    component,
    children: [{ path: 'projects/:project?', component }],
  },
  { path: '/about', alias: '/imprint', component },
  { path: '/made/by-ann', component, meta: { telemetry: { name: '/made/:section' } } },
  { path: '/admin', component, meta: { telemetry: false } },
  { path: '/throwing', component, meta: throwing },
  { path: '/symbol', name: Symbol('name'), component },
]

const router = createRouter({ history: createMemoryHistory(), routes })
const read = createRouteReader({ router })

test.each([
  ['/', '/'],
  ['home', '/'],
  ['/teams/:team(acme|globex)', '/teams/:team'],
  ['/teams/:team', '/teams/:team'],
  ['team', '/teams/:team'],
  ['/teams/:team(acme|globex)/projects/:project?', '/teams/:team/projects/:project'],
  ['/teams/:team/projects/:project', '/teams/:team/projects/:project'],
  ['/imprint', '/about'],
  ['/symbol', '/symbol'],
  // A label takes the place of a path that says too much.
  ['/made/by-ann', '/made/:section'],
])('%s is %s', (given, pattern) => {
  expect(read(given)).toBe(pattern)
})

test.each([
  '/teams/acme',
  '/teams/globex/projects/4',
  '/?token=x',
  '/about#ann',
  '/nowhere',
  '',
  'toString',
  // Nobody names a page that is not counted.
  '/admin',
  '/throwing',
])('%s is none', (given) => {
  expect(read(given)).toBeUndefined()
})

test('what is added at run time is known from then on', () => {
  expect(read('/later/:id')).toBeUndefined()
  const remove = router.addRoute({ path: '/later/:id', component })
  expect(read('/later/:id')).toBe('/later/:id')
  remove()
  expect(read('/later/:id')).toBeUndefined()
})

test('what is added at run time is as nameless as its page', () => {
  const staticRecords = new Set(router.getRoutes())
  const readStatic = createRouteReader({ router, staticRecords })
  const remove = router.addRoute({ path: '/u/ann', component })
  expect(readStatic('/u/ann')).toBe('(dynamic)')
  expect(readStatic('/teams/:team')).toBe('/teams/:team')
  remove()
})

test('without a router nothing is known', () => {
  expect(createRouteReader({})('/')).toBeUndefined()
})
