import type { Destination } from '../destinations/destination.ts'
import { parseIdentity } from '../identity/parse-identity.ts'
import type { EndpointRules } from './parse-endpoint.ts'
import { reportUnknownKeys } from './report-unknown-keys.ts'
import {
  own,
  readBoolean,
  readRecord,
  toRecord,
  ConfigMismatch,
  type UnknownRecord,
} from './read-value.ts'
import type { ParsedConfig } from './runtime-config.ts'

// Messages are for development; in production their texts are left out.
const DEV = process.env.NODE_ENV !== 'production'
const TELEMETRY = DEV ? 'telemetry' : ''

/**
 * Checks a runtime configuration and builds it afresh. Closed by default: whatever is not
 * understood is a problem, and a problem turns telemetry off.
 *
 * @param value - what the developer's `config` gave, with or without the `telemetry` key
 * @param destinations - those set up in code; settings of others are ignored
 * @param rules - which addresses are allowed
 * @throws ConfigMismatch where it is not what is expected, and whatever a getter of it throws
 */
export function parseConfig(
  value: unknown,
  destinations: readonly Destination[],
  rules: EndpointRules,
): ParsedConfig {
  const root = toRecord(value, TELEMETRY)
  const inner = own(root, 'telemetry')
  const telemetry = inner === undefined ? root : toRecord(inner, TELEMETRY)
  const identity = readRecord(telemetry, 'identity')
  if (process.env.NODE_ENV !== 'production') {
    reportUnknownKeys(telemetry, KNOWN_KEYS)
    reportUnknownKeys(identity, ['mode', 'instanceId'], 'identity.')
  }
  return {
    enabled: readBoolean(telemetry, 'enabled'),
    adminOptOut: readBoolean(telemetry, 'adminOptOut', false),
    ...readConsent(readRecord(telemetry, 'consent')),
    target: {
      identity: parseIdentity(identity),
      settings: readSettings(readRecord(telemetry, 'frontend'), destinations, rules),
    },
  }
}

function readConsent(consent: UnknownRecord): Pick<ParsedConfig, 'policyVersion' | 'model'> {
  if (process.env.NODE_ENV !== 'production') {
    reportUnknownKeys(consent, ['policyVersion', 'model'], 'consent.')
  }
  const policyVersion = (own(consent, 'policyVersion') ?? 1) as number
  if (!Number.isSafeInteger(policyVersion) || policyVersion < 0) {
    throw new ConfigMismatch(
      DEV ? 'consent.policyVersion' : '',
      policyVersion,
      DEV ? 'a whole number from 0' : '',
    )
  }
  const model = own(consent, 'model') ?? 'opt-in'
  if (model !== 'opt-in' && model !== 'opt-out' && model !== 'none') {
    throw new ConfigMismatch(
      DEV ? 'consent.model' : '',
      model,
      DEV ? '"opt-in", "opt-out" or "none"' : '',
    )
  }
  return { policyVersion, model }
}

function readSettings(
  frontend: UnknownRecord,
  destinations: readonly Destination[],
  rules: EndpointRules,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const { name, read } of destinations) {
    const raw = readRecord(frontend, name, DEV ? `frontend.${name}` : '')
    const configured = DEV ? naming(name, raw, () => read(raw, rules)) : read(raw, rules)
    // By what is written of them it is seen later whether they have changed.
    JSON.stringify(configured)
    if (configured) settings[name] = configured
  }
  return settings
}

/** A destination of the application's own may throw whatever it likes; developers are told where. */
function naming<T>(name: string, raw: unknown, read: () => T): T {
  try {
    const found = read()
    JSON.stringify(found)
    return found
  } catch (error) {
    if (error instanceof ConfigMismatch) throw error
    throw new ConfigMismatch(`frontend.${name}`, raw, 'other settings')
  }
}

const KNOWN_KEYS = ['enabled', 'adminOptOut', 'frontend', 'consent', 'identity']
