import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface BuiltChunk {
  readonly name: string
  /** Whether the page loads it at start. */
  readonly first: boolean
  readonly code: string
  /** Minified and compressed, in bytes. */
  readonly size: number
  /** Bytes of minified code by module, before compression; module names are relative. */
  readonly modules: Readonly<Record<string, number>>
}

/**
 * Builds an application the way its developer would: production mode, minified. Vue, vue-router
 * and Pinia are left out, since the application has them anyway.
 *
 * @param files - the source, by path; `main.ts` is the entry
 * @param packageEntry - what `vue-telemetry` stands for, relative to the repository
 */
export async function buildApp(
  files: Readonly<Record<string, string>>,
  packageEntry = 'src/index.ts',
): Promise<BuiltChunk[]> {
  await mkdir(join(ROOT, '.cache'), { recursive: true })
  const root = await mkdtemp(join(ROOT, '.cache/app-'))
  try {
    for (const [path, source] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), source)
    }
    return toChunks(await bundle(root, packageEntry))
  } finally {
    await rm(root, { recursive: true })
  }
}

async function bundle(root: string, packageEntry: string): Promise<Rolldown.RolldownOutput> {
  const output = await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    // The test runner has set NODE_ENV already, and Vite would keep that.
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: [
        { find: /^vue-telemetry$/, replacement: join(ROOT, packageEntry) },
        // Its other entries stand beside it.
        { find: /^vue-telemetry\/(.+)$/, replacement: join(ROOT, dirname(packageEntry), '$1') },
      ],
    },
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(root, 'main.ts'),
        external: ['vue', 'vue-router', 'pinia'],
      },
    },
  })
  return output as Rolldown.RolldownOutput
}

function toChunks({ output }: Rolldown.RolldownOutput): BuiltChunk[] {
  const chunks = output.filter((item) => item.type === 'chunk')
  const first = new Set<string>()
  const visit = (fileName: string): void => {
    if (first.has(fileName)) return
    first.add(fileName)
    chunks.find((chunk) => chunk.fileName === fileName)?.imports.forEach(visit)
  }
  chunks.filter((chunk) => chunk.isEntry).forEach((chunk) => visit(chunk.fileName))
  return chunks.map((chunk) => ({
    name: chunk.name,
    first: first.has(chunk.fileName),
    code: chunk.code,
    size: gzipSync(chunk.code, { level: 9 }).length,
    modules: Object.fromEntries(
      Object.entries(chunk.modules).map(([id, { renderedLength }]) => [
        id.replace(ROOT, '').replace(/^.*node_modules\//, ''),
        renderedLength,
      ]),
    ),
  }))
}
