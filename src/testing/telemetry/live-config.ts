import { shallowRef, toValue } from 'vue'
import type { TelemetryConfig } from '../../config/runtime-config.ts'
import type { TelemetryOptions } from '../../options.ts'

/** The runtime configuration of a test, which may be changed while the app runs. */
export interface LiveConfig {
  /** For the option `config`. */
  readonly config: TelemetryOptions['config']
  /** The policy that is asked about; 1 where that is not known from the beginning. */
  readonly policyVersion: number
  /** @param changes - to the default; `null` where it is to be loading */
  configure(changes: Partial<TelemetryConfig> | null): void
}

/**
 * @param given - the configuration of the test; left out, one under which events are sent
 * @param hosts - the option `hosts`, which the default has to keep to
 */
export function createLiveConfig(
  given: TelemetryOptions['config'] | undefined,
  hosts: readonly string[] = ['telemetry.test'],
): LiveConfig {
  const posthog = { apikey: 'test', apiurl: `https://${hosts[0]}` }
  const sending: TelemetryConfig = { enabled: true, frontend: { posthog } }
  const first = given === undefined ? sending : given
  const changed = shallowRef<TelemetryConfig | null>()
  return {
    config: () => (changed.value === undefined ? toValue(first) : changed.value),
    policyVersion: typeof first === 'function' ? 1 : policyOf(toValue(first)),
    configure: (changes) => void (changed.value = changes && { ...sending, ...changes }),
  }
}

function policyOf(config: unknown): number {
  const { telemetry = config } = Object(config) as { telemetry?: unknown }
  const { consent } = Object(telemetry) as Partial<TelemetryConfig>
  return consent?.policyVersion ?? 1
}
