import { without, type TestedDestination } from './tested-destination.ts'

export const posthog: TestedDestination = {
  name: 'PostHog',
  wire: 'posthog',
  configured: (apiurl) => ({ apikey: 'phc_markers', apiurl }),
  isOwn: ({ method, path }) => method === 'POST' && path === '/e/',
  keeps: /^ph_telemetry:telemetry:user/,
  tellsPages: true,
  tellsTitles: true,
  needsSomebody: false,
  routeOf: ({ event, properties }) =>
    event === '$pageview' ? String(properties.$pathname) : undefined,
  leftRouteOf: ({ event, properties }) =>
    event === '$pageleave' ? String(properties.$pathname) : undefined,
  campaignOf: ({ properties }) => without(properties, /^(?!utm_|.*clid)/),
  read({ event, properties, set }) {
    if (event === '$pageview' || event === '$pageleave') return null
    const { $group_type, $group_key, $group_set, ...others } = properties
    if (event === '$identify' || event === '$set') return { traits: set ?? {} }
    if (event === '$groupidentify') {
      const traits = $group_set as object
      return { group: { type: String($group_type), key: String($group_key), traits } }
    }
    // What PostHog knows of every event begins so; `privacy.spec.ts` has the list.
    return { event, properties: without(others, /^(\$|token$|distinct_id$)/) }
  },
  arrives: (said) => said,
}
