import type { Page } from '@playwright/test'

/**
 * Reads all that a careless telemetry could, so that a test can tell whether a marker is in its
 * place: one that never was there cannot leak either.
 */
export interface TellTale {
  /** Takes down what can be read at this moment. */
  look(): Promise<void>
  /** All that was taken down. */
  text(): string
}

export async function watchAll(page: Page): Promise<TellTale> {
  const seen: string[] = []
  page.on('pageerror', ({ message }) => seen.push(message))
  page.on('console', (message) => seen.push(message.text()))
  await page.evaluate(() => {
    const said: unknown[] = []
    Object.assign(window, { said })
    const { telemetry } = window.booted
    for (const call of ['track', 'identify', 'group'] as const) {
      Object.assign(telemetry, { [call]: (...args: unknown[]) => void said.push(args) })
    }
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) said.push(node.textContent)
    }).observe(document.querySelector('title')!, { childList: true })
  })
  return {
    look: async () => void seen.push(await page.evaluate(readAll)),
    text: () => seen.join('\n'),
  }
}

function readAll(): string {
  const { router } = window.booted
  const written = (value: unknown): string =>
    String(
      JSON.stringify(value, (_, part: unknown) => (part instanceof Error ? part.message : part)),
    )
  const fields = document.querySelectorAll<HTMLInputElement>('input, textarea')
  const titles = router.currentRoute.value.matched.map(({ meta }) => {
    const title = meta.telemetry && meta.telemetry.title
    return typeof title === 'function' ? title(router.currentRoute.value) : title
  })
  return [
    location.href,
    document.title,
    document.referrer,
    window.name,
    document.documentElement.outerHTML,
    document.body.innerText,
    ...Array.from(fields, ({ value }) => value),
    written(history.state),
    written(router.getRoutes().map(({ path, name, meta }) => [path, name, meta])),
    written(titles),
    written(Reflect.get(window, 'said')),
  ].join('\n')
}
