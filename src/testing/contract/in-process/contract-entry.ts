import type { TelemetryEntry } from '../../../delivery/journal.ts'
import type { ContractEntry } from '../contract-bench.ts'

/** What the contract asks for of an entry. */
export function toContractEntry({ verdict, type, reason, event }: TelemetryEntry): ContractEntry {
  return {
    verdict,
    type,
    reason,
    ...(event && { id: event.id, time: event.time }),
    ...(event?.type === 'track' && { name: event.name }),
  }
}
