import { inApp, type Carrier } from './carrier.ts'

interface RouteCarrier extends Carrier {
  /** How the page that it is placed on is told; `null` where it is not. */
  readonly route: string | null
}

/** Goes to a path that begins like this and ends with the marker. */
const goTo = (path: string): Carrier['place'] => {
  return (page, marker) => page.evaluate((to) => window.booted.router.push(to), path + marker)
}

/** Markers in what a router knows. `hostile-app.ts` has the records that are there from the start. */
export const ROUTES: Readonly<Record<string, RouteCarrier>> = {
  'parameter in the app': {
    marker: 'MARK-team-01d5',
    place: goTo('/teams/'),
    route: '/teams/:team',
  },
  'one or more': { marker: 'MARK-more-8c11', place: goTo('/parts/a/'), route: '/parts/:part' },
  'catch-all': { marker: 'MARK-lost-2b7e', place: goTo('/lost/'), route: '/:all' },
  'alias path': { marker: 'MARK-alias-aa03', place: goTo('/'), route: '/account' },
  'expression of a parameter': {
    marker: 'MARK-tenant-6d0c',
    place: goTo('/of/'),
    route: '/of/:tenant',
  },
  // The page after it must not name it either.
  'excluded page': { marker: 'MARK-excluded-e9b2', place: goTo('/'), route: null },
  'path with an address': {
    marker: 'mark-path@private.example',
    place: goTo('/mail/'),
    route: '/mail/[email]',
  },
  'name with an address': {
    marker: 'mark-name@private.example',
    place: inApp(() => window.booted.router.push('/named')),
    route: '/named',
  },
  'label with an address': {
    marker: 'mark-label@private.example',
    place: inApp(() => window.booted.router.push('/labelled')),
    route: '/by/[email]',
  },
  'title that is asked for': {
    marker: 'mark-title@private.example',
    // Asked for once the page is on the screen, so that it must not be left at once.
    place: inApp(async () => {
      const { router, telemetry } = window.booted
      const isTold = new Promise((resolve) =>
        telemetry.onEvent(({ event }) => {
          if (event?.type === 'page' && event.page.route === '/titled') resolve(true)
        }),
      )
      await router.push('/titled')
      await isTold
    }),
    route: '/titled',
  },
  // Both are short enough to be a word or two.
  'allowed parameter': {
    marker: '+1 415 555 2671',
    place: goTo('/chosen/'),
    route: '/chosen/:tab',
  },
  'allowed query': {
    marker: 'ghp_26C7e42F292c6912E7710c838347Ae178B4b',
    place: goTo('/chosen/tasks?sort='),
    route: '/chosen/:tab',
  },
  'dynamic path': {
    marker: 'MARK-dynamic-path-4e4e',
    place: inApp((marker) => {
      const { router } = window.booted
      router.addRoute({ path: `/${marker}`, component: { render: () => null } })
      return router.push(`/${marker}`)
    }),
    route: '(dynamic)',
  },
  'dynamic name': {
    marker: 'MARK-dynamic-name-77f0',
    place: inApp((marker) => {
      const { router } = window.booted
      router.addRoute({ path: '/added', name: marker, component: { render: () => null } })
      return router.push({ name: marker })
    }),
    route: '(dynamic)',
  },
  'dynamic child': {
    marker: 'MARK-dynamic-child-b6b6',
    place: inApp((marker) => {
      const { router } = window.booted
      router.addRoute('frame', { path: marker, component: { render: () => null } })
      return router.push(`/frame/${marker}`)
    }),
    route: '(dynamic)',
  },
  'name of a record in the place of another': {
    marker: 'MARK-replacing-name-5150',
    place: inApp((marker) => {
      const { router } = window.booted
      router.removeRoute('replaced')
      router.addRoute({ path: '/replaced', name: marker, component: { render: () => null } })
      return router.push('/replaced')
    }),
    route: '(dynamic)',
  },
}

/** What the views of these pages say. */
export const ROUTES_TOLD = Object.values(ROUTES).flatMap(({ route }) => route ?? [])
