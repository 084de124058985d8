import {
  createRouter,
  type RouteLocationNormalized,
  type Router,
  type RouterHistory,
  type RouteRecordRaw,
} from 'vue-router'
import { findProject, findTeam } from './data.ts'
import HomePage from './pages/HomePage.vue'

const SLOW_GUARD_MS = 1500

const productRoutes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: HomePage },
  { path: '/teams', name: 'teams', component: () => import('./pages/TeamsPage.vue') },
  { path: '/teams/:team', name: 'team', component: () => import('./pages/TeamPage.vue') },
  {
    path: '/teams/:team/projects/:project',
    name: 'project',
    component: () => import('./pages/ProjectPage.vue'),
  },
  // The window scrolls on the one; on the other a box inside the page does.
  { path: '/guide', name: 'guide', component: () => import('./pages/GuidePage.vue') },
  { path: '/activity', name: 'activity', component: () => import('./pages/ActivityPage.vue') },
  { path: '/forms/new', name: 'form-new', component: () => import('./pages/FormPage.vue') },
  { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
  {
    path: '/sign-in/callback',
    name: 'sign-in-callback',
    component: () => import('./pages/SignInCallbackPage.vue'),
  },
]

/** Everything a router can do to a page counter: wait, refuse, redirect, fail. */
const routerCases: RouteRecordRaw[] = [
  {
    path: '/slow',
    name: 'slow',
    component: () => import('./pages/SlowPage.vue'),
    beforeEnter: async () => {
      await new Promise((resolve) => setTimeout(resolve, SLOW_GUARD_MS))
    },
  },
  {
    path: '/forbidden',
    name: 'forbidden',
    component: () => import('./pages/NotFoundPage.vue'),
    beforeEnter: () => false,
  },
  { path: '/broken', name: 'broken', component: failToLoad },
  {
    path: '/old/:team',
    redirect: (to) => ({ name: 'team', params: { team: to.params['team'] } }),
  },
  {
    path: '/guarded',
    name: 'guarded',
    component: () => import('./pages/NotFoundPage.vue'),
    beforeEnter: () => ({ name: 'home' }),
  },
  {
    path: '/:pathMatch(.*)*',
    name: 'not-found',
    component: () => import('./pages/NotFoundPage.vue'),
  },
]

const titles: Record<string, string> = {
  home: 'Home',
  teams: 'Teams',
  guide: 'Field guide',
  activity: 'Activity',
  'form-new': 'New form',
  settings: 'Settings',
  'sign-in-callback': 'Signing in',
  slow: 'Slow page',
  'not-found': 'Not found',
}

export function createPlaygroundRouter(history: RouterHistory): Router {
  // No `scrollBehavior`: with one, vue-router 5 keeps the full path of each page in sessionStorage,
  // the token of a sign-in link included. See `use-navigation.ts`.
  return createRouter({ history, routes: [...productRoutes, ...routerCases] })
}

/** Titles name what people typed, as in real products: nothing of them may leave. */
export function pageTitle({ name, params }: RouteLocationNormalized): string {
  const { team, project } = params
  const named = project ? findProject(team, project) : findTeam(team)
  return `${named?.name ?? titles[String(name)] ?? 'Not found'} – Fieldwork`
}

/** Stands in for a chunk that is gone after a deployment. */
async function failToLoad(): Promise<never> {
  throw new Error('This page’s code could not be loaded')
}
