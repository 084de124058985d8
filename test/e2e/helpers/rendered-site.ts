import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, preview, type Plugin } from 'vite'
import type * as EntryServer from '../../../playground/entry-server.ts'
import type { CollectorPlugin } from '../../../src/collector.ts'
import { test as base, type Site } from './fixtures.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const PLAYGROUND = here('../../../playground/vite.config.ts')
const CLIENT = here('../../../.cache/rendered/client')
const SERVER = here('../../../.cache/rendered/server')

/** Makes the document to be served. */
type Respond = (url: string) => Promise<string>

/** The playground, rendered on a server for each request. */
export interface RenderedSite extends Site {
  /** Has the server send the operator's file along with each page from now on. */
  bring(configText: string): void
  /** Has each document changed on its way, as nobody who renders should. */
  tamper(change: (document: string) => string): void
}

interface ServedSite extends Site {
  respond: Respond
  /** As it is rendered, untampered. */
  answer(url: string, configText?: string): Promise<string>
  close(): Promise<void>
}

export const test = base.extend<{ rendered: RenderedSite }, { servedRendered: ServedSite }>({
  servedRendered: [
    async ({}, use) => {
      const site = await serve()
      await use(site)
      await site.close()
    },
    { scope: 'worker' },
  ],
  rendered: async ({ servedRendered: site }, use) => {
    site.collector.clear()
    site.collector.fault('none')
    site.respond = (url) => site.answer(url)
    await use({
      url: site.url,
      collector: site.collector,
      bring: (configText) => (site.respond = (url) => site.answer(url, configText)),
      tamper: (change) => (site.respond = async (url) => change(await site.answer(url))),
    })
  },
})

/** Builds both halves, and serves them as any server would: documents rendered, the rest as files. */
async function serve(): Promise<ServedSite> {
  await buildBoth()
  const entry = pathToFileURL(`${SERVER}/entry-server.js`).href
  const { render, fillTemplate } = (await import(entry)) as typeof EntryServer
  const template = await readFile(`${CLIENT}/index.html`, 'utf8')
  const answer: ServedSite['answer'] = async (url, configText) =>
    fillTemplate(template, await render(url, configText))
  const site = { respond: answer as Respond, answer }
  const server = await preview({
    configFile: PLAYGROUND,
    logLevel: 'error',
    build: { outDir: CLIENT },
    preview: { port: 0 },
    plugins: [renderDocuments((url) => site.respond(url))],
  })
  const plugin = server.config.plugins.find(({ name }) => name === 'vue-telemetry:collector')
  return Object.assign(site, {
    url: server.resolvedUrls!.local[0]!.replace(/\/$/, ''),
    collector: (plugin as CollectorPlugin).collector,
    close: () => server.close(),
  })
}

async function buildBoth(): Promise<void> {
  // A mismatch is told in any build, but only with this is it told where.
  const define = { __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' }
  const common = { configFile: PLAYGROUND, logLevel: 'error', define } as const
  await build({ ...common, build: { outDir: CLIENT } })
  await build({ ...common, build: { outDir: SERVER, ssr: 'entry-server.ts' } })
}

function renderDocuments(respond: Respond): Plugin {
  return {
    name: 'render-documents',
    // Before Vite's own middlewares, which would serve `index.html` for the start page.
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (!isDocument(request)) return next()
        response.setHeader('content-type', 'text/html')
        respond(request.url!).then((document) => response.end(document), next)
      })
    },
  }
}

function isDocument({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers['sec-fetch-dest'] === 'document'
}
