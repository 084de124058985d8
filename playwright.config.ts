import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/find-browser.mjs'
import { BROWSER_FLAGS, HAS_SANDBOX } from './test/e2e/helpers/browser-flags.ts'

export default defineConfig({
  testDir: 'test/e2e',
  // Timers of the SDK and exits of pages are part of what is tested, and both need the processor.
  workers: 1,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
  outputDir: '.cache/test-results',
  use: {
    testIdAttribute: 'data-test',
    launchOptions: {
      executablePath: findBrowser(),
      chromiumSandbox: HAS_SANDBOX,
      args: BROWSER_FLAGS,
    },
  },
})
