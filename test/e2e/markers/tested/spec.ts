import { without, type TestedDestination } from './tested-destination.ts'

type Own = Pick<TestedDestination, 'name' | 'wire'> & { readonly path: string }

/** What takes messages of Segment's specification. */
function ofSpec({ name, wire, path: own }: Own): TestedDestination {
  return {
    name,
    wire,
    configured: (url) => ({ writeKey: 'markers', url }),
    isOwn: ({ method, path }) => method === 'POST' && path === own,
    keeps: new RegExp(`^${wire}_telemetry:telemetry:user$`),
    tellsPages: true,
    tellsTitles: true,
    needsSomebody: false,
    routeOf: ({ event, properties }) => (event === 'page' ? String(properties.path) : undefined),
    leftRouteOf: ({ event, properties }) =>
      event === 'Page Left' ? String(properties.path) : undefined,
    campaignOf({ message }) {
      const { campaign = {} } = message.context as { campaign?: object }
      return Object.fromEntries(
        Object.entries(campaign).map(([key, value]) => [
          `utm_${key === 'name' ? 'campaign' : key}`,
          value,
        ]),
      )
    },
    read({ event, message, properties }) {
      if (message.type === 'page' || event === 'Page Left') return null
      if (message.type === 'identify') return { traits: properties }
      if (message.type === 'group') {
        const { group_type: type, ...traits } = properties
        return { group: { type: String(type), key: String(message.groupId), traits } }
      }
      return { event, properties: without(properties, /^view_id$/) }
    },
    arrives: (said) => said,
  }
}

export const segment = ofSpec({ name: 'Segment', wire: 'segment', path: '/segment/v1/batch' })

export const rudderstack = ofSpec({
  name: 'RudderStack',
  wire: 'rudderstack',
  path: '/rudderstack/beacon/v1/batch?writeKey=markers',
})
