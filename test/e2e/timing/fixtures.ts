import { expect, test as base } from '../helpers/fixtures.ts'
import { installBench, type AppSetUp } from './bench.ts'
import { createFigures, type Figures } from './figures.ts'

/**
 * Runs a measurement on a page of its own, and sees that the collector has every page view: what
 * does not work takes no time.
 */
export type Run = <Input extends AppSetUp, Output extends { readonly pages: number }>(
  measure: (input: Input) => Promise<Output>,
  input: Input,
) => Promise<Output>

export const test = base.extend<{ run: Run }, { figures: Figures }>({
  run: async ({ page, lab: { url, collector } }, use) => {
    await page.addInitScript(installBench)
    const countViews = (): number =>
      collector.events().filter(({ event }) => event === '$pageview').length
    await use(async (measure, input) => {
      collector.clear()
      await page.goto(url)
      // Playwright's own type says what becomes of an argument, which these need not know.
      const evaluate = page.evaluate.bind(page) as (
        task: typeof measure,
        argument: typeof input,
      ) => ReturnType<typeof measure>
      const output = await evaluate(measure, input)
      const expected = input.telemetry === 'granted' ? output.pages : 0
      // An upload that fails is tried again some seconds later.
      await expect.poll(countViews, { intervals: [20], timeout: 20_000 }).toBe(expected)
      return output
    })
  },
  figures: [
    async ({}, use) => {
      const figures = createFigures()
      await use(figures)
      figures.publish()
    },
    { scope: 'worker' },
  ],
})

export { expect } from '@playwright/test'
