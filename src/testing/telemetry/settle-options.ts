import type { TelemetryConfig } from '../../config/runtime-config.ts'
import { posthog } from '../../destinations/posthog/posthog.ts'
import type { SettledOptions } from '../../options.ts'
import { createLiveConfig } from './live-config.ts'
import { rememberAnswer } from './remembered-answer.ts'
import { createTestClock, type TestClock } from './test-clock.ts'
import type { TestTelemetryOptions } from './test-telemetry.ts'

interface SettledTestOptions {
  readonly options: SettledOptions
  readonly clock: TestClock
  configure(changes: Partial<TelemetryConfig> | null): void
}

/** How long before the clock begins the person has answered, in milliseconds. */
const EARLIER = 3_600_000

/** Adds to what a test has said all that it has not. */
export function settleOptions(given: TestTelemetryOptions): SettledTestOptions {
  const { answer = 'granted', now = Date.now(), config, ...options } = given
  const { name = 'telemetry', bufferSize = 200, consent, hosts } = options
  const clock = createTestClock(now)
  const live = createLiveConfig(config, hosts)
  const storage = rememberAnswer(answer, name, live.policyVersion, now - EARLIER)
  return {
    clock,
    configure: live.configure,
    options: {
      ...options,
      name,
      bufferSize,
      config: live.config,
      consent: { storage, ...consent },
      // Its settings are read as they are in production; its code is never loaded.
      destinations: [{ ...posthog(), keys: [] }],
      now: () => clock.now,
    },
  }
}
