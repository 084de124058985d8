import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { chromium, type BrowserContext } from '@playwright/test'
import { findBrowser } from '../../../scripts/find-browser.mjs'
import { BROWSER_FLAGS, HAS_SANDBOX } from './browser-flags.ts'
import { openCdpPipe } from './cdp-pipe.ts'

/**
 * A browser as people have it. One that Playwright starts keeps every tab visible, freezes none
 * to restore it later, and renders none in advance. This one is started without Playwright, which
 * is then let in as a guest that changes nothing: tabs hide behind one another, and the
 * back/forward cache is on. Its first tab is empty and stays, so that others can be closed.
 */
export interface UndrivenBrowser {
  readonly context: BrowserContext
  /** Sends Playwright away: while anybody watches a tab, Chromium prerenders nothing from it. */
  unwatch(): Promise<void>
  /** Asks an unwatched tab for the value of an expression, and then closes it. */
  askAndClose(url: string, expression: string): Promise<unknown>
  close(): Promise<void>
}

export async function openUndrivenBrowser(): Promise<UndrivenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'undriven-'))
  const browser = start(profile)
  const exited = new Promise((resolve) => browser.once('exit', resolve))
  const [, , , toBrowser, fromBrowser] = browser.stdio
  const cdp = openCdpPipe(toBrowser as Writable, fromBrowser as Readable)
  const guest = await chromium.connectOverCDP(await endpoint(browser), { noDefaults: true })
  return {
    context: guest.contexts()[0]!,
    unwatch: () => guest.close(),
    async askAndClose(url, expression) {
      const { targetInfos } = await cdp.send('Target.getTargets')
      const tab = targetInfos.find((target) => target.type === 'page' && target.url === url)
      if (!tab) throw new Error(`No tab shows ${url}.`)
      const { targetId } = tab
      const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true })
      const question = { expression, awaitPromise: true, returnByValue: true }
      const { result } = await cdp.send('Runtime.evaluate', question, sessionId)
      await cdp.send('Page.close', {}, sessionId)
      return result.value
    },
    async close() {
      await guest.close()
      // Each of them, since one that outlives the others writes into the profile again.
      const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
      processInfo.forEach(({ id }) => kill(id))
      await exited
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}

function start(profile: string): ChildProcess {
  const flags = [
    '--headless=new',
    '--remote-debugging-port=0',
    // Playwright cannot be let in by a pipe. The browser ends with it, though, however tests end.
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    // Containers have little shared memory, and tabs crash without.
    '--disable-dev-shm-usage',
    ...(HAS_SANDBOX ? [] : ['--no-sandbox']),
    ...BROWSER_FLAGS,
  ]
  const browser = findBrowser()
  if (!browser) throw new Error('There is no browser; see scripts/find-browser.mjs.')
  const stdio = ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] as const
  return spawn(browser, [...flags, 'about:blank'], { stdio: [...stdio] })
}

/** Where the browser says that it listens. */
function endpoint({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    stderr!.on('data', (text) => {
      said += String(text)
      const address = /listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    stderr!.once('close', () => reject(new Error(`The browser did not start:\n${said}`)))
  })
}

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL')
  } catch {
    // Ended by itself in the meantime.
  }
}
