// @vitest-environment node
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildApp, type BuiltChunk } from '../helpers/build-app.ts'

/**
 * The bars of the project, in bytes, minified and compressed by gzip. What they are for: the
 * first bundle delays every visitor, whether or not anybody ever says yes.
 */
const BARS = { firstBundle: 6000, posthogChunk: 55_000, httpDestination: 3000 }

/** How far a figure may move before the ledger has to be written anew, and read by somebody. */
const TOLERANCE = 0.01

const LEDGER = fileURLToPath(new URL('size-ledger.json', import.meta.url))

interface Ledger {
  readonly about: string
  readonly firstBundle: number
  readonly afterYes: readonly number[]
  /** What each destination without an SDK adds after the yes. */
  readonly httpDestinations: Readonly<Record<string, number>>
  /** Bytes of code by folder, before minification. */
  readonly folders: Readonly<Record<string, number>>
}

/** An app with one lazy route, as its developer would write it, with and without telemetry. */
function appFiles(withTelemetry: boolean, destinations: string[] = []): Record<string, string> {
  const made = destinations.map((name) => `${name}()`).join()
  const imports = destinations.map((name) => `import { ${name} } from 'vue-telemetry/${name}'`)
  const plugin = `app.use(telemetryPlugin, {
    config: () => fetch('/telemetry.json').then((file) => file.json()),
    ${made && `destinations: [${made}],`}
  })`
  return {
    'main.ts': `
      import { createPinia } from 'pinia'
      import { createApp } from 'vue'
      import { createRouter, createWebHistory } from 'vue-router'
      ${withTelemetry ? "import { telemetryPlugin } from 'vue-telemetry'" : ''}
      ${imports.join('\n')}
      const routes = [{ path: '/', component: {} }, { path: '/lazy', component: () => import('./lazy.ts') }]
      const router = createRouter({ history: createWebHistory(), routes })
      const app = createApp({}).use(createPinia()).use(router)
      ${withTelemetry ? plugin : ''}
      app.mount('#app')`,
    'lazy.ts': `export default { template: '<p>lazy</p>' }`,
  }
}

const total = (chunks: readonly BuiltChunk[]): number =>
  chunks.reduce((sum, { size }) => sum + size, 0)

/** The entries of the package that are destinations, and send without an SDK. */
const HTTP_DESTINATIONS = ['segment', 'rudderstack', 'plausible', 'accoil']

let chunks: BuiltChunk[]
/** The chunks of an app by the one destination that it has. */
let chunksWith: Record<string, BuiltChunk[]>
let measured: Ledger

beforeAll(async () => {
  chunks = await buildApp(appFiles(true))
  const without = await buildApp(appFiles(false))
  chunksWith = {}
  for (const name of HTTP_DESTINATIONS) chunksWith[name] = await buildApp(appFiles(true, [name]))
  const first = (of: readonly BuiltChunk[]) => total(of.filter((chunk) => chunk.first))
  measured = {
    about: 'Written by `UPDATE_LEDGER=1 npm run test:package`. Bytes; chunks are gzipped.',
    firstBundle: first(chunks) - first(without),
    afterYes: lateChunks().map(({ size }) => size),
    httpDestinations: Object.fromEntries(
      HTTP_DESTINATIONS.map((name) => [name, total(chunksOf(name))]),
    ),
    folders: bytesByFolder(),
  }
  if (process.env.UPDATE_LEDGER) {
    await writeFile(LEDGER, `${JSON.stringify(measured, null, 2)}\n`)
  }
})

/** What is loaded after the yes for a destination alone. */
function chunksOf(name: string): BuiltChunk[] {
  const isOf = new RegExp(`^src/destinations/(${name}|spec|http)/`)
  // Segment's has another chunk, for those who send through its SDK, which is loaded instead.
  return chunksWith[name]!.filter(({ first, modules }) => {
    const paths = Object.keys(modules)
    return !first && paths.some((path) => isOf.test(path)) && !paths.some(isThroughSdk)
  })
}

function isThroughSdk(path: string): boolean {
  return path.includes('/through-analytics/')
}

function lateChunks(): BuiltChunk[] {
  return chunks.filter(({ name }) => name === 'after-yes').toSorted((a, b) => a.size - b.size)
}

function bytesByFolder(): Record<string, number> {
  const folders: Record<string, number> = {}
  for (const { first, modules } of chunks) {
    for (const [path, bytes] of Object.entries(modules)) {
      const folder = /^src\/(?:(.+)\/)?[^/]+$/.exec(path)
      if (!folder) continue
      const entry = `${first ? 'first bundle' : 'after yes'}: ${folder[1] ?? '.'}`
      folders[entry] = (folders[entry] ?? 0) + bytes
    }
  }
  return Object.fromEntries(Object.entries(folders).toSorted(([a], [b]) => a.localeCompare(b)))
}

describe('an app with one lazy route', () => {
  it('has a first bundle that telemetry adds little to', () => {
    expect(measured.firstBundle).toBeLessThanOrEqual(BARS.firstBundle)
  })

  it('loads everything else after the yes, from chunks that a name pattern tells apart', () => {
    const late = chunks.filter(({ first, name }) => !first && name !== 'lazy')
    expect(late.map(({ name }) => name)).toEqual(['after-yes', 'after-yes'])
    expect(lateChunks().at(-1)!.size).toBeLessThanOrEqual(BARS.posthogChunk)
  })

  it('gets no more of the published package than of the source', async () => {
    const of = await buildApp(appFiles(true), 'dist/index.js')
    const sizes = (list: readonly BuiltChunk[]) =>
      list
        .map(({ name, first, size }) => ({ name, first, size }))
        .toSorted((a, b) => a.size - b.size)
    expect(sizes(of)).toEqual(sizes(chunks))
  })

  it('has names of chunks that tell them apart, however many destinations share code', async () => {
    const all = await buildApp(appFiles(true, HTTP_DESTINATIONS))
    const ours = all.filter(({ modules }) =>
      Object.keys(modules).some((path) => path.startsWith('src/')),
    )
    const late = ours.filter(({ first }) => !first).map(({ name }) => name)
    expect(late.length).toBeGreaterThan(HTTP_DESTINATIONS.length)
    expect(late.filter((name) => !name.startsWith('after-yes'))).toEqual([])
    expect(ours.filter(({ first, name }) => first && name.startsWith('after-yes'))).toEqual([])
  })

  it('has no development message in production', () => {
    for (const { code } of chunks) expect(code).not.toMatch(/VT\d{3}|docs\/diagnostics/)
  })

  it('has no vendor code in its first bundle', () => {
    const first = chunks
      .filter((chunk) => chunk.first)
      .flatMap(({ modules }) => Object.keys(modules))
    expect(first.filter((path) => /posthog-js|@posthog/.test(path))).toEqual([])
  })
})

describe.each(HTTP_DESTINATIONS)('an app with %s', (name) => {
  it('loads little for it, after the yes, from a chunk that a name pattern tells apart', () => {
    expect(chunksOf(name).filter((chunk) => !chunk.name.startsWith('after-yes'))).toEqual([])
    const sizes = chunksOf(name).map(({ size }) => size)
    expect(sizes.length).toBeGreaterThan(0)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(BARS.httpDestination)
  })

  it('has nothing of how it sends in its first bundle', () => {
    const first = chunksWith[name]!.filter((chunk) => chunk.first).flatMap((chunk) =>
      Object.keys(chunk.modules),
    )
    expect(first).toContain(`src/destinations/${name}/${name}.ts`)
    expect(first.filter((path) => /http\/|after-yes/.test(path))).toEqual([])
  })

  it('has no development message in production', () => {
    for (const { code } of chunksWith[name]!) expect(code).not.toMatch(/VT\d{3}|frontend\./)
  })
})

describe('the ledger', () => {
  it('says what was measured', async () => {
    const ledger = JSON.parse(await readFile(LEDGER, 'utf8')) as Ledger
    const near = (recorded: number, actual: number): boolean =>
      Math.abs(actual - recorded) <= Math.ceil(recorded * TOLERANCE)
    const moved = (name: string, recorded = 0, actual = 0): string[] =>
      near(recorded, actual) ? [] : [`${name}: ${recorded} → ${actual}`]
    const names = new Set([...Object.keys(ledger.folders), ...Object.keys(measured.folders)])
    expect([
      ...moved('first bundle', ledger.firstBundle, measured.firstBundle),
      ...measured.afterYes.flatMap((size, index) =>
        moved(`chunk ${index + 1}`, ledger.afterYes[index], size),
      ),
      ...HTTP_DESTINATIONS.flatMap((name) =>
        moved(name, ledger.httpDestinations[name], measured.httpDestinations[name]),
      ),
      ...[...names].flatMap((name) => moved(name, ledger.folders[name], measured.folders[name])),
    ]).toEqual([])
  })

  it('is quoted by the README as it is', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    const ledger = JSON.parse(await readFile(LEDGER, 'utf8')) as Ledger
    expect(readme).toContain(`${ledger.firstBundle.toLocaleString('en')} bytes`)
  })
})
