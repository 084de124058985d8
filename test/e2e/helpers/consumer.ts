import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { collectorPlugin, type Collector } from '../../../src/collector.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export interface Consumer {
  readonly url: string
  readonly collector: Collector
  close(): Promise<void>
}

/** An application that has the package installed, the built one, as somebody else's would. */
const FILES = {
  'index.html': '<!doctype html><div id="app"></div><script type="module" src="/main.ts"></script>',
  'main.ts': `
    import { createPinia } from 'pinia'
    import { createApp, h } from 'vue'
    import { createRouter, createWebHistory } from 'vue-router'
    import { telemetryPlugin, useTelemetryConsent } from 'vue-telemetry'
    const routes = [{ path: '/', component: () => h('p', 'home') }]
    const root = {
      setup() {
        const consent = useTelemetryConsent()
        return () => h('button', { onClick: () => consent.grant() }, consent.status)
      },
    }
    createApp(root)
      .use(createPinia())
      .use(createRouter({ history: createWebHistory(), routes }))
      .use(telemetryPlugin, {
        config: { enabled: true, frontend: { posthog: { apikey: 'phc_x', apiurl: '/collector' } } },
      })
      .mount('#app')`,
}

/** Serves it by Vite's dev server, with its dependencies pre-bundled as by default. */
export async function serveConsumer(): Promise<Consumer> {
  await mkdir(join(ROOT, '.cache'), { recursive: true })
  const root = await mkdtemp(join(ROOT, '.cache/consumer-'))
  const installed = join(root, 'node_modules/vue-telemetry')
  await mkdir(installed, { recursive: true })
  await cp(join(ROOT, 'dist'), join(installed, 'dist'), { recursive: true })
  await cp(join(ROOT, 'package.json'), join(installed, 'package.json'))
  for (const [path, text] of Object.entries(FILES)) await writeFile(join(root, path), text)

  const plugin = collectorPlugin()
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [plugin],
    server: { host: '127.0.0.1', port: 0 },
  })
  await server.listen()
  return {
    url: server.resolvedUrls!.local[0]!,
    collector: plugin.collector,
    async close() {
      await server.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}
