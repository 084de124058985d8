import type { Page } from '@playwright/test'
import { telemetryKeys } from './helpers/at-rest.ts'
import { collected, expect, inOrder, summary } from './helpers/fixtures.ts'
import { test } from './helpers/rendered-site.ts'

const CONFIG = JSON.stringify({
  enabled: true,
  frontend: { posthog: { apikey: 'phc_playground', apiurl: '/collector' } },
  consent: { model: 'opt-in', policyVersion: 1 },
})

declare global {
  interface Window {
    /** The page as it was served, before any script has run. */
    servedPage: Element | null
  }
}

/** Everything that the console says of hydration, from the next load on. */
async function watchHydration(page: Page): Promise<readonly string[]> {
  const messages: string[] = []
  page.on('console', (message) => {
    if (/hydrat|mismatch/i.test(message.text())) messages.push(message.text())
  })
  await page.addInitScript(() => {
    // At the first of these the document is whole, and its modules have not run.
    const once = { once: true }
    document.addEventListener(
      'readystatechange',
      () => (window.servedPage = document.querySelector('[data-test=page]')),
      once,
    )
  })
  return messages
}

/** Whether the page that was served is the one that is shown, and not one in its place. */
const isTakenOver = (page: Page): Promise<boolean> =>
  page.evaluate(() => window.servedPage === document.querySelector('[data-test=page]'))

/** An answer from an earlier visit, there from the next load on. */
async function answerBefore(page: Page, status: 'granted' | 'denied'): Promise<void> {
  await page.addInitScript((given) => {
    const choice = { v: 1, status: given, policyVersion: 1, at: Date.now() }
    localStorage.setItem('telemetry:telemetry', JSON.stringify(choice))
  }, status)
}

test('a page comes rendered, with its title, and knows nobody', async ({ page, rendered }) => {
  await page.route('**/*.js', (route) => route.abort())
  await page.goto(`${rendered.url}/teams/people`)
  await expect(page).toHaveTitle('People operations – Fieldwork')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People operations')
  await expect(page.getByTestId('gate')).toHaveText('Closed: loading')
  await expect(page.getByTestId('consent-banner')).toBeHidden()
})

const configs = { 'that arrives later': undefined, 'that the page brings along': CONFIG }

for (const [when, config] of Object.entries(configs)) {
  test.describe(`with a configuration ${when}`, () => {
    test.beforeEach(({ rendered }) => {
      if (config) rendered.bring(config)
    })

    for (const [answer, gate] of [
      ['none', 'Closed: pending'],
      ['granted', 'Open: consent'],
      ['denied', 'Closed: denied'],
    ] as const) {
      test(`a page is taken over as it was served; answer: ${answer}`, async ({
        page,
        rendered,
        traffic,
      }) => {
        const hydration = await watchHydration(page)
        if (answer !== 'none') await answerBefore(page, answer)
        await page.goto(`${rendered.url}/settings`)
        await expect(page.getByTestId('gate')).toHaveText(gate)
        expect(hydration).toEqual([])
        expect(await isTakenOver(page)).toBe(true)
        expect(traffic.errors).toEqual([])
      })
    }

    test('nothing before a yes, and each page once after it', async ({
      page,
      rendered,
      traffic,
    }) => {
      const { collector } = rendered
      await page.goto(`${rendered.url}/teams`)
      await page.getByTestId('nav-home').click()
      await page.getByTestId('nav-guide').click()
      await expect(page).toHaveTitle('Field guide – Fieldwork')
      await page.reload()
      await expect(page.getByTestId('consent-banner')).toBeVisible()
      await page.waitForTimeout(4000)
      expect(collector.requests()).toEqual([])
      expect(traffic.telemetry()).toEqual([])
      expect(traffic.lateChunks()).toEqual([])
      expect(await telemetryKeys(page)).toEqual([])

      await page.getByTestId('consent-accept').click()
      await collected(collector, ({ length }) => length === 1)
      await page.getByTestId('nav-teams').click()
      await page.getByTestId('team-people').click()
      await expect(page).toHaveTitle('People operations – Fieldwork')
      await page.close({ runBeforeUnload: true })
      await collected(collector, ({ length }) => length >= 6)
      // As long as an SDK waits before it sends: what is counted twice is there by then.
      await new Promise((resolve) => setTimeout(resolve, 3500))
      expect(summary(inOrder(collector))).toEqual([
        '$pageview /guide',
        '$pageleave /guide',
        '$pageview /teams',
        '$pageleave /teams',
        '$pageview /teams/:team',
        '$pageleave /teams/:team',
      ])
      expect(traffic.errors).toEqual([])
    })

    test('who has said yes before is counted once for the landing page', async ({
      page,
      rendered,
    }) => {
      const { collector } = rendered
      await answerBefore(page, 'granted')
      await page.goto(`${rendered.url}/old/people?utm_source=letter`)
      await collected(collector, ({ length }) => length >= 1)
      await page.waitForTimeout(3500)
      expect(summary(inOrder(collector))).toEqual(['$pageview /teams/:team'])
      await page.close({ runBeforeUnload: true })
      const events = await collected(collector, ({ length }) => length >= 2)
      expect(summary(events)).toEqual(['$pageview /teams/:team', '$pageleave /teams/:team'])
    })
  })
}

test('where the operator does not ask, a page is taken over as it was served', async ({
  page,
  rendered,
}) => {
  const hydration = await watchHydration(page)
  rendered.bring(CONFIG.replace('opt-in', 'opt-out'))
  await page.goto(`${rendered.url}/settings`)
  await expect(page.getByTestId('consent-notice')).toBeVisible()
  expect(hydration).toEqual([])
  expect(await isTakenOver(page)).toBe(true)
})

// The control for all of these: the same console, with something to say.
for (const [what, from, to] of [
  ['a text', '<h1>Settings</h1>', '<h1>Other words</h1>'],
  ['an element', '<h1>Settings</h1>', ''],
  ['a class', 'class="gate"', 'class="gate open"'],
] as const) {
  test(`${what} that was served otherwise is told`, async ({ page, rendered }) => {
    const hydration = await watchHydration(page)
    rendered.tamper((document) => document.replace(from, to))
    await page.goto(`${rendered.url}/settings`)
    await expect(page.getByTestId('consent-banner')).toBeVisible()
    expect(hydration.join()).toMatch(/Hydration .* mismatch/)
  })
}
