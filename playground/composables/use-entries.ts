import { onScopeDispose, ref, shallowRef } from 'vue'
import { useTelemetry, type TelemetryEntry } from 'vue-telemetry'

const KEPT = 200

export interface ShownEntry {
  key: number
  /** The event's own id; nothing where the event was not kept. */
  id: string | null
  at: number
  verdict: TelemetryEntry['verdict']
  type: TelemetryEntry['type']
  reason: string | null
  /** Route pattern or event name, where there is one. */
  about: string | null
}

/** What the app did, as telemetry itself reports it: a row an event, with its latest verdict. */
export function useEntries() {
  const telemetry = useTelemetry()
  const entries = shallowRef<ShownEntry[]>([])
  const sent = ref(0)
  const dropped = ref<Record<string, number>>({})
  let lastKey = 0

  function count({ verdict, reason }: TelemetryEntry): void {
    if (verdict === 'sent') sent.value += 1
    if (verdict !== 'dropped') return
    const why = reason ?? 'unknown'
    dropped.value = { ...dropped.value, [why]: (dropped.value[why] ?? 0) + 1 }
  }

  function add(entry: TelemetryEntry): void {
    count(entry)
    // Two that wait without their events are two, though nothing tells them apart.
    const isNew = entry.verdict === 'buffered' && !entry.event
    const row = isNew ? undefined : findRow(entries.value, entry)
    if (row) {
      const next = toShown(entry, row.key, row.at)
      entries.value = entries.value.map((other) => (other === row ? next : other))
    } else {
      const next = toShown(entry, (lastKey += 1), entry.event?.time ?? Date.now())
      entries.value = [next, ...entries.value].slice(0, KEPT)
    }
  }

  function clear(): void {
    entries.value = []
    sent.value = 0
    dropped.value = {}
  }

  onScopeDispose(telemetry.onEvent(add))
  return { entries, sent, dropped, clear }
}

/**
 * The row that an entry brings news of. What waits for a decision is reported without its event;
 * it is dealt with in order, so that news of that type is about the oldest that still waits.
 */
function findRow(rows: readonly ShownEntry[], { event, type }: TelemetryEntry) {
  const waiting = rows.filter((row) => row.verdict === 'buffered' && row.type === type)
  const nameless = waiting.findLast(({ id }) => id === null)
  if (event) return rows.find(({ id }) => id === event.id) ?? nameless
  return nameless ?? waiting.at(-1)
}

function toShown(
  { verdict, type, reason, event }: TelemetryEntry,
  key: number,
  at: number,
): ShownEntry {
  return { key, id: event?.id ?? null, at, verdict, type, reason, about: describe(event) }
}

function describe(event: TelemetryEntry['event']): string | null {
  if (!event) return null
  if ('page' in event && event.page) return event.page.route
  return 'name' in event && event.name ? event.name : null
}
