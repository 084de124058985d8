import { computed, ref, shallowRef } from 'vue'
import type { CollectedRequest } from 'vue-telemetry/collector'
import { toWireRequest, type WireRequest } from '../wire-record.ts'
import { useStream } from './use-stream.ts'

const BASE = '/collector'
const KEPT = 200
const UNAVAILABLE = 503

/**
 * What left the browser, as told by the other end of the wire. The panel asks the collector and
 * not the plugin, so that it would also show a request that the plugin does not know of.
 */
export function useCollector() {
  const requests = shallowRef<WireRequest[]>([])
  const cleared = ref(false)
  const down = ref(false)

  // The leave of a page arrives while the next document loads. What was there before is kept
  // apart, or a page that sent nothing would seem to have sent it.
  const startedAt = Date.now()
  const current = computed(() => requests.value.filter(({ at }) => at >= startedAt))
  const earlier = computed(() => requests.value.filter(({ at }) => at < startedAt))

  function add(records: readonly CollectedRequest[]): void {
    const known = new Set(requests.value.map(({ id }) => id))
    const fresh = records
      .filter(({ id }) => !known.has(id))
      .map((record) => toWireRequest(BASE, record))
    if (fresh.length === 0) return
    requests.value = [...requests.value, ...fresh].toSorted((a, b) => b.id - a.id).slice(0, KEPT)
    // Nothing tells which fault is set, but the last answer does.
    down.value = requests.value[0]?.status === UNAVAILABLE
  }

  async function load(): Promise<void> {
    const response = await call('GET', 'requests')
    if (response) add((await response.json()) as CollectedRequest[])
  }

  async function clear(): Promise<void> {
    await call('DELETE', 'requests')
    requests.value = []
    cleared.value = true
  }

  async function setDown(wanted: boolean): Promise<void> {
    if (await call('PUT', `fault/${wanted ? 'unavailable' : 'none'}`)) down.value = wanted
  }

  const { connected } = useStream(`${BASE}/stream`, {
    // Whatever came while there was no stream: before the first, and during each gap.
    opened: () => void load(),
    received: (data) => add([JSON.parse(data) as CollectedRequest]),
  })
  return { current, earlier, cleared, connected, down, setDown, clear }
}

/** @returns `null` where the collector cannot be reached, which the panel's light shows already */
async function call(method: string, path: string): Promise<Response | null> {
  const response = await fetch(`${BASE}/${path}`, { method }).catch(() => null)
  return response?.ok ? response : null
}
