import { onScopeDispose, ref } from 'vue'
import { useTelemetry, useTelemetryLog, type TelemetryEntry } from 'vue-telemetry'

/** What the app did, as telemetry itself reports it, and how much of it over all. */
export function useEntries() {
  const { entries, clear: clearLog } = useTelemetryLog({ limit: 300 })
  const sent = ref(0)
  const dropped = ref<Record<string, number>>({})

  function count({ verdict, reason }: TelemetryEntry): void {
    if (verdict === 'sent') sent.value += 1
    if (verdict !== 'dropped') return
    const why = reason ?? 'unknown'
    dropped.value = { ...dropped.value, [why]: (dropped.value[why] ?? 0) + 1 }
  }

  function clear(): void {
    clearLog()
    sent.value = 0
    dropped.value = {}
  }

  onScopeDispose(useTelemetry().onEvent(count))
  return { entries, sent, dropped, clear }
}
