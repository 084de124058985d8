import { reactive } from 'vue'
import type { CollectedRequest, FaultMode, WireName } from 'vue-telemetry/collector'
import { vendors } from '../vendors.ts'
import { vendorAt } from '../wire-record.ts'
import { callCollector } from './call-collector.ts'

/** How each vendor answers at the collector, as far as this page knows. */
export function useFaults() {
  const faults = reactive(
    Object.fromEntries(vendors.map(({ name }) => [name, 'none'])) as Record<WireName, FaultMode>,
  )
  let changedAt = 0

  /** @param vendor - which of them; all, where it is left out */
  async function setFault(mode: FaultMode, vendor?: WireName): Promise<void> {
    const path = vendor ? `fault/${mode}/${vendor}` : `fault/${mode}`
    if (!(await callCollector('PUT', path))) return
    changedAt = Date.now()
    for (const { name } of vendors) if (!vendor || name === vendor) faults[name] = mode
  }

  /** Nothing tells which fault is set, but answers do: to those that came since it was. */
  function learnFrom(request: CollectedRequest): void {
    const mode = faultBehind(request)
    if (mode && Date.parse(request.at) >= changedAt) faults[vendorAt(request.path)] = mode
  }

  return { faults, setFault, learnFrom }
}

function faultBehind(request: CollectedRequest): FaultMode | undefined {
  const { method, status, problem, accepted } = request
  // Preflights are answered whatever the fault.
  if (method === 'OPTIONS') return undefined
  if (accepted) return 'none'
  if (status === 503) return 'unavailable'
  // What is wrong with the request itself says nothing of the vendor.
  if (problem) return undefined
  if (status === 400) return 'refused'
  return status === 0 ? 'hang' : undefined
}
