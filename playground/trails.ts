import type { TelemetryEvent, TelemetryLogEntry } from 'vue-telemetry'
import { vendors } from './vendors.ts'

/** One event, with what became of it at each destination that it was for. */
export interface Trail {
  readonly key: number
  /** `null` where no more is told than that there was something. */
  readonly event: TelemetryEvent | null
  /** In the order of the vendors. */
  readonly entries: readonly TelemetryLogEntry[]
}

/** The log has a row for each destination of an event; here they are together, newest on top. */
export function toTrails(rows: readonly TelemetryLogEntry[]): readonly Trail[] {
  const byEvent = new Map<string, TelemetryLogEntry[]>()
  for (const row of rows) {
    const id = row.event?.id ?? `row ${row.key}`
    byEvent.set(id, [...(byEvent.get(id) ?? []), row])
  }
  return [...byEvent.values()].map((entries) => {
    const { event } = entries[0]!
    const key = Math.min(...entries.map((entry) => entry.key))
    return { key, event, entries: entries.toSorted((a, b) => place(a) - place(b)) }
  })
}

/** Destinations do not tell of an event in their own order, but as they come to it. */
function place({ destinations }: TelemetryLogEntry): number {
  return vendors.findIndex(({ name }) => destinations.includes(name))
}

/** Route pattern or event name, where there is one. */
export function aboutEvent(event: TelemetryEvent | null): string | undefined {
  if (!event) return undefined
  if ('page' in event) return event.page.route
  return event.type === 'track' ? event.name : undefined
}
