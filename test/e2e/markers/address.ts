/** Markers in the address on which somebody lands: a link in a mail, or back from a sign-in. */
export const ADDRESS = {
  'path parameter': { marker: 'MARK-parameter-8f3a', in: 'path' },
  'optional parameter': { marker: 'MARK-optional-11c0', in: 'path' },
  'repeated parameter': { marker: 'MARK-repeated-64de', in: 'path' },
  'query: code': { marker: 'MARK-code-77aa', in: 'query', as: 'code' },
  'query: e-mail': { marker: 'mark.query+ü@private.example', in: 'query', as: 'login_hint' },
  // The campaign is the one thing that is read of an address, by these names and shapes.
  'campaign: e-mail': { marker: 'mark-source@private.example', in: 'query', as: 'utm_source' },
  'campaign: token': {
    marker: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    in: 'query',
    as: 'utm_campaign',
  },
  'campaign: content': { marker: 'MARK-content-5e21', in: 'query', as: 'utm_content' },
  'campaign: term': { marker: 'MARK-term-90ab', in: 'query', as: 'utm_term' },
  'campaign: id': { marker: 'MARK-lead-3417', in: 'query', as: 'utm_id' },
  'click id': { marker: 'MARK-gclid-c0fe', in: 'query', as: 'gclid' },
  hash: {
    marker: 'eyJhbGciOiJIUzI1NiJ9.eyJtYXJrIjoiaGFzaCJ9.c2lnbmVk',
    in: 'hash',
    as: 'access_token',
  },
} as const satisfies Readonly<Record<string, AddressPart>>

interface AddressPart {
  readonly marker: string
  readonly in: 'path' | 'query' | 'hash'
  /** The name before it, but in a path. */
  readonly as?: string
}

/** What may be told of such a link. */
export const PLAIN_CAMPAIGN = { utm_medium: 'newsletter' }

/** The pattern of the page on which it leads. */
export const LANDING_ROUTE = '/reset/:code/:step/:rest'

/** The address, below an origin; all of it in the hash with a history of that kind. */
export function landing(history: 'web' | 'hash' = 'web'): string {
  const parts: readonly AddressPart[] = Object.values(ADDRESS)
  const written = (place: AddressPart['in']): string[] =>
    parts
      .filter((part) => part.in === place)
      .map(({ as, marker }) => (as ? `${as}=` : '') + encodeURIComponent(marker))
  const path = `/reset/${written('path').join('/')}`
  // Has posthog-js print every payload to the console, and remember to.
  const query = [
    ...written('query'),
    ...Object.entries(PLAIN_CAMPAIGN).map(([key, value]) => `${key}=${value}`),
    '__posthog_debug=true',
  ].join('&')
  const hash = written('hash').join('&')
  return history === 'web' ? `${path}?${query}#${hash}` : `/?${query}#${path}?${hash}`
}
