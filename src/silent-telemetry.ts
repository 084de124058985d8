import { provideTelemetry } from './provide-telemetry.ts'
import type { Calls, Telemetry } from './telemetry.ts'

/**
 * A telemetry that does nothing: for the server, for tests without the plugin, and wherever
 * telemetry cannot be. Plain functions, so that test spies can be attached.
 */
export function createSilentTelemetry(name: string): Telemetry {
  const calls: Calls = { track() {}, identify() {}, group() {}, reset() {} }
  const telemetry: Telemetry = {
    name,
    install: (app) => provideTelemetry(app, telemetry, calls),
    ...calls,
    flush: () => Promise.resolve(),
    onEvent: () => () => {},
    dispose() {},
  }
  return telemetry
}
