import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Entries of the package, by the name that they have in `dist`. */
const ENTRIES = {
  index: 'src/index.ts',
  identity: 'src/identity.ts',
  accoil: 'src/accoil.ts',
  collector: 'src/collector.ts',
  segment: 'src/segment.ts',
  rudderstack: 'src/rudderstack.ts',
  plausible: 'src/plausible.ts',
  testing: 'src/testing.ts',
  'testing/vitest': 'src/testing/vitest.ts',
}

const source = (entry: string): string => fileURLToPath(new URL(`src/${entry}.ts`, import.meta.url))

const PEERS = ['vue', 'vue-router', 'pinia', 'vitest']

/** The oldest pair of peers that is supported, beside the newest, which is installed. */
const OLDEST_PEERS = { 'vue-router': 'vue-router-4', pinia: 'pinia-3' }

export default defineConfig({
  build: {
    lib: { entry: ENTRIES, formats: ['es'] },
    target: 'es2022',
    // The application's bundler minifies; until then the code should be readable.
    minify: false,
    rolldownOptions: {
      external: (id) => PEERS.includes(id) || id.startsWith('posthog-js') || id.startsWith('node:'),
      // File by file, so that an application's bundler takes no more of it than of the source: it
      // cannot put half of a file into its first bundle.
      output: { entryFileNames: '[name].js', preserveModules: true, preserveModulesRoot: 'src' },
    },
  },
  test: {
    projects: [
      unitTests('unit'),
      // The same tests once more, on the oldest peers.
      unitTests('unit, oldest peers', OLDEST_PEERS),
      { test: { name: 'collector', include: ['test/collector/**/*.test.ts'] } },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
})

function unitTests(name: string, peers: Readonly<Record<string, string>> = {}) {
  return {
    // The playground is tested as well: it has components, and calls the package by its name.
    plugins: [vue()],
    resolve: {
      alias: [
        ...Object.entries(peers).map(([find, replacement]) => ({ find, replacement })),
        { find: /^vue-telemetry$/, replacement: source('index') },
        { find: /^vue-telemetry\/(\w+)$/, replacement: source('$1') },
      ],
    },
    test: {
      name,
      environment: 'happy-dom',
      include: ['test/**/*.test.ts'],
      exclude: ['test/package/**', 'test/collector/**', 'test/e2e/**'],
      setupFiles: ['test/setup.ts'],
      restoreMocks: true,
    },
  }
}
