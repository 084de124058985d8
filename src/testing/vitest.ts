import { expect } from 'vitest'
import { telemetryMatchers, type TelemetryMatchers } from './matchers/telemetry-matchers.ts'

/** Extends vitest's `expect` where it is imported, as in `setupFiles`. */
expect.extend(telemetryMatchers)

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-explicit-any typescript/no-empty-object-type eslint/no-unused-vars -- as vitest declares it
  interface Matchers<T = any> extends TelemetryMatchers<void> {}
}
