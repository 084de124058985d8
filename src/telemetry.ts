import type { App } from 'vue'
import type { TelemetryEntry } from './delivery/journal.ts'
import type { EventPlan, Track } from './privacy/plan/event-plan.ts'
import type { RegisteredPlan } from './register.ts'

/** What an application does with telemetry. Nothing here throws, whatever the state. */
export interface Telemetry<Plan extends EventPlan = RegisteredPlan> {
  /** The `name` option. */
  readonly name: string
  /** Installs it on an app: `app.use(telemetry)`. */
  install(app: App): void
  /**
   * Something happened.
   *
   * @param name - what, in the application's own words: `'Form Created'`
   * @param properties - plain data; no text that people typed
   */
  readonly track: Track<Plan>
  /**
   * The person is known by an id.
   *
   * @param userId - an opaque id, `'account-7'`; never an e-mail address
   * @param traits - plain data about the person
   */
  identify(userId: string, traits?: Record<string, unknown>): void
  /**
   * The person acts for a group.
   *
   * @param type - the kind of group, `'team'`
   * @param key - an opaque id of the group, `'team-3'`
   * @param traits - plain data about the group; snapshot statistics go here
   */
  group(type: string, key: string, traits?: Record<string, unknown>): void
  /** The person signs out: identity goes, consent stays. */
  reset(): void
  /** Sends what is waiting now. Resolves when it has been handed over, or after three seconds. */
  flush(): Promise<void>
  /**
   * Learns of each event what became of it.
   *
   * @returns what ends it
   */
  onEvent(listener: (entry: TelemetryEntry) => void): () => void
  /** Ends everything, for good: no request, no listener, no timer remains. */
  dispose(): void
}

/** What the templates of an app may do with it. */
export type Calls = Pick<Telemetry, 'track' | 'identify' | 'group' | 'reset'>
