import type { Component } from 'vue'
import {
  RouterView,
  type NavigationGuard,
  type RouteLocationGeneric,
  type Router,
  type RouteRecordRaw,
} from 'vue-router'
import { fill, ROUTES, type Guard, type RouteSpec, type Switch } from './routes.ts'

/** What the app around a router is like, as its guards and hooks find it. */
export interface World {
  readonly switches: Set<Switch>
  /** What holds a navigation back, in the order in which it began to. */
  readonly waiting: { readonly label: string; readonly release: () => void }[]
  /** How often a flaky component was asked for. */
  loads: number
  /** Where a hook of the app navigates to, once, after the next navigation. */
  detour: string | null
}

export const createWorld = (): World => ({
  switches: new Set(),
  waiting: [],
  loads: 0,
  detour: null,
})

const hold = (world: World, label: string): Promise<void> =>
  new Promise((release) => world.waiting.push({ label, release }))

/** The records of the table that have this parent and group. */
export function buildRoutes(world: World, group?: string, parent?: string): RouteRecordRaw[] {
  return ROUTES.filter((spec) => spec.group === group && spec.parent === parent).map((spec) =>
    buildRoute(world, spec),
  )
}

export function buildRoute(world: World, spec: RouteSpec): RouteRecordRaw {
  const { id, path, name = id, alias = [], group } = spec
  const meta = spec.excluded ? { id, telemetry: false as const } : { id }
  const children = buildRoutes(world, group, id)
  const { redirect, enter } = spec
  if (redirect) {
    const target = (to: RouteLocationGeneric): string => {
      if (redirect.by === 'throwing') throw new Error('The redirect of the app.')
      return fill(redirect.to, to.params)
    }
    return { path, name, meta, redirect: redirect.by === 'text' ? redirect.to : target }
  }
  return {
    path,
    name,
    meta,
    alias,
    children,
    component: componentOf(world, spec, children.length > 0) as Component,
    ...(enter && { beforeEnter: () => answer(world, enter, `enter ${id}`) }),
  }
}

function componentOf(world: World, { id, leave, load }: RouteSpec, isParent: boolean) {
  const component: Component = {
    ...(isParent ? RouterView : { render: () => null }),
    ...(leave && { beforeRouteLeave: () => answer(world, leave, `leave ${id}`) }),
  }
  if (!load) return isParent ? RouterView : component
  return async () => {
    world.loads += load === 'flaky' ? 1 : 0
    const loads = load === 'held' || (load === 'flaky' && world.loads > 1)
    if (load.startsWith('held')) await hold(world, `load ${id}`)
    if (!loads) throw new Error('The chunk did not load.')
    return component
  }
}

type Answer = Exclude<ReturnType<NavigationGuard>, PromiseLike<unknown>>

function answer(world: World, guard: Guard, label: string): Answer | Promise<Answer> {
  const decide = (): Answer | Promise<Answer> => {
    const { says, during } = guard
    if (says === 'pass' || (during && !world.switches.has(during))) return true
    if (says === 'stop') return false
    if (says === 'throw') throw new Error('The guard of the app.')
    if (says === 'reject') return Promise.reject(new Error('The guard of the app.'))
    return says.replace ? { path: '/about', query: { tab: '1' }, replace: true } : says.to
  }
  return guard.held ? hold(world, label).then(decide) : decide()
}

const specOf = (to: RouteLocationGeneric): RouteSpec | undefined =>
  ROUTES.find(({ id }) => id === to.matched.at(-1)?.meta.id)

function failDuring(world: World, condition: Switch): void {
  if (world.switches.has(condition)) throw new Error('The hook of the app.')
}

/** The hooks that the app registers before it installs the telemetry. */
export function hookBefore(world: World, router: Router): void {
  // The errors of its guards are the app's own affair.
  router.onError(() => {})
  router.beforeEach((to) => {
    if (world.switches.has('nothing-goes')) return false
    const spec = specOf(to)
    return spec?.each ? answer(world, spec.each, `each ${spec.id}`) : true
  })
  router.beforeResolve((to) => {
    failDuring(world, 'resolve-throws')
    const spec = specOf(to)
    return spec?.resolve ? answer(world, spec.resolve, `resolve ${spec.id}`) : true
  })
  router.afterEach((_to, _from, failure) => {
    const { detour } = world
    if (failure || !detour) return
    world.detour = null
    router.push(detour).catch(() => {})
  })
  router.afterEach(() => failDuring(world, 'first-hook-throws'))
}

/** Those that it registers afterwards. */
export function hookAfter(world: World, router: Router): void {
  router.afterEach(() => failDuring(world, 'last-hook-throws'))
}
