import { barePath, belowBase } from './base-path.ts'
import { accoil } from './wires/accoil.ts'
import { plausible } from './wires/plausible.ts'
import { posthog } from './wires/posthog.ts'
import { rudderstack } from './wires/rudderstack.ts'
import { segment } from './wires/segment.ts'
import type { Endpoint, Wire } from './wires/wire.ts'

/** Where a path below the base leads. */
export interface IngestionRoute {
  wire: Wire
  /** Absent where the vendor serves nothing. Recorded all the same: replay, logs, what comes next. */
  endpoint?: Endpoint
}

// Segment and RudderStack share paths, so each is below its name. PostHog is at the base itself.
const named: readonly Wire[] = [segment, rudderstack, plausible, accoil]

/**
 * The ingestion route of a path below the base.
 * @example matchIngestion('/segment/v1/batch').wire.name // 'segment'
 */
export function matchIngestion(path: string): IngestionRoute {
  for (const wire of named) {
    const rest = belowBase(path, `/${wire.name}`)
    if (rest !== undefined) return { wire, endpoint: wire.match(barePath(rest)) }
  }
  return { wire: posthog, endpoint: posthog.match(barePath(path)) }
}
