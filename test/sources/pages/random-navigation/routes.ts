/** Conditions of the app that a step turns on and off. */
export const SWITCHES = [
  'signed-out',
  'closed',
  'unsaved',
  'first-hook-throws',
  'last-hook-throws',
] as const

/** Those under which nobody gets anywhere, and so only for a while. */
export const STANDSTILLS = ['nothing-goes', 'resolve-throws'] as const

export type Switch = (typeof SWITCHES | typeof STANDSTILLS)[number]

/** What a guard answers. */
export interface Guard {
  readonly says: 'pass' | 'stop' | 'throw' | 'reject' | { readonly to: string; replace?: true }
  /** It passes unless this is on. */
  readonly during?: Switch
  /** It answers when a step says so. */
  readonly held?: true
}

/** A route record, and what is to be known of it to predict where a navigation ends. */
export interface RouteSpec {
  /** The record's name as well, unless there is one. */
  readonly id: string
  readonly name?: string
  readonly path: string
  /** The full pattern, as an event may say it. */
  readonly says: string
  /** The id of the record above. */
  readonly parent?: string
  readonly alias?: string[]
  readonly excluded?: true
  /** `{team}` is the parameter of what is redirected. */
  readonly redirect?: { readonly to: string; readonly by: 'text' | 'function' | 'throwing' }
  /** Guards, by the moment at which they are asked. */
  readonly leave?: Guard
  readonly each?: Guard
  readonly enter?: Guard
  readonly resolve?: Guard
  /** How its component is loaded; at hand unless it says so. */
  readonly load?: 'held' | 'broken' | 'held-broken' | 'flaky'
  /** It is added by a step; those of one group at once. */
  readonly group?: string
}

const at = (path: string, more: Partial<RouteSpec> = {}): RouteSpec => ({
  id: path.slice(1),
  path,
  says: path,
  ...more,
})

const held = true

export const ROUTES: readonly RouteSpec[] = [
  at('/', { id: 'home' }),
  at('/teams'),
  at('/teams/:team', { id: 'team' }),
  at('/teams/:team/projects/:project(\\d+)', {
    id: 'project',
    says: '/teams/:team/projects/:project',
  }),
  at('/projects/:project(\\d+)', { id: 'lone-project', says: '/projects/:project' }),
  at('/docs/:page?', { id: 'docs', says: '/docs/:page' }),
  at('/files/:path+', { id: 'files', says: '/files/:path' }),
  at('/tags/:tag*', { id: 'tags', says: '/tags/:tag' }),
  at('/about', { alias: ['/about-us', '/imprint'] }),
  at('/people/:person', { id: 'person', alias: ['/members/:person'] }),
  at('/login'),

  at('/account/:user', { id: 'account' }),
  at('', { id: 'overview', parent: 'account', says: '/account/:user' }),
  at('settings', { id: 'settings', parent: 'account', says: '/account/:user/settings' }),
  at('secret', { id: 'secret', parent: 'account', says: 'excluded', excluded: true }),
  at('old', {
    id: 'old-settings',
    parent: 'account',
    redirect: { to: '/account/{user}/settings', by: 'function' },
  }),
  at('/elsewhere', { id: 'absolute', parent: 'home-of-absolute' }),
  at('/home-of-absolute'),
  at('/hidden', { says: 'excluded', excluded: true }),
  at('below/:item', { id: 'below', parent: 'hidden', says: 'excluded' }),

  at('/old-teams', { redirect: { to: '/teams', by: 'text' } }),
  at('/older-teams', { redirect: { to: '/old-teams', by: 'text' } }),
  at('/oldest-teams', { redirect: { to: '/older-teams', by: 'function' } }),
  at('/go/:team', { id: 'go', redirect: { to: '/teams/{team}', by: 'function' } }),
  at('/old-query', { redirect: { to: '/teams?tab=9', by: 'text' } }),
  at('/old-hidden', { redirect: { to: '/hidden', by: 'text' } }),
  at('/old-slow', { redirect: { to: '/slow', by: 'text' } }),
  at('/old-guarded', { redirect: { to: '/guarded-resolve', by: 'function' } }),
  at('/old-nowhere', { redirect: { to: '/nowhere', by: 'text' } }),
  at('/old-throws', { redirect: { to: '/', by: 'throwing' } }),

  at('/guarded', { enter: { says: { to: '/' } } }),
  at('/guarded-each', { each: { says: { to: '/old-teams' } } }),
  at('/guarded-resolve', { resolve: { says: { to: '/guarded' } } }),
  at('/guarded-replace', { enter: { says: { to: '/about?tab=1', replace: true } } }),
  at('/guarded-hidden', { each: { says: { to: '/hidden/below/a' } } }),
  at('/forbidden', { enter: { says: 'stop' } }),
  at('/forbidden-each', { each: { says: 'stop' } }),
  at('/forbidden-resolve', { resolve: { says: 'stop' } }),
  at('/throws', { enter: { says: 'throw' } }),
  at('/throws-each', { each: { says: 'throw' } }),
  at('/rejects', { enter: { says: 'reject' } }),
  at('/rejects-resolve', { resolve: { says: 'reject' } }),
  at('/private', { each: { says: { to: '/login' }, during: 'signed-out' } }),
  at('/closing', { enter: { says: 'stop', during: 'closed' } }),
  at('/rooms/:room', { id: 'room', each: { says: 'throw', during: 'closed' } }),

  at('/slow', { enter: { says: 'pass', held } }),
  at('/slow-each', { each: { says: 'pass', held } }),
  at('/slow-resolve', { resolve: { says: 'pass', held } }),
  at('/slow-stop', { enter: { says: 'stop', held } }),
  at('/slow-redirect', { enter: { says: { to: '/teams/a' }, held } }),
  at('/slow-throws', { enter: { says: 'throw', held } }),
  at('/slow-private', { each: { says: { to: '/login' }, during: 'signed-out', held } }),
  at('/slow-closing/:room', {
    id: 'slow-closing',
    resolve: { says: 'stop', during: 'closed', held },
  }),
  at('/editor', { leave: { says: 'stop', during: 'unsaved' } }),
  at('/dialog', { leave: { says: 'stop', during: 'unsaved', held } }),
  at('/lazy', { load: 'held' }),
  at('/lazy-broken', { load: 'broken' }),
  at('/lazy-slow-broken', { load: 'held-broken' }),
  at('/lazy-flaky', { load: 'flaky' }),

  at('/reports/:report(\\d+)', { id: 'reports', says: '/reports/:report', group: 'reports' }),
  at('/analysis/:report(\\d+)', {
    id: 'analysis',
    name: 'reports',
    says: '/analysis/:report',
    group: 'analysis',
  }),
  at('extra', { id: 'extra', parent: 'account', says: '/account/:user/extra', group: 'extra' }),
  at('/area', { group: 'area' }),
  at('inner', { id: 'inner', parent: 'area', says: '/area/inner', group: 'area' }),
  at('/teams/special', { id: 'special', group: 'special' }),
  at('/nowhere', { redirect: { to: '/teams', by: 'text' }, group: 'nowhere' }),
]

/** What a step adds, and takes away by the name of the first. */
export const GROUPS = [...new Set(ROUTES.flatMap(({ group }) => group ?? []))]

/** Puts parameters into a pattern of the table. */
export function fill(pattern: string, params: Readonly<Record<string, unknown>>): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
}
