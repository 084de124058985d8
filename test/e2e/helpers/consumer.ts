import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
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
    const routes = [{ path: '/', component: { render: () => h('p', 'home') } }]
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
  const root = await install()
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

/** Outside of this repository, in which the package's name would mean the repository itself. */
async function install(): Promise<string> {
  const root = await mkdtemp(join(await realpath(tmpdir()), 'consumer-'))
  const modules = join(root, 'node_modules')
  await mkdir(join(modules, 'vue-telemetry'), { recursive: true })
  for (const part of ['dist', 'package.json']) {
    await cp(join(ROOT, part), join(modules, 'vue-telemetry', part), { recursive: true })
  }
  for (const dependency of ['vue', 'vue-router', 'pinia', 'posthog-js']) {
    await symlink(join(ROOT, 'node_modules', dependency), join(modules, dependency), 'dir')
  }
  for (const [path, text] of Object.entries(FILES)) await writeFile(join(root, path), text)
  return root
}
