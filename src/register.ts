import type { EventPlan } from './privacy/plan/event-plan.ts'

/**
 * What an application has only one of, declared by itself. A plan that is registered here types
 * `useTelemetry()` and `$telemetry` wherever they are used.
 *
 * @example
 * declare module 'vue-telemetry' {
 *   interface Register {
 *     events: typeof events
 *   }
 * }
 */
// oxlint-disable-next-line typescript/no-empty-interface typescript/no-empty-object-type -- the application fills it
export interface Register {}

/** The plan that an application has registered; any event, where it has not. */
export type RegisteredPlan = Register extends { events: infer Plan extends EventPlan }
  ? Plan
  : EventPlan
