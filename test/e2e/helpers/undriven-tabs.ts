import type { Page } from '@playwright/test'
import type { Collector } from '../../../src/collector.ts'
import { expect, inOrder, test as base, type Site } from './fixtures.ts'
import { openUndrivenBrowser, type UndrivenBrowser } from './undriven-browser.ts'

interface Fixtures {
  /** A browser for this test alone, with the lab in it where somebody has said yes. */
  readonly undriven: UndrivenBrowser
  /** The first tab: it shows a document of the lab's origin that has no app. */
  readonly plain: Page
}

export const test = base.extend<Fixtures>({
  undriven: async ({}, use) => {
    const browser = await openUndrivenBrowser()
    await use(browser)
    await browser.close()
  },
  // Always there, since it is where the yes is said.
  plain: [
    async ({ undriven, lab }, use) => {
      const plain = undriven.context.pages()[0]!
      await plain.goto(plainOf(lab))
      await plain.evaluate(() => {
        const yes = { v: 1, status: 'granted', policyVersion: 1, at: Date.now() }
        localStorage.setItem('telemetry:telemetry', JSON.stringify(yes))
      })
      await use(plain)
    },
    { auto: true },
  ],
})

/** A document without an app: of the same origin, or, by another name of this machine, not. */
export function plainOf({ url }: Site, origin: 'same' | 'other' = 'same'): string {
  return `${origin === 'same' ? url : url.replace('127.0.0.1', 'localhost')}/plain.html`
}

/** Opens a page of the lab in a tab of its own, in front, and waits until its view is sent. */
export async function openApp({ context }: UndrivenBrowser, url: string): Promise<Page> {
  const tab = await context.newPage()
  await tab.goto(url)
  await isSent(tab, 1)
  return tab
}

/** Waits until the SDK has so many events of this document, which it keeps for up to 3 s. */
export async function isSent(tab: Page, count: number): Promise<void> {
  const sent = (): Promise<number> =>
    tab.evaluate(() => window.booted.entries.filter(({ verdict }) => verdict === 'sent').length)
  await expect.poll(sent, { intervals: [50] }).toBe(count)
}

/** Clicks on a link to there, as somebody would. */
export async function follow(tab: Page, href: string, button?: 'middle'): Promise<void> {
  await tab.evaluate((address) => {
    document.body.insertAdjacentHTML('afterbegin', `<a href="${address}" id="link">link</a>`)
  }, href)
  await tab.locator('#link').first().click({ button })
}

/** Opens a link in a tab behind this one, as the middle button of a mouse does. */
export async function openBehind(tab: Page, href: string): Promise<Page> {
  const opened = tab.context().waitForEvent('page')
  const [behind] = await Promise.all([opened, follow(tab, href, 'middle')])
  await behind.waitForLoadState()
  expect(await behind.evaluate(() => document.visibilityState)).toBe('hidden')
  return behind
}

/** Brings the tab to the front, and so hides the one that was there. */
export async function show(tab: Page): Promise<void> {
  await tab.bringToFront()
  await expect
    .poll(() => tab.evaluate(() => document.visibilityState), { intervals: [50] })
    .toBe('visible')
}

/** Goes back in history by itself, and says so before the document goes away. */
export async function goBack(tab: Page, expected: string): Promise<void> {
  await tab.evaluate(() => void setTimeout(() => history.back()))
  await expect.poll(() => tab.url(), { intervals: [50] }).toBe(expected)
}

/** Closes a tab as its button does, by which its document hears of it. */
export async function close(tab: Page): Promise<void> {
  await Promise.all([tab.waitForEvent('close'), tab.close({ runBeforeUnload: true })])
}

/** Ends the process that renders the tab, as systems do that are short of memory. */
export async function kill(tab: Page): Promise<void> {
  const session = await tab.context().newCDPSession(tab)
  // Whoever is killed does not answer.
  session.send('Page.crash').catch(() => {})
  await tab.waitForEvent('crash')
}

/**
 * What the collector has been told, each view with a number of its own: `$pageleave / #1` is the
 * leave of the first view. For when no tab of the app is left: what its last word needs to arrive
 * is waited for, and no batch of the SDK's.
 */
export async function story(collector: Collector): Promise<string[]> {
  await pause(600)
  const events = inOrder(collector)
  const views = [...new Set(events.map(({ properties }) => properties.$pageview_id))]
  return events.map(({ event, properties: { $pathname, $pageview_id } }) =>
    [event, $pathname, `#${views.indexOf($pageview_id) + 1}`].filter(Boolean).join(' '),
  )
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
