// A telemetry to look into
export { createTestTelemetry } from './testing/telemetry/create-test-telemetry.ts'
export type { Recorded, Unconnected, Unsent } from './testing/telemetry/recorded.ts'
export type { Answer } from './testing/telemetry/remembered-answer.ts'
export type { TestClock } from './testing/telemetry/test-clock.ts'
export type { TestTelemetry, TestTelemetryOptions } from './testing/telemetry/test-telemetry.ts'

// Matchers
export {
  telemetryMatchers,
  type ExpectedView,
  type TelemetryMatchers,
  type TimesOption,
} from './testing/matchers/telemetry-matchers.ts'
export type { MatcherContext, MatcherResult } from './testing/matchers/matcher-context.ts'

// What leaves the browser, and what it keeps
export { expectNoLeak } from './testing/leaks/expect-no-leak.ts'
export type { DuringOptions, NoLeak, SilenceOptions } from './testing/leaks/expect-no-leak.ts'
export { findMarkers, type MarkerFinding } from './testing/leaks/find-markers.ts'
export type { Destinations } from './testing/leaks/destination-filter.ts'
export type { MarkerForm } from './testing/leaks/marker-forms.ts'
export type { Markers } from './testing/leaks/markers.ts'
export type { RecordedRequest } from './testing/leaks/request-places.ts'
export type { StorageArea, StoredKeys } from './testing/leaks/stored-places.ts'
export type * from './testing/leaks/browser-types.ts'

// What every destination has to hold to
export { destinationContract } from './testing/contract/destination-contract.ts'
export { contractBench, type InProcessBench } from './testing/contract/in-process/contract-bench.ts'
export type { ContractBenchOptions } from './testing/contract/in-process/contract-bench-options.ts'
export type { ContractClause } from './testing/contract/clause.ts'
export type * from './testing/contract/contract-bench.ts'
