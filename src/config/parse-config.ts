import type { Destination } from '../destinations/destination.ts'
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
import type { ConfigProblem, ParsedConfig } from './runtime-config.ts'

export type ParseResult =
  | { readonly config: ParsedConfig; readonly problem?: undefined }
  | { readonly config?: undefined; readonly problem: ConfigProblem }

/**
 * Checks a runtime configuration and builds it afresh. Closed by default: whatever is not
 * understood is a problem, and a problem turns telemetry off.
 *
 * @param value - what the developer's `config` gave, with or without the `telemetry` key
 * @param destinations - those set up in code; settings of others are ignored
 * @param rules - which addresses are allowed
 */
export function parseConfig(
  value: unknown,
  destinations: readonly Destination[],
  rules: EndpointRules,
): ParseResult {
  try {
    const root = toRecord(value, 'telemetry')
    const inner = own(root, 'telemetry')
    const telemetry = inner === undefined ? root : toRecord(inner, 'telemetry')
    if (process.env.NODE_ENV !== 'production') reportUnknownKeys(telemetry, KNOWN_KEYS)
    return {
      config: {
        enabled: readBoolean(telemetry, 'enabled'),
        adminOptOut: readBoolean(telemetry, 'adminOptOut', false),
        policyVersion: readPolicyVersion(telemetry),
        settings: readSettings(readRecord(telemetry, 'frontend'), destinations, rules),
      },
    }
  } catch (error) {
    if (error instanceof ConfigMismatch) return { problem: error.problem }
    // A getter of the application threw while being read.
    return { problem: { key: 'telemetry', found: 'an error', expected: 'readable properties' } }
  }
}

function readPolicyVersion(telemetry: UnknownRecord): number {
  const version = own(readRecord(telemetry, 'consent'), 'policyVersion') ?? 1
  if (typeof version === 'number' && Number.isFinite(version)) return version
  throw new ConfigMismatch('consent.policyVersion', version, 'a number')
}

function readSettings(
  frontend: UnknownRecord,
  destinations: readonly Destination[],
  rules: EndpointRules,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const { name, read } of destinations) {
    const configured = read(readRecord(frontend, name, `frontend.${name}`), rules)
    if (configured) settings[name] = configured
  }
  return settings
}

const KNOWN_KEYS = ['enabled', 'adminOptOut', 'frontend', 'consent', 'identity', 'debug']
