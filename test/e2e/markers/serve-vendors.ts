import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createCollector,
  type CollectedRequest,
  type Collector,
  type WireName,
} from '../../../src/collector.ts'
import type { UrlOf } from './destinations.ts'

/** One collector for several vendors, each of whom is at an origin of its own. */
export interface ServedVendors {
  readonly collector: Collector
  readonly urlOf: UrlOf
  /** Whether a request came to the origin of that vendor. */
  isAt(request: CollectedRequest, wire: WireName): boolean
  close(): Promise<void>
}

export async function serveVendors(wires: readonly WireName[]): Promise<ServedVendors> {
  const collector = createCollector()
  const servers = wires.map(() =>
    createServer((request, response) => collector.handle(request, response)),
  )
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening')
  const portOf = (wire: WireName): number =>
    (servers[wires.indexOf(wire)]!.address() as AddressInfo).port
  return {
    collector,
    urlOf: (wire) => `http://localhost:${portOf(wire)}${wire === 'posthog' ? '' : `/${wire}`}`,
    isAt: ({ headers }, wire) => headers.host === `localhost:${portOf(wire)}`,
    async close() {
      collector.close()
      for (const server of servers) {
        const closed = once(server, 'close')
        server.close()
        server.closeAllConnections()
        await closed
      }
    },
  }
}
