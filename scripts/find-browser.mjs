// Finds the browser that the tests drive, and installs one where there is none.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { chromium } from '@playwright/test'

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome']

/** @type {Partial<Record<NodeJS.Platform, string[]>> & { linux: string[] }} */
const PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .flatMap((folder) => process.env[folder] ?? [])
    .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
  linux: (process.env.PATH ?? '')
    .split(':')
    .filter(Boolean)
    .flatMap((folder) => NAMES.map((name) => join(folder, name))),
}

/**
 * @returns {string | undefined} the path of a Chromium or Chrome: what BROWSER_PATH names,
 * Playwright's own, or one of the system's, in that order
 */
export function findBrowser() {
  const named = process.env.BROWSER_PATH
  if (named) {
    if (!existsSync(named))
      throw new Error(`BROWSER_PATH is set to "${named}", which does not exist.`)
    return named
  }
  return [chromium.executablePath(), ...(PLACES[process.platform] ?? PLACES.linux)].find(existsSync)
}

/** @returns {string} as findBrowser, after an attempt to install one where there is none */
export function findOrInstallBrowser() {
  const found = findBrowser()
  if (found) return found
  console.log('No browser found. Installing one, first by Playwright, then by apt-get ...')
  for (const attempt of [installWithPlaywright, installWithApt]) {
    attempt()
    const installed = findBrowser()
    if (installed) return installed
  }
  throw new Error(
    'The browser tests need Chromium or Chrome, and none could be installed. ' +
      'Install one, or set BROWSER_PATH to its executable, and run the tests again.',
  )
}

function installWithPlaywright() {
  run('npx', ['playwright', 'install', 'chromium'])
}

function installWithApt() {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive']
  if (!has('apt-get')) return
  const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get']
  run(command, [...rest, 'update'])
  run(command, [...rest, 'install', '--yes', '--no-install-recommends', 'chromium'])
}

/** @param {string} command @param {string[]} parameters */
function run(command, parameters) {
  spawnSync(command, parameters, { stdio: 'inherit', shell: process.platform === 'win32' })
}

/** @param {string} command */
function has(command) {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
