type Params = Readonly<Record<string, string | readonly string[]>>

/**
 * The addresses that are navigated to, and which route each of them is: the id of the record and
 * the decoded parameters. Where there are several, the first that is there; where none is, the
 * address is unmatched.
 */
export const ADDRESSES: Readonly<Record<string, readonly (readonly [string, Params?])[]>> = {
  '/': [['home']],
  '/teams': [['teams']],
  '/teams/': [['teams']],
  '/TEAMS': [['teams']],
  '/teams/a': [['team', { team: 'a' }]],
  '/teams/a/': [['team', { team: 'a' }]],
  '/teams/%61': [['team', { team: 'a' }]],
  '/teams/b': [['team', { team: 'b' }]],
  '/teams/a%20b': [['team', { team: 'a b' }]],
  '/teams/%C3%BC': [['team', { team: 'ü' }]],
  '/teams/%c3%bc': [['team', { team: 'ü' }]],
  '/teams/%zz': [['team', { team: '%zz' }]],
  '/teams/special': [['special'], ['team', { team: 'special' }]],
  '/teams/a/projects/1': [['project', { team: 'a', project: '1' }]],
  '/teams/a/projects/2': [['project', { team: 'a', project: '2' }]],
  '/teams/b/projects/2': [['project', { team: 'b', project: '2' }]],
  '/teams/a/projects/x': [],
  '/projects/1': [['lone-project', { project: '1' }]],
  '/docs': [['docs']],
  '/docs/': [['docs']],
  '/docs/intro': [['docs', { page: 'intro' }]],
  '/files': [],
  '/files/a': [['files', { path: ['a'] }]],
  '/files/a/b': [['files', { path: ['a', 'b'] }]],
  '/files/a%2Fb': [['files', { path: ['a/b'] }]],
  '/tags': [['tags']],
  '/tags/x': [['tags', { tag: ['x'] }]],
  '/tags/x/y/': [['tags', { tag: ['x', 'y'] }]],
  '/about': [['about']],
  '/about-us': [['about']],
  '/imprint': [['about']],
  '/people/p': [['person', { person: 'p' }]],
  '/members/p': [['person', { person: 'p' }]],
  '/members/q': [['person', { person: 'q' }]],
  '/login': [['login']],

  '/account/u': [['overview', { user: 'u' }]],
  '/account/u/': [['overview', { user: 'u' }]],
  '/account/v': [['overview', { user: 'v' }]],
  '/account/u/settings': [['settings', { user: 'u' }]],
  '/account/v/settings': [['settings', { user: 'v' }]],
  '/account/u/secret': [['secret', { user: 'u' }]],
  '/account/u/old': [['old-settings', { user: 'u' }]],
  '/account/u/extra': [['extra', { user: 'u' }]],
  '/elsewhere': [['absolute']],
  '/home-of-absolute': [['home-of-absolute']],
  '/hidden': [['hidden']],
  '/hidden/below/a': [['below', { item: 'a' }]],
  '/hidden/below/b': [['below', { item: 'b' }]],

  ...sameNamed('old-teams', 'older-teams', 'oldest-teams', 'old-query', 'old-hidden', 'old-slow'),
  ...sameNamed('old-guarded', 'old-nowhere', 'old-throws'),
  '/go/b': [['go', { team: 'b' }]],
  '/go/a%20b': [['go', { team: 'a b' }]],

  ...sameNamed('guarded', 'guarded-each', 'guarded-resolve', 'guarded-replace', 'guarded-hidden'),
  ...sameNamed('forbidden', 'forbidden-each', 'forbidden-resolve', 'throws', 'throws-each'),
  ...sameNamed('rejects', 'rejects-resolve', 'private', 'closing'),
  '/rooms/1': [['room', { room: '1' }]],
  '/rooms/2': [['room', { room: '2' }]],
  ...sameNamed('slow', 'slow-each', 'slow-resolve', 'slow-stop', 'slow-redirect', 'slow-throws'),
  ...sameNamed('slow-private', 'editor', 'dialog'),
  '/slow-closing/1': [['slow-closing', { room: '1' }]],
  '/slow-closing/2': [['slow-closing', { room: '2' }]],
  ...sameNamed('lazy', 'lazy-broken', 'lazy-slow-broken', 'lazy-flaky'),

  '/reports/7': [['reports', { report: '7' }]],
  '/reports/8': [['reports', { report: '8' }]],
  '/reports/x': [],
  '/analysis/7': [['analysis', { report: '7' }]],
  '/area': [['area']],
  '/area/inner': [['inner']],
  '/nowhere': [['nowhere']],
  '/nothing/at/all': [],
}

interface NamedTarget {
  readonly name: string
  readonly params: Params
  /** The address that it stands for, by the id of the record that has the name. */
  readonly means: Readonly<Record<string, string>>
  /** It leaves a parameter out that an address has as an empty one, in vue-router 4. */
  readonly omits?: true
}

export const NAMED: Readonly<Record<string, NamedTarget>> = {
  teams: { name: 'teams', params: {}, means: { teams: '/teams' } },
  'team "a b"': { name: 'team', params: { team: 'a b' }, means: { team: '/teams/a%20b' } },
  // From another page of this project the router has its parameter first.
  project: {
    name: 'project',
    params: { team: 'a', project: '1' },
    means: { project: '/teams/a/projects/1' },
  },
  docs: { name: 'docs', params: {}, means: { docs: '/docs' }, omits: true },
  'files a and b': { name: 'files', params: { path: ['a', 'b'] }, means: { files: '/files/a/b' } },
  // One value of a parameter that may have several, and not in a list.
  'files a': { name: 'files', params: { path: 'a' }, means: { files: '/files/a' } },
  person: { name: 'person', params: { person: 'p' }, means: { person: '/people/p' } },
  settings: { name: 'settings', params: { user: 'u' }, means: { settings: '/account/u/settings' } },
  room: {
    name: 'slow-closing',
    params: { room: '1' },
    means: { 'slow-closing': '/slow-closing/1' },
  },
  report: {
    name: 'reports',
    params: { report: '7' },
    means: { reports: '/reports/7', analysis: '/analysis/7' },
  },
}

function sameNamed(...ids: string[]): Record<string, [[string]]> {
  return Object.fromEntries(ids.map((id) => [`/${id}`, [[id]]] as const))
}
