import { parseEndpoint } from '../../config/parse-endpoint.ts'
import { readText } from '../../config/read-text.ts'
import { ConfigMismatch, own, type UnknownRecord } from '../../config/read-value.ts'
import { reportMissingKey } from '../../config/report-missing-key.ts'
import { reportUnknownKeys } from '../../config/report-unknown-keys.ts'
import type { Destination } from '../destination.ts'

export interface PlausibleSettings {
  /** The site as Plausible lists it, `app.customer.example`; several are separated by commas. */
  readonly domain: string
  /** Where Plausible or a relay to it listens, without a trailing slash. */
  readonly url: string
}

// Messages are for development: in production these are empty, and the bundle smaller.
const DEV = process.env.NODE_ENV !== 'production'
const PATH = DEV ? 'frontend.plausible.' : ''
const KEY = DEV ? 'frontend.plausible.domain' : ''
const URL_KEY = DEV ? 'frontend.plausible.url' : ''

/** What Plausible allows in the name of a site, commas in between, and no scheme. */
const SITES = /^(?!.*:\/\/)[-.:/,\p{L}\d]+$/u

/**
 * Plausible, by its events API: loaded after the yes, without its script. It takes pages, how
 * long they were looked at, and events with texts; of people and groups it knows nothing.
 * Configured at run time under `frontend.plausible`, by `domain` and `url`, which is
 * `https://plausible.io` where it is left out.
 *
 * @deprecated The platform whose configuration this reads has given Plausible up. It works, and is
 * for installations that have it; new ones take `posthog()`.
 *
 * @throws ConfigMismatch from `read`, where a value is not what is expected
 *
 * @example createTelemetry({ config, destinations: [posthog(), plausible()] })
 */
export function plausible(): Destination {
  return {
    name: 'plausible',
    keys: [],
    read(raw, rules): PlausibleSettings | null {
      if (process.env.NODE_ENV !== 'production') reportUnknownKeys(raw, ['domain', 'url'], PATH)
      const domain = readDomain(raw)
      if (!domain) return null
      const url = own(raw, 'url') ?? 'https://plausible.io'
      return { domain, url: parseEndpoint(url, URL_KEY, rules) }
    },
    load: async () => (await import('./after-yes.ts')).startPlausible,
  }
}

function readDomain(raw: UnknownRecord): string {
  const domain = readText(raw, 'domain', KEY)
  if (process.env.NODE_ENV !== 'production' && !domain) reportMissingKey(raw, 'domain', KEY)
  if (domain && !SITES.test(domain)) {
    const expected = DEV ? 'a domain without its scheme, as in Plausible’s list of sites' : ''
    throw new ConfigMismatch(KEY, domain, expected)
  }
  return domain
}
