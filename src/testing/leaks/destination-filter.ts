/**
 * Which requests go to destinations: a host, `eu.i.posthog.com`; an address,
 * `https://eu.i.posthog.com/e`, with all that is below it; a path of the page's own origin, `/ph`,
 * behind which a relay stands; several of these; or a function of the address.
 */
export type Destinations = string | readonly string[] | ((url: string) => boolean)

/** @param own - the origins of the documents that the page has had so far */
export type DestinationFilter = (url: string, own: ReadonlySet<string>) => boolean

/** @param to - left out: all that goes to another origin than the page's own */
export function createDestinationFilter(to: Destinations | undefined): DestinationFilter {
  const isDestination = readDestinations(to)
  return (url, own) => /^(https?|wss?):/.test(url) && isDestination(url, own)
}

function readDestinations(to: Destinations | undefined): DestinationFilter {
  if (to === undefined) return (url, own) => !own.has(new URL(url).origin)
  if (typeof to === 'function') return (url) => to(url)
  const rules = [to].flat().map(readRule)
  return (url, own) => rules.some((rule) => rule(new URL(url), own))
}

function readRule(to: string): (url: URL, own: ReadonlySet<string>) => boolean {
  if (to.startsWith('/')) return (url, own) => own.has(url.origin) && isBelow(url.pathname, to)
  if (!to.includes('://')) return ({ host, hostname }) => host === to || hostname === to
  const { origin, pathname } = new URL(to)
  return (url) => url.origin === origin && isBelow(url.pathname, pathname)
}

/** `/ph` and `/ph/e`, and not `/photos`. */
function isBelow(path: string, base: string): boolean {
  const folder = base.replace(/\/$/, '')
  return path === folder || path.startsWith(`${folder}/`)
}
