import { parseEndpoint, type EndpointRules } from '../../config/parse-endpoint.ts'
import { ConfigMismatch, own, type UnknownRecord } from '../../config/read-value.ts'
import { reportUnknownKeys } from '../../config/report-unknown-keys.ts'
import { report } from '../../diagnostics.ts'
import type { Destination } from '../destination.ts'

export interface PostHogSettings {
  /** The project API key. */
  readonly key: string
  /** Where PostHog or a relay to it listens, without a trailing slash. */
  readonly host: string
  /** As in {@link PostHogOptions}. */
  readonly sessionIdleTimeout?: number
}

/** What the developer decides of PostHog, in code. */
export interface PostHogOptions {
  /**
   * After how long without an event the next one begins a new session, in seconds: from 60 to
   * 36,000.
   *
   * @default 1800
   */
  sessionIdleTimeout?: number
}

// Messages are for development: in production these are empty, and the bundle smaller.
const DEV = process.env.NODE_ENV !== 'production'
const URL_KEY = DEV ? 'frontend.posthog.apiurl' : ''

const CLOUD = /^https:\/\/(us|eu)\.i\.posthog\.com$/

/**
 * Of addresses under this name posthog-js takes several for its cloud, wherever in the address
 * they stand, and sends to an ingestion host instead of where they point (its request router,
 * version 1.434.18). None but the two of the cloud is of use.
 */
const TAKEN_FOR_CLOUD = /\.posthog\.com\b/i

/**
 * PostHog, through its own SDK: loaded after the yes, sealed, and kept apart from any PostHog
 * that the application runs itself. Configured at run time under `frontend.posthog`.
 *
 * @example createTelemetry({ config, destinations: [posthog()] })
 */
export function posthog(options: PostHogOptions = {}): Destination {
  return {
    name: 'posthog',
    keys: ['ph_'],
    read(raw, rules): PostHogSettings | null {
      if (process.env.NODE_ENV !== 'production') {
        reportUnknownKeys(raw, ['apikey', 'apiurl', 'capture_pageview'], 'frontend.posthog.')
        if (own(raw, 'capture_pageview') === true) report('VT205')
      }
      const key = readKey(raw)
      return key ? { ...options, key, host: readHost(raw, rules) } : null
    },
    load: async () => (await import('./after-yes.ts')).startPostHog,
  }
}

function readKey(raw: UnknownRecord): string {
  const key = own(raw, 'apikey') ?? ''
  if (typeof key !== 'string') {
    throw new ConfigMismatch(
      DEV ? 'frontend.posthog.apikey' : '',
      key,
      DEV ? 'a string or null' : '',
    )
  }
  if (process.env.NODE_ENV !== 'production' && !key.trim())
    report('VT203', 'frontend.posthog.apikey')
  return key.trim()
}

function readHost(raw: UnknownRecord, rules: EndpointRules): string {
  const url = own(raw, 'apiurl')
  const host = parseEndpoint(url ?? 'https://us.i.posthog.com', URL_KEY, rules)
  if (TAKEN_FOR_CLOUD.test(host) && !CLOUD.test(host)) {
    const expected = DEV ? 'https://us.i.posthog.com or https://eu.i.posthog.com' : ''
    throw new ConfigMismatch(URL_KEY, url, expected)
  }
  if (process.env.NODE_ENV !== 'production' && (url ?? null) === null) report('VT204')
  return host
}
