import { inject, type App } from 'vue'
import { telemetryKey } from './injection.ts'
import type { Calls, Telemetry } from './telemetry.ts'

/**
 * Gives an app its telemetry: to components by injection, to templates as `$telemetry`. Where an
 * app has several, both mean the first; the others are reached by their own variables.
 */
export function provideTelemetry(app: App, telemetry: Telemetry, calls: Calls): void {
  if (app.runWithContext(() => inject(telemetryKey, null))) return
  app.provide(telemetryKey, telemetry)
  // Every script of the page can reach this, so that there is nothing in it to be learned.
  app.config.globalProperties.$telemetry = calls
}
