import { onScopeDispose, shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import type { TelemetryEntry } from '../delivery/journal.ts'
import type { Telemetry } from '../telemetry.ts'
import { useTelemetry } from '../use-telemetry.ts'
import { frozenCopy } from '../frozen-copy.ts'
import { findRow, withEntry, type TelemetryLogEntry } from './log-rows.ts'

export interface TelemetryLogOptions {
  /**
   * How many events are kept; 1,000 at most.
   *
   * @default 100
   */
  limit?: number
  /**
   * Whose events; needed outside components.
   *
   * @default the telemetry of the app
   */
  telemetry?: Pick<Telemetry, 'onEvent'>
}

export interface TelemetryLog {
  /** Newest first. Replaced on each change, so that nothing in it has to be reactive. */
  readonly entries: Readonly<ShallowRef<readonly TelemetryLogEntry[]>>
  /** Forgets what is listed, and goes on. */
  clear(): void
  /** Ends it; what is listed stays. The end of the component or scope does the same. */
  stop(): void
}

const MOST = 1000

/**
 * The last events with what became of each, for whoever wants to see what leaves the browser. It
 * begins when it is called, in memory only. Each entry is a frozen copy: nothing that is done to
 * it reaches what is sent. Without telemetry and on the server it stays empty.
 *
 * @example
 * const { entries } = useTelemetryLog()
 * // <li v-for="{ key, type, verdict } in entries" :key="key">{{ type }} {{ verdict }}</li>
 */
export function useTelemetryLog({
  limit = 100,
  telemetry = useTelemetry(),
}: TelemetryLogOptions = {}): TelemetryLog {
  const room = Math.min(Math.max(limit, 0), MOST)
  const entries = shallowRef<readonly TelemetryLogEntry[]>(Object.freeze([]))
  // Beside the ref, and never read from it: an effect that calls `track` is told of its own event
  // while it runs, and must not come to depend on the log.
  let rows = entries.value
  let lastKey = 0

  const show = (next: typeof rows): void => {
    entries.value = rows = Object.freeze(next)
  }
  const add = (told: TelemetryEntry): void => {
    const { key, time } = findRow(rows, told) ?? { key: ++lastKey, time: Date.now() }
    show(withEntry(rows, frozenCopy({ ...told, key, time }), room))
  }
  const stop = telemetry.onEvent(add)
  onScopeDispose(stop, true)
  return { entries: shallowReadonly(entries), clear: () => show([]), stop }
}
