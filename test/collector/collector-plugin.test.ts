// @vitest-environment node
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createServer, preview } from 'vite'
import { collectorPlugin } from '../../src/collector.ts'
import type { CollectorOptions } from '../../src/collector.ts'
import { envelope, post, raw, trackMessage, wireEvent } from './support.ts'

const body = JSON.stringify(envelope(wireEvent('u1')))

async function tempRoot() {
  const root = await mkdtemp(join(tmpdir(), 'vue-telemetry-collector-'))
  onTestFinished(() => rm(root, { recursive: true }))
  await writeFile(join(root, 'index.html'), '<title>the app</title>')
  return root
}

async function startDev(options?: CollectorOptions) {
  const plugin = collectorPlugin(options)
  const server = await createServer({
    root: await tempRoot(),
    configFile: false,
    logLevel: 'silent',
    // Nothing to watch or to bundle: the server is up for a moment.
    server: { host: '127.0.0.1', port: 0, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [plugin],
  })
  onTestFinished(() => server.close())
  await server.listen()
  const { port } = server.httpServer!.address() as AddressInfo
  return { plugin, url: `http://127.0.0.1:${port}` }
}

it('mounts the collector before the app in a development server', async () => {
  const { plugin, url } = await startDev()
  expect(plugin.name).toBe('vue-telemetry:collector')
  expect(await (await post(`${url}/collector/e/`, body)).json()).toEqual({ status: 'Ok' })
  expect(plugin.collector.events()).toMatchObject([{ uuid: 'u1' }])
  const read = await fetch(`${url}/collector/events`)
  expect(await read.json()).toEqual(plugin.collector.events())
  expect((await fetch(`${url}/collector/unknown`)).status).toBe(404)
  const page = await fetch(`${url}/some/page`, { headers: { Accept: 'text/html' } })
  expect(await page.text()).toContain('the app')
})

it('serves the other vendors below their names', async () => {
  const { plugin, url } = await startDev()
  const message = JSON.stringify({ writeKey: 'wk', batch: [trackMessage('m1')] })
  const response = await post(`${url}/collector/segment/v1/batch`, message)
  expect(await response.json()).toEqual({ success: true })
  expect(plugin.collector.events()).toMatchObject([{ wire: 'segment', uuid: 'm1' }])
})

it('takes back the CORS headers of Vite from the read paths', async () => {
  const { url } = await startDev()
  const headers = { Origin: 'http://localhost:9999' }
  const page = await raw(`${url}/`, { ...headers, Accept: 'text/html' })
  expect(page.headers).toHaveProperty('access-control-allow-origin')
  const read = await raw(`${url}/collector/requests`, headers)
  expect(read.status).toBe(200)
  expect(Object.keys(read.headers).join()).not.toMatch('access-control')
})

it('mirrors any origin on ingestion, which Vite does not', async () => {
  const { url } = await startDev()
  const response = await post(`${url}/collector/e/`, body, { Origin: 'https://app.test' })
  expect(response.headers.get('access-control-allow-origin')).toBe('https://app.test')
})

it.each(['', '/'])('never takes the whole server, not with the base "%s"', async (base) => {
  const { url } = await startDev({ base })
  expect((await fetch(`${url}/`, { headers: { Accept: 'text/html' } })).status).toBe(200)
  expect((await post(`${url}/collector/e/`, body)).status).toBe(200)
})

it('ends the streams when a server in middleware mode closes', async () => {
  const vite = await createServer({
    root: await tempRoot(),
    configFile: false,
    logLevel: 'silent',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [collectorPlugin()],
  })
  const server = createHttpServer(vite.middlewares).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stream = await fetch(`http://127.0.0.1:${port}/collector/stream`)
  await vite.close()
  expect(await stream.text()).toBe(': open\n\n')
})

it('mounts the collector in a preview server', async () => {
  const plugin = collectorPlugin({ base: '/telemetry' })
  const root = await tempRoot()
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { outDir: root },
    preview: { host: '127.0.0.1', port: 0 },
    plugins: [plugin],
  })
  onTestFinished(() => server.close())
  const url = server.resolvedUrls!.local[0]!
  expect((await post(`${url}telemetry/e/`, body)).status).toBe(200)
  expect(plugin.collector.events()).toHaveLength(1)
})
