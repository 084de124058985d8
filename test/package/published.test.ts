// @vitest-environment node
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
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

describe('the published package', () => {
  it('follows the rules of packages', async () => {
    const { messages, pkg } = await publint({ pkgDir: ROOT, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('has types that resolve wherever it can be imported', async () => {
    const attw = join(ROOT, 'node_modules/.bin/attw')
    // It exits with an error where it finds a problem, which rejects.
    const { stdout } = await run(attw, [tarball, '--profile', 'esm-only'], { cwd: folder })
    expect(stdout).toContain('vue-telemetry/collector')
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
      'docs/pages.md',
      'docs/privacy.md',
      'docs/server-rendering.md',
      'package.json',
    ])
    expect(files).toContain('dist/after-yes.js')
    expect(files.filter((path) => !/\.(js|d\.ts|md)$|^[^/]+$/.test(path))).toEqual([])
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
  })
})
