import type { EndpointRules } from '../config/parse-endpoint.ts'
import type { UnknownRecord } from '../config/read-value.ts'
import type { TelemetryEvent } from '../events.ts'
import type { IdentitySettings } from '../identity/identity-settings.ts'

/** A vendor that events can be sent to. Declared in the first bundle, loaded after the yes. */
export interface Destination {
  /** Its name, which is also its key under `frontend` in the runtime configuration. */
  readonly name: string
  /**
   * How the names of what it stores begin, before the storage prefix that it is started with:
   * `['ph_']` with the prefix `telemetry:main:user` may write `ph_telemetry:main:user_window_id`.
   */
  readonly keys: readonly string[]
  /**
   * Reads its part of the runtime configuration.
   *
   * @returns its settings, or `null` where it is not configured. What JSON makes of them tells
   * whether they have changed, so that what should count as a change has to be plain data
   * @throws ConfigMismatch where what is configured is not what is expected
   */
  read(this: void, raw: UnknownRecord, rules: EndpointRules): unknown
  /** Fetches its code. Called after the yes only; a rejection gives it up for the tab. */
  load(this: void): Promise<StartDestination>
}

/** Starts a destination whose code is there. A throw or a rejection gives it up. */
export type StartDestination = (
  context: DestinationContext,
) => RunningDestination | Promise<RunningDestination>

export interface DestinationContext {
  /** What its own `read` returned. */
  readonly settings: unknown
  /**
   * As whom it sends; see `resolveIdentity`. With `'instance'` no other id of a person or device
   * leaves or is kept than the `instanceId`, with `'anonymous'` nothing is kept at all. Events that
   * tell who somebody is do not reach it then.
   */
  readonly identity: IdentitySettings
  /**
   * What the names of everything that it stores must begin with, after one of its own `keys`:
   * `telemetry:<name>:` and what tells this identity from others.
   */
  readonly storagePrefix: string
  /** How many events may be handed over at once. */
  readonly burst: number
  /** Makes ids: unique, and sortable by time. */
  createId(): string
  /** Whether events may still be sent, by what is kept at this moment; stops where not. */
  mayStillSend(): boolean
  /**
   * Whether an id looks like somebody's address or a secret, or is that of somebody who is not to
   * be told from others. None such is passed on; what was said or stored before may hold one.
   */
  isPrivate(id: string): boolean
  /** Tells that an event, whose delivery was promised, has failed and is to be tried again. */
  retries(event: TelemetryEvent): void
  /** Aborted when the destination is to stop, even while it is still starting. */
  readonly signal: AbortSignal
}

/** Why a destination did not take an event, or could not deliver it. */
export type Refusal =
  /** The SDK did not take it, or the destination threw. */
  | 'sdk'
  /** It was said before. */
  | 'duplicate'
  /** The vendor has no such event. */
  | 'not-supported'
  /** The vendor takes only what somebody did who is known by an id. */
  | 'nobody-known'
  /** It happened too long ago for a vendor that takes the time of arrival for its own. */
  | 'late'
  /** It is larger than the vendor takes. */
  | 'too-large'
  /** More is waiting for the vendor than may. */
  | 'queue-full'
  /** The vendor answered that it does not want it. */
  | 'rejected'
  /** The vendor could not be reached, or did not answer as one, however often it was tried. */
  | 'unreachable'

/** What becomes of an event at a destination: nothing where it went well. */
export type Answer = Refusal | undefined

export interface RunningDestination {
  /**
   * Takes an event for delivery, or says why not. Who hands it on to an SDK answers at once; who
   * delivers it may answer when that is known, by a promise: until then it counts as on its way.
   */
  send(event: TelemetryEvent): Answer | Promise<Answer>
  /** Sends what is queued now; on `hidden` and `exit` by a transport that survives the page. */
  flush(cause: FlushCause): void | Promise<void>
  /**
   * At once: nothing more goes out, what is queued or retrying is dropped.
   *
   * @param underWay - what becomes of requests that are under way: a no cancels them; where the
   * app has ended, the last of them are on their way and may arrive
   */
  stop(underWay: 'cancel' | 'finish'): void | Promise<void>
}

export type FlushCause = 'hidden' | 'exit' | 'manual'
