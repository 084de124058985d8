import type { Reason } from '../consent/decide.ts'
import type { Refusal } from '../destinations/destination.ts'
import type { TelemetryEvent, TelemetryEventType } from '../events.ts'

/** Why an event was dropped. */
export type DropReason =
  | Reason
  | Refusal
  | 'before-consent'
  | 'buffer-full'
  | 'disposed'
  | 'identity-mode'
  | 'invalid'
  | 'load-failed'
  | 'private-id'
  | 'reconfigured'
  | 'reset'
  | 'unplanned'

/** What an event waits for. */
type WaitReason = 'loading' | 'pending' | 'starting' | 'sending' | 'retrying'

/** What became of one event. */
export interface TelemetryEntry {
  readonly verdict: 'sent' | 'buffered' | 'dropped'
  readonly type: TelemetryEventType
  /**
   * Why it was dropped, or what it waits for; `null` once sent. `'sending'`: it is on its way to
   * the vendor; `'retrying'`: that failed, and is tried again.
   */
  readonly reason: DropReason | WaitReason | null
  /** The destinations that this is about; none where it is about all of them. */
  readonly destinations: readonly string[]
  /**
   * The event as it leaves the browser. `null` until it is certain that it may: of somebody who
   * has not agreed, that something was dropped is counted, and no more.
   */
  readonly event: TelemetryEvent | null
}

export interface Journal {
  /** Tells of an event that is made, at one destination. */
  add(entry: TelemetryEntry): void
  /** Tells of what never became an event. No more than its type is told. */
  count(
    noted: { readonly type: TelemetryEventType },
    verdict: TelemetryEntry['verdict'],
    reason: TelemetryEntry['reason'],
  ): void
  /** @returns what ends it */
  listen(listener: (entry: TelemetryEntry) => void): () => void
  /** Forgets the listeners. */
  clear(): void
}

/** Tells listeners what became of each event. A listener that throws harms nobody else. */
export function createJournal(): Journal {
  const listeners = new Set<(entry: TelemetryEntry) => void>()
  let telling = false
  const add = (entry: TelemetryEntry): void => {
    // What a listener says itself is sent, but not told: that would never end.
    if (telling) return
    telling = true
    for (const listener of listeners) {
      try {
        listener(entry)
      } catch {
        // The listener is the application's; telemetry is not where it learns of its errors.
      }
    }
    telling = false
  }
  return {
    add,
    count: ({ type }, verdict, reason) =>
      add({ verdict, type, reason, destinations: [], event: null }),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear: () => listeners.clear(),
  }
}
