import type { TelemetryConfig } from '../../config/runtime-config.ts'
import type { useTelemetryConsent } from '../../consent/consent-store.ts'
import type { TelemetryOptions } from '../../options.ts'
import type { EventPlan } from '../../privacy/plan/event-plan.ts'
import type { RegisteredPlan } from '../../register.ts'
import type { Telemetry } from '../../telemetry.ts'
import type { Recorded } from './recorded.ts'
import type { Answer } from './remembered-answer.ts'
import type { TestClock } from './test-clock.ts'

/** All that `createTelemetry` takes but `destinations`, and what a test wants to begin with. */
export interface TestTelemetryOptions extends Omit<TelemetryOptions, 'config' | 'destinations'> {
  /**
   * What the person has answered on an earlier visit: `'granted'`, `'denied'`, or `'pending'` for
   * somebody who comes for the first time.
   *
   * @default 'granted'
   */
  answer?: Answer
  /**
   * The runtime configuration, in any form. `frontend.posthog` is read as PostHog reads it, and
   * nothing is sent there.
   *
   * @default one that is enabled and has a destination
   */
  config?: TelemetryOptions['config']
  /**
   * When the clock begins, in milliseconds since 1970.
   *
   * @default now
   */
  now?: number
}

/** A telemetry that sends nothing, and tells what it would have sent. */
export interface TestTelemetry<Plan extends EventPlan = RegisteredPlan>
  extends Telemetry<Plan>, Recorded {
  /** The consent store of the app: `grant()`, `deny()`, `clear()`, `status` … Once it is mounted. */
  readonly consent: ReturnType<typeof useTelemetryConsent>
  /** The time that notes and events are given. */
  readonly clock: TestClock
  /**
   * The operator changes the configuration while the app runs.
   *
   * @param changes - to the default configuration; `null` where it is to be loading
   * @example telemetry.configure({ adminOptOut: true })
   */
  configure(changes: Partial<TelemetryConfig> | null): void
  /** Forgets what was recorded. */
  clear(): void
}
