import type { TestedDestination } from './tested-destination.ts'

export const accoil: TestedDestination = {
  name: 'Accoil',
  wire: 'accoil',
  configured: (url) => ({ apiKey: 'markers', url }),
  // Browsers ask first, at another origin, since the key is in a header.
  isOwn: ({ method, path }) =>
    /^(POST|OPTIONS)$/.test(method) && /^\/accoil\/v2\/(identify|group|track)$/.test(path),
  keeps: /^accoil_telemetry:telemetry:user$/,
  tellsPages: false,
  tellsTitles: false,
  needsSomebody: true,
  routeOf: () => undefined,
  leftRouteOf: () => undefined,
  campaignOf: () => ({}),
  read({ event, message, properties }) {
    if (event === 'identify') return { traits: properties }
    if (event !== 'group') return { event, ...(message.properties ? { properties } : {}) }
    const { group_type: type, ...traits } = properties
    return { group: { type: String(type), key: String(message.groupId), traits } }
  },
  // Of what is tracked the name alone.
  arrives: (said) => (said.event === undefined ? said : { event: said.event }),
}
