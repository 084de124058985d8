import type { BrowserContext, Page } from '@playwright/test'
import type { Collector } from '../../../src/collector.ts'
import { collected } from '../helpers/fixtures.ts'
import { landing } from './address.ts'
import { CALLS, USEFUL } from './calls.ts'
import type { Carrier } from './carrier.ts'
import { DOCUMENT } from './document.ts'
import { ROUTES } from './routes.ts'
import type { TelemetryEntry } from '../../../src/index.ts'

/** Where the app is: `*.localhost` is this machine, and its name that of a customer. */
export const HOST = 'mark-customer-host.localhost'

/** Under this name the site is from which people come. */
const REFERRER = `http://other.localhost/${DOCUMENT.referrer.marker}?q=${DOCUMENT.opener.marker}`

/** How documents say which referrer to send; the default where it is none. */
export type ReferrerPolicy = '' | 'unsafe-url' | 'no-referrer-when-downgrade' | 'origin'

/**
 * Serves the app under its host with a referrer policy, and without what keeps a window from the
 * one that opened it.
 *
 * @param url - of the lab
 */
export async function serveApp(
  context: BrowserContext,
  url: string,
  policy: ReferrerPolicy,
): Promise<string> {
  const origin = url.replace('127.0.0.1', HOST)
  await context.route(`${origin}/**`, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback()
    const response = await route.fetch({ url: route.request().url().replace(origin, url) })
    const headers: Record<string, string> = response.headers()
    if (policy) headers['referrer-policy'] = policy
    for (const name of ['opener', 'embedder']) delete headers[`cross-origin-${name}-policy`]
    return route.fulfill({ response, headers })
  })
  return origin
}

/** Has another site open the app in a window that has a name, and a careless referrer. */
export async function openFromElsewhere(
  page: Page,
  origin: string,
  path = landing(),
): Promise<Page> {
  const name = DOCUMENT['name of the window'].marker
  await page.route('http://other.localhost/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<meta name="referrer" content="unsafe-url"><button>to the app</button>`,
    }),
  )
  await page.goto(REFERRER)
  await page.evaluate(
    ([address, named]) =>
      document.querySelector('button')!.addEventListener('click', () => open(address, named)),
    [origin + path, name] as const,
  )
  const opened = page.waitForEvent('popup')
  await page.getByText('to the app').click()
  const app = await opened
  await app.waitForFunction(() => Boolean(window.booted?.router.currentRoute.value.matched.length))
  return app
}

/**
 * Puts every marker in its place, one after the other, and says what is useful in between.
 *
 * @param signsIn - whether somebody signs in first, of whom nothing else is said
 */
export async function useEverything(page: Page, signsIn: boolean): Promise<void> {
  // First to those whose places are on the page; a route may have none.
  await placeAll(page, DOCUMENT)
  await placeAll(page, ROUTES)
  if (signsIn) await signIn(page)
  await page.evaluate(({ event, properties }) => {
    window.booted.telemetry.track(event!, properties)
  }, USEFUL)
  await placeAll(page, CALLS)
}

/** Some are told only of those who are known. */
export const signIn = (page: Page): Promise<void> =>
  page.evaluate(() => window.booted.telemetry.identify('account-7'))

export async function placeAll(
  page: Page,
  carriers: Readonly<Record<string, Carrier>>,
): Promise<void> {
  for (const { marker, place } of Object.values(carriers)) await place(page, marker)
}

/**
 * Says the last thing, has all of it sent, and waits for as much as this document has said.
 *
 * @param before - how many events documents before it have sent
 */
export async function finish(page: Page, collector: Collector, before = 0): Promise<void> {
  const count = await page.evaluate(async () => {
    window.booted.telemetry.track('Finished')
    await window.booted.telemetry.flush()
    // A sign-out is nothing on the wire.
    const isSent = ({ verdict, type }: TelemetryEntry) => verdict === 'sent' && type !== 'reset'
    return window.booted.entries.filter(isSent).length
  })
  await collected(collector, ({ length }) => length >= before + count)
}
