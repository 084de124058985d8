import { barePath } from './base-path.ts'
import { posthog } from './wires/posthog.ts'
import type { Endpoint, Wire } from './wires/wire.ts'

/** Where a path below the base leads. */
export interface IngestionRoute {
  wire: Wire
  /** Absent where the vendor serves nothing. Recorded all the same: replay, logs, what comes next. */
  endpoint?: Endpoint
}

/** The ingestion route of a path below the base. */
export function matchIngestion(path: string): IngestionRoute {
  return { wire: posthog, endpoint: posthog.match(barePath(path)) }
}
