import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { collectorPlugin } from '../../../src/collector.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  plugins: [collectorPlugin()],
  resolve: {
    alias: [
      { find: /^vue-telemetry$/, replacement: here('../../../src/index.ts') },
      { find: /^vue-telemetry\/(\w+)$/, replacement: here('../../../src/$1.ts') },
    ],
  },
  build: { outDir: here('../../../.cache/lab'), emptyOutDir: true },
  preview: {
    host: '127.0.0.1',
    // Clocks of other pages tick every 100 µs, which is the budget that timing.spec.ts looks at.
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
})
