import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { jsonAnswer, send } from './answer.ts'
import { normalizeBase } from './base-path.ts'
import type { CollectorOptions } from './collector-options.ts'
import { createCollector } from './create-collector.ts'
import type { Collector } from './create-collector.ts'

/** Options of {@link serveCollector}. */
export interface ServeOptions extends CollectorOptions {
  /**
   * The port; 0 for any free one.
   * @default 0
   */
  port?: number
  /**
   * The address to listen on. Anything but loopback lets the network send to the collector.
   * @default '127.0.0.1'
   */
  host?: string
}

/** A collector with a server of its own. */
export interface ServedCollector {
  /**
   * Where it listens, base included and without a trailing slash: the `api_host` of PostHog's SDK.
   * The other vendors are below it, e.g. at `${url}/segment`.
   */
  url: string
  collector: Collector
  /** Drops every connection and stops listening. */
  close(): Promise<void>
}

/**
 * Serves a collector on a port of its own. Rejects when the port is taken.
 *
 * @example
 * const { url, collector, close } = await serveCollector()
 * await fetch(`${url}/e/`, { method: 'POST', body: '{"event":"hello"}' })
 * collector.events() // [{ event: 'hello', … }]
 * await close()
 */
export async function serveCollector(options: ServeOptions = {}): Promise<ServedCollector> {
  const { port = 0, host = '127.0.0.1' } = options
  const collector = createCollector(options)
  const server = createServer((request, response) => {
    if (!collector.handle(request, response))
      send(response, jsonAnswer({ error: 'not found' }, 404))
  })
  server.listen(port, host)
  // Rejects when 'error' comes first.
  await once(server, 'listening')
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server)}${normalizeBase(options.base)}`,
    collector,
    close: async () => {
      collector.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
