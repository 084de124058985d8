import { parseEndpoint, type EndpointRules } from '../../config/parse-endpoint.ts'
import { readText } from '../../config/read-text.ts'
import { ConfigMismatch, own, readRecord, type UnknownRecord } from '../../config/read-value.ts'
import { reportMissingKey } from '../../config/report-missing-key.ts'
import { reportUnknownKeys } from '../../config/report-unknown-keys.ts'

/** What a vendor that takes Segment's specification is configured with. */
export interface SpecSettings {
  /** The write key of the source. */
  readonly writeKey: string
  /** Where the vendor or a relay to it listens, without a trailing slash. */
  readonly url: string
  /** Which of the vendor's own destinations get the messages, by name; no other does. */
  readonly integrations: Readonly<Record<string, boolean>>
}

// Messages are for development: in production these are empty, and the bundle smaller.
const DEV = process.env.NODE_ENV !== 'production'

/**
 * Reads `{ writeKey, url, integrations }` of the runtime configuration.
 *
 * @param name - the destination's, for messages in development
 * @param defaultUrl - where to, where no `url` is given; without one there has to be a `url`
 * @returns `null` where there is no write key
 * @throws ConfigMismatch where one of them is not what is expected
 */
export function readSpecSettings(
  name: string,
  raw: UnknownRecord,
  rules: EndpointRules,
  defaultUrl?: string,
): SpecSettings | null {
  const path = DEV ? `frontend.${name}.` : ''
  if (process.env.NODE_ENV !== 'production') {
    reportUnknownKeys(raw, ['writeKey', 'url', 'integrations'], path)
  }
  const writeKey = readText(raw, 'writeKey', DEV ? `${path}writeKey` : '')
  if (process.env.NODE_ENV !== 'production' && !writeKey) {
    reportMissingKey(raw, 'writeKey', `${path}writeKey`)
  }
  if (!writeKey) return null
  return {
    writeKey,
    url: parseEndpoint(own(raw, 'url') ?? defaultUrl, DEV ? `${path}url` : '', rules),
    integrations: readIntegrations(raw, DEV ? `${path}integrations` : ''),
  }
}

function readIntegrations(raw: UnknownRecord, path: string): SpecSettings['integrations'] {
  const entries = Object.entries(readRecord(raw, 'integrations', path))
  const other = entries.find((entry) => typeof entry[1] !== 'boolean')
  if (other) {
    throw new ConfigMismatch(DEV ? `${path}.${other[0]}` : '', other[1], DEV ? 'true or false' : '')
  }
  return Object.fromEntries(entries) as SpecSettings['integrations']
}
