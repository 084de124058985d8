import { hasInjectionContext, inject } from 'vue'
import { telemetryKey } from './injection.ts'
import { findActiveTelemetry } from './active-telemetry.ts'
import { createSilentTelemetry } from './silent-telemetry.ts'
import type { Telemetry } from './telemetry.ts'

/**
 * The telemetry of the app, in `setup` and in the actions of stores. Outside an app that has one,
 * on the server and in tests without the plugin, one that does nothing: a component needs no
 * condition around its calls.
 *
 * @example
 * const telemetry = useTelemetry()
 * telemetry.track('Form Created', { formId: 'f_42' })
 */
export function useTelemetry(): Telemetry {
  const found = hasInjectionContext() ? inject(telemetryKey, null) : findActiveTelemetry()
  return found ?? createSilentTelemetry('telemetry')
}
