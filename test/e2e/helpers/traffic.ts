import type { Page, Request } from '@playwright/test'

/** What a page requests, and what goes wrong in it. */
export interface Traffic {
  /** Every request so far, but for those of the playground's own panel and documents. */
  requests(): readonly Request[]
  /** The requests that fetch code which is loaded after the yes. */
  lateChunks(): readonly Request[]
  /** Requests that carry telemetry. */
  telemetry(): readonly Request[]
  /** Errors that reached the window, rejections that nobody handled, errors on the console. */
  readonly errors: string[]
  forget(): void
}

/** The panel reads what the collector holds; that is the playground watching, not telemetry. */
const PANEL = /\/collector\/(stream|requests|events|fault)/

export async function watchTraffic(page: Page): Promise<Traffic> {
  let requests: Request[] = []
  const errors: string[] = []
  page.on('request', (request) => requests.push(request))
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    // That a request failed is told by the browser itself, and nobody can keep it from that.
    const byBrowser = /^Failed to load (resource|module script)|blocked by CORS policy/.test(
      message.text(),
    )
    if (message.type() === 'error' && !byBrowser) errors.push(message.text())
  })
  return {
    requests: () => requests.filter((request) => !PANEL.test(request.url())),
    lateChunks: () => requests.filter((request) => /after-yes/.test(request.url())),
    telemetry: () =>
      requests.filter((request) => request.method() === 'POST' && !PANEL.test(request.url())),
    errors,
    forget: () => (requests = []),
  }
}
