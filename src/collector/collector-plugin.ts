import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import { normalizeBase } from './base-path.ts'
import type { CollectorOptions } from './collector-options.ts'
import { createCollector } from './create-collector.ts'
import type { Collector } from './create-collector.ts'

/** A Vite plugin that carries its collector, for a script that starts Vite itself. */
export type CollectorPlugin = Plugin & { collector: Collector }

/**
 * Mounts a collector in Vite's development and preview servers; a build does not see it. PostHog's
 * ingestion is at the base, that of the others below it, e.g. at '/collector/segment'.
 *
 * Vite's own `server.cors` answers preflights before any plugin: a page of an origin other than
 * localhost sends what needs one to `serveCollector`.
 *
 * @param options `base` is '/collector' here unless given
 * @example
 * // vite.config.ts
 * export default defineConfig({ plugins: [vue(), collectorPlugin()] })
 */
export function collectorPlugin(options: CollectorOptions = {}): CollectorPlugin {
  // An empty base would take the app's own paths.
  const base = normalizeBase(options.base) || '/collector'
  const collector = createCollector({ ...options, base })
  const mount = ({ middlewares }: ViteDevServer | PreviewServer) => {
    middlewares.use((request, response, next) => {
      if (!collector.handle(request, response)) next()
    })
  }
  return {
    name: 'vue-telemetry:collector',
    apply: 'serve',
    configureServer: mount,
    configurePreviewServer: mount,
    // Vite cuts the connections of its own server, but in middleware mode they are another's.
    closeBundle: collector.close,
    collector,
  }
}
