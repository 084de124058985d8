import type { CollectedEvent } from '../../../../src/collector.ts'
import type { TestedDestination } from './tested-destination.ts'

const SITE = 'https://markers.example'

export const plausible: TestedDestination = {
  name: 'Plausible',
  wire: 'plausible',
  configured: (url) => ({ domain: new URL(SITE).host, url }),
  isOwn: ({ method, path }) => method === 'POST' && path === '/plausible/api/event',
  // Nothing at all.
  keeps: /^$/,
  tellsPages: true,
  tellsTitles: false,
  needsSomebody: false,
  routeOf: (told) => (told.event === 'pageview' ? pathOf(told) : undefined),
  leftRouteOf: (told) => (told.event === 'engagement' ? pathOf(told) : undefined),
  campaignOf: ({ message }) => Object.fromEntries(new URL(String(message.u)).searchParams),
  read({ event, properties }) {
    return event === 'pageview' || event === 'engagement' ? null : { event, properties }
  },
  arrives({ event, properties = {} }) {
    if (event === undefined) return null
    const texts = Object.entries(properties)
      .filter(([, value]) => typeof value !== 'object')
      .map(([key, value]) => [key, String(value)])
    return { event, properties: Object.fromEntries(texts) }
  },
}

function pathOf({ message }: CollectedEvent): string {
  // An address has a slash before what is no pattern as well.
  return decodeURI(String(message.u).replace(SITE, '').replace(/\?.*/, '')).replace(/^\/\(/, '(')
}
