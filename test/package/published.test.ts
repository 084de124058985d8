// @vitest-environment node
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatMessage } from 'publint/utils'
import { publint } from 'publint'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

let folder: string
let tarball: string

// What `npm publish` would upload; the build has to be there, which `npm test` sees to.
beforeAll(async () => {
  expect(existsSync(join(ROOT, 'dist/index.js')), 'dist is missing: npm run build').toBe(true)
  folder = await mkdtemp(join(ROOT, '.cache/pack-'))
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: ROOT,
  })
  const packed = JSON.parse(stdout) as Record<string, { filename: string }> | { filename: string }[]
  tarball = join(folder, Object.values(packed)[0]!.filename)
})

afterAll(() => rm(folder, { recursive: true }))

/** All files that an entry leads to, by static and by dynamic imports. */
async function reachedFrom(entry: string, reached = new Map<string, string>()) {
  if (reached.has(entry)) return reached
  const code = await readFile(entry, 'utf8')
  reached.set(entry, code)
  for (const [, path] of code.matchAll(/(?:from|import\() ?["'](\.[^"']+)["']/g)) {
    await reachedFrom(join(dirname(entry), path!), reached)
  }
  return reached
}

describe('the published package', () => {
  it('follows the rules of packages', async () => {
    const { messages, pkg } = await publint({ pkgDir: ROOT, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('has types that resolve wherever it can be imported', async () => {
    const attw = join(ROOT, 'node_modules/.bin/attw')
    // It exits with an error where it finds a problem, which rejects.
    const { stdout } = await run(attw, [tarball, '--profile', 'esm-only'], { cwd: folder })
    expect(stdout).toContain('vue-telemetry/identity')
    expect(stdout).toContain('vue-telemetry/collector')
    expect(stdout).toContain('vue-telemetry/segment')
    expect(stdout).toContain('vue-telemetry/rudderstack')
    expect(stdout).toContain('vue-telemetry/testing/vitest')
  })

  it('holds the built files and its papers, and nothing else', async () => {
    const { stdout } = await run('tar', ['-tzf', tarball])
    const files = stdout
      .trim()
      .split('\n')
      .map((path) => path.replace('package/', ''))
    expect(files.filter((path) => !path.startsWith('dist/')).toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'docs/architecture.md',
      'docs/consent.md',
      'docs/destinations.md',
      'docs/diagnostics.md',
      'docs/events.md',
      'docs/identity.md',
      'docs/pages.md',
      'docs/privacy.md',
      'docs/server-rendering.md',
      'docs/testing.md',
      'package.json',
    ])
    expect(files).toContain('dist/delivery/after-yes.js')
    expect(files.filter((path) => !/\.(js|d\.ts|md)$|^[^/]+$/.test(path))).toEqual([])
  })

  it('leads nobody to what is for tests, and tests to nothing that they need not have', async () => {
    const app = await reachedFrom(join(ROOT, 'dist/index.js'))
    const tests = await reachedFrom(join(ROOT, 'dist/testing.js'))
    const vitest = await reachedFrom(join(ROOT, 'dist/testing/vitest.js'))
    // What is reached is all that is shipped of the way to PostHog, or nothing was followed.
    expect([...app.keys()].filter((path) => /after-yes/.test(path))).toHaveLength(3)
    expect([...app].filter(([, code]) => code.includes('// src/testing/'))).toEqual([])
    const imports = (reached: Map<string, string>, name: RegExp) =>
      [...reached].filter(([, code]) => name.test(code)).map(([path]) => basename(path))
    expect(imports(vitest, /from ["']vitest["']/)).toEqual(['vitest.js'])
    expect(imports(tests, /["'](vitest|node:[^"']+|@playwright[^"']*)["']/)).toEqual([])
  })

  it('has a part for servers that needs nothing else', async () => {
    const reached = await reachedFrom(join(ROOT, 'dist/identity.js'))
    expect([...reached.keys()].map((path) => basename(path))).toContain('mask-text.js')
    const needed = [...reached.values()].flatMap((code) => [
      ...code.matchAll(/(?:from|import\(|^import) ?["']([^."'][^"']*)["']/gm),
    ])
    expect(needed.map(([, name]) => name)).toEqual([])
    const identity = (await import(join(ROOT, 'dist/identity.js'))) as object
    expect(Object.keys(identity)).toEqual(['resolveIdentity'])
  })

  it('exports the names that the documentation speaks of', async () => {
    const main = (await import(join(ROOT, 'dist/index.js'))) as object
    expect(Object.keys(main).toSorted()).toEqual([
      'ConfigMismatch',
      'bool',
      'createTelemetry',
      'defineEvents',
      'id',
      'int',
      'number',
      'oneOf',
      'parseEndpoint',
      'posthog',
      'resolveIdentity',
      'route',
      'scrubMiddleware',
      'scrubPlugin',
      'telemetryPlugin',
      'text',
      'useTelemetry',
      'useTelemetryConsent',
      'useTelemetryLog',
    ])
    const collector = (await import(join(ROOT, 'dist/collector.js'))) as object
    expect(Object.keys(collector).toSorted()).toEqual([
      'collectorPlugin',
      'createCollector',
      'serveCollector',
    ])
    const segment = (await import(join(ROOT, 'dist/segment.js'))) as object
    expect(Object.keys(segment)).toEqual(['segment'])
    const rudderstack = (await import(join(ROOT, 'dist/rudderstack.js'))) as object
    expect(Object.keys(rudderstack)).toEqual(['rudderstack'])
    const testing = (await import(join(ROOT, 'dist/testing.js'))) as object
    expect(Object.keys(testing).toSorted()).toEqual([
      'contractBench',
      'createTestTelemetry',
      'destinationContract',
      'expectNoLeak',
      'findMarkers',
      'telemetryMatchers',
    ])
  })
})
