// Runs every check there is, in the order in which they fail fastest, and adds up what was run.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import process from 'node:process'
import { findOrInstallBrowser } from './find-browser.mjs'

// In a folder of their own: a `.cache/package.json` would be the package of what is built beside it.
const REPORTS = {
  unit: '.cache/reports/unit.json',
  package: '.cache/reports/package.json',
  e2e: '.cache/reports/e2e.json',
}

/** @type {{ name: string, command: string, report?: string }[]} */
const STEPS = [
  { name: 'style', command: 'npm run --silent lint' },
  { name: 'types', command: 'npm run --silent typecheck' },
  {
    name: 'parts, on the newest and the oldest peers',
    command: `npm run --silent test:unit -- --reporter=default --reporter=json --outputFile=${REPORTS.unit}`,
    report: REPORTS.unit,
  },
  { name: 'build', command: 'npm run --silent build' },
  {
    name: 'package and sizes',
    command: `npm run --silent test:package -- --reporter=default --reporter=json --outputFile=${REPORTS.package}`,
    report: REPORTS.package,
  },
  { name: 'unused code', command: 'npm run --silent test:unused' },
  { name: 'browser', command: 'npm run --silent test:e2e', report: REPORTS.e2e },
]

rmSync('.cache', { recursive: true, force: true })
mkdirSync('.cache/reports', { recursive: true })
try {
  process.env.BROWSER_PATH = findOrInstallBrowser()
} catch (error) {
  // What to do is in the message; where it came from helps nobody.
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const { name, command, report } of STEPS) {
  console.log(`\n── ${name}`)
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true })
  const counted =
    report && existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : null
  if (counted) add(counted)
  else add(status === 0 ? { passed: 1 } : { failed: 1 })
  // A run that fails without a failed test, on an unhandled error for instance, has failed.
  if (counted && status !== 0 && counted.failed === 0) add({ failed: 1 })
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

/** @param {Partial<typeof total>} counted */
function add(counted) {
  for (const [kind, number] of Object.entries(counted)) {
    total[/** @type {keyof typeof total} */ (kind)] += number
  }
}

/**
 * Counts the tests of a report, by vitest or by Playwright.
 *
 * @param {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number,
 *   stats?: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 */
function count({ numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, stats }) {
  if (!stats) return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
  const { expected, unexpected, flaky, skipped } = stats
  return { passed: expected, failed: unexpected + flaky, skipped }
}
