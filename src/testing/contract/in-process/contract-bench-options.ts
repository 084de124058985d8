import type { Destination } from '../../../destinations/destination.ts'
import type { ContractEvent, ContractGaps, ContractRequest } from '../contract-bench.ts'

/** What the contract has to know of a destination, to be run in the process of a unit test. */
export interface ContractBenchOptions {
  /** Makes the destination, anew for each app. */
  destination(): Destination
  /**
   * What the runtime configuration says of it, under its name.
   *
   * @param url - where the vendor is, without a trailing slash
   */
  settings(url: string): Record<string, unknown>
  /**
   * Reads a request as the vendor does.
   *
   * @returns the events in it
   */
  read(request: ContractRequest): readonly ContractEvent[]
  /** What the destination cannot do, or its vendor, with the reasons. */
  readonly cannot?: ContractGaps
}
