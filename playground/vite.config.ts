import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { collectorPlugin } from '../src/collector.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const address = { host: '127.0.0.1', port: 5178, strictPort: false }

export default defineConfig({
  root: here('.'),
  plugins: [vue(), collectorPlugin({ base: '/collector' })],
  resolve: {
    alias: [
      { find: /^vue-telemetry$/, replacement: here('../src/index.ts') },
      { find: /^vue-telemetry\/(\w+)$/, replacement: here('../src/$1.ts') },
    ],
  },
  build: { outDir: here('../.cache/playground'), emptyOutDir: true },
  server: address,
  preview: address,
})
