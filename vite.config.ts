import { defineConfig } from 'vitest/config'

/** Entries of the package, by the name that they have in `dist`. */
const ENTRIES = { index: 'src/index.ts', collector: 'src/collector.ts' }

const PEERS = ['vue', 'vue-router', 'pinia']

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
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
  test: {
    projects: [
      { test: { name: 'unit', ...unitTests() } },
      {
        // The same tests once more, on the oldest peers.
        resolve: { alias: OLDEST_PEERS },
        test: { name: 'unit, oldest peers', ...unitTests() },
      },
      { test: { name: 'collector', include: ['test/collector/**/*.test.ts'] } },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
})

function unitTests() {
  return {
    environment: 'happy-dom',
    include: ['test/**/*.test.ts'],
    exclude: ['test/package/**', 'test/collector/**', 'test/e2e/**'],
    setupFiles: ['test/setup.ts'],
    restoreMocks: true,
  }
}
