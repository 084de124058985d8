import { expect, type Page } from '@playwright/test'
import type { ContractSecrets } from '../../../src/testing.ts'

/** Under this name the site is from which somebody comes. */
const ELSEWHERE = 'http://other.localhost'

/** Opens the app by a link with secrets in it, of a site that tells its own address to everybody. */
export async function openCarelessly(
  page: Page,
  url: string,
  secrets: ContractSecrets,
): Promise<void> {
  const { parameter, query, hash, title, referrer, cookie } = secrets
  const link = `${url}/items/${parameter}?code=${query}#${hash}`
  await page.route(`${ELSEWHERE}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<meta name="referrer" content="unsafe-url"><a href="${link}">to the app</a>`,
    }),
  )
  await page.context().addCookies([{ name: 'session', value: cookie, url }])
  await page.addInitScript((text) => {
    addEventListener('DOMContentLoaded', () => (document.title = text))
  }, title)
  await page.goto(`${ELSEWHERE}/${referrer}`)
  await page.getByText('to the app').click()
  await page.waitForFunction(() => Boolean(window.booted?.router.currentRoute.value.matched.length))
  // Or nothing would be proven.
  const planted = await page.evaluate(() =>
    [location.href, document.title, document.referrer, document.cookie].join(),
  )
  for (const secret of Object.values(secrets)) expect(planted).toContain(secret)
}
