import { parseEndpoint } from '../../config/parse-endpoint.ts'
import { readText } from '../../config/read-text.ts'
import { ConfigMismatch, own, type UnknownRecord } from '../../config/read-value.ts'
import { reportMissingKey } from '../../config/report-missing-key.ts'
import { reportUnknownKeys } from '../../config/report-unknown-keys.ts'
import type { Destination } from '../destination.ts'

export interface AccoilSettings {
  /** The API key of the product. */
  readonly apiKey: string
  /** Where Accoil or a relay to it listens, without a trailing slash. */
  readonly url: string
}

// Messages are for development: in production these are empty, and the bundle smaller.
const DEV = process.env.NODE_ENV !== 'production'
const PATH = DEV ? 'frontend.accoil.' : ''
const KEY = DEV ? 'frontend.accoil.apiKey' : ''
const URL_KEY = DEV ? 'frontend.accoil.url' : ''

/** The key is part of a header, and what cannot be in one would look like a lost network. */
const FIT_FOR_HEADER = /^[!-~]+$/

/**
 * Accoil, by its REST API: loaded after the yes, without its script. It takes who somebody is, for
 * which account they act, and the names of what they do. Configured at run time under
 * `frontend.accoil`, by `apiKey` and `url`, which is `https://in.accoil.com` where it is left out.
 *
 * @throws ConfigMismatch from `read`, where a value is not what is expected
 *
 * @example createTelemetry({ config, destinations: [posthog(), accoil()] })
 */
export function accoil(): Destination {
  return {
    name: 'accoil',
    keys: ['accoil_'],
    read(raw, rules): AccoilSettings | null {
      if (process.env.NODE_ENV !== 'production') reportUnknownKeys(raw, ['apiKey', 'url'], PATH)
      const apiKey = readKey(raw)
      if (!apiKey) return null
      const url = own(raw, 'url') ?? 'https://in.accoil.com'
      return { apiKey, url: parseEndpoint(url, URL_KEY, rules) }
    },
    load: async () => (await import('./after-yes.ts')).startAccoil,
  }
}

function readKey(raw: UnknownRecord): string {
  const key = readText(raw, 'apiKey', KEY)
  if (process.env.NODE_ENV !== 'production' && !key) reportMissingKey(raw, 'apiKey', KEY)
  if (key && !FIT_FOR_HEADER.test(key)) {
    throw new ConfigMismatch(KEY, key, DEV ? 'letters, digits and signs' : '')
  }
  return key
}
