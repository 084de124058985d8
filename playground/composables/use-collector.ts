import { computed, ref, shallowRef } from 'vue'
import type { CollectedRequest } from 'vue-telemetry/collector'
import { toWireRequest, type WireRequest } from '../wire-record.ts'
import { callCollector, COLLECTOR } from './call-collector.ts'
import { useFaults } from './use-faults.ts'
import { useStream } from './use-stream.ts'

const KEPT = 200

/**
 * What left the browser, as told by the other end of the wire. The panel asks the collector and
 * not the plugin, so that it would also show a request that the plugin does not know of.
 */
export function useCollector() {
  const requests = shallowRef<WireRequest[]>([])
  const cleared = ref(false)
  const { faults, setFault, learnFrom } = useFaults()

  // The leave of a page arrives while the next document loads. What was there before is kept
  // apart, or a page that sent nothing would seem to have sent it.
  const startedAt = Date.now()
  const current = computed(() => requests.value.filter(({ at }) => at >= startedAt))
  const earlier = computed(() => requests.value.filter(({ at }) => at < startedAt))

  function add(records: readonly CollectedRequest[]): void {
    const known = new Set(requests.value.map(({ id }) => id))
    const fresh = records.filter(({ id }) => !known.has(id))
    if (fresh.length === 0) return
    for (const record of fresh) learnFrom(record)
    const added = fresh.map((record) => toWireRequest(COLLECTOR, record))
    requests.value = [...requests.value, ...added].toSorted((a, b) => b.id - a.id).slice(0, KEPT)
  }

  async function load(): Promise<void> {
    const response = await callCollector('GET', 'requests')
    if (response) add((await response.json()) as CollectedRequest[])
  }

  async function clear(): Promise<void> {
    await callCollector('DELETE', 'requests')
    requests.value = []
    cleared.value = true
  }

  const { connected } = useStream(`${COLLECTOR}/stream`, {
    // Whatever came while there was no stream: before the first, and during each gap.
    opened: () => void load(),
    received: (data) => add([JSON.parse(data) as CollectedRequest]),
  })
  return { requests, current, earlier, cleared, connected, faults, setFault, clear }
}
