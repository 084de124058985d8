import { getActivePinia } from 'pinia'
import { inject, type App } from 'vue'
import { telemetryKey } from './injection.ts'
import type { Telemetry } from './telemetry.ts'

/** The app that has installed it, by which a Pinia injects into the setup of its stores. */
interface InstalledPinia {
  readonly _a?: App | null
}

/**
 * The telemetry of the app whose store was used last, which in an action is its own: where a
 * click calls it, there is nothing to inject from.
 *
 * It is found by way of the Pinia's app. A telemetry that left word with its Pinia would have
 * every visitor load the code for that.
 */
export function findActiveTelemetry(): Telemetry | null {
  // On the server that Pinia may be another request's, of which Pinia warns.
  if (typeof window === 'undefined') return null
  const pinia = getActivePinia() as InstalledPinia | undefined
  return pinia?._a?.runWithContext(() => inject(telemetryKey, null)) ?? null
}
