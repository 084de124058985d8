import type { CollectedEvent, CollectedRequest } from '../../../src/collector.ts'
import type { Said } from './calls.ts'

/** A destination, as far as the markers have to know it. */
export interface TestedDestination {
  readonly name: string
  /** What the runtime configuration says of it. */
  readonly frontend: (apiurl: string) => Record<string, unknown>
  /** Whether it may make such a request. Flags, remote configuration and replay pass the walls by. */
  readonly isOwn: (request: CollectedRequest) => boolean
  /** The page that a view tells of; `undefined` for what is no view. */
  readonly routeOf: (event: CollectedEvent) => string | undefined
  /** What developers have passed, without what the destination adds; `null` for pages. */
  readonly read: (event: CollectedEvent) => Said | null
}

const posthog: TestedDestination = {
  name: 'PostHog',
  frontend: (apiurl) => ({ posthog: { apikey: 'phc_markers', apiurl } }),
  isOwn: ({ method, path }) => method === 'POST' && path === '/e/',
  routeOf: ({ event, properties }) =>
    event === '$pageview' ? String(properties.$pathname) : undefined,
  read({ event, properties, set }) {
    if (event === '$pageview' || event === '$pageleave') return null
    const { $group_type, $group_key, $group_set, ...others } = properties
    if (event === '$identify' || event === '$set') return { traits: set ?? {} }
    if (event === '$groupidentify') {
      const traits = $group_set as object
      return { group: { type: String($group_type), key: String($group_key), traits } }
    }
    // What PostHog knows of every event begins so; `privacy.spec.ts` has the list.
    const passed = Object.entries(others).filter(([key]) => !/^(\$|token$|distinct_id$)/.test(key))
    return { event, properties: Object.fromEntries(passed) }
  },
}

/** Each of them has to hold to all of it. */
export const DESTINATIONS: readonly TestedDestination[] = [posthog]
