import type { BrowserFrame, BrowserPage, BrowserRequest, BrowserRoute } from './browser-types.ts'
import type { DestinationFilter } from './destination-filter.ts'
import { placesOf, type RequestPlaces } from './request-places.ts'

/** What a browser sends while it is watched. */
export interface WatchedRequests {
  stop(): Promise<void>
  /** @returns what there is to look at, of each request */
  requests(): Promise<RequestPlaces[]>
}

/**
 * Watches the requests of all pages of a browser context, those of workers included.
 *
 * @param page - whose origin is the app's own
 * @param isDestination - which requests are to be looked at
 */
export async function watchRequests(
  page: BrowserPage,
  isDestination: DestinationFilter,
): Promise<WatchedRequests> {
  const context = page.context()
  const own = new Set([originOf(page.url())])
  const seen: Promise<RecordedRequest>[] = []
  const follow = (frame: BrowserFrame): void => {
    if (frame === page.mainFrame()) own.add(originOf(frame.url()))
  }
  const record = (request: BrowserRequest): void => void seen.push(recordRequest(request))
  // Only while requests are intercepted does a browser tell the bodies of blobs and forms.
  await context.route(ANY, pass)
  page.on('framenavigated', follow)
  context.on('request', record)
  return {
    async stop() {
      context.off('request', record)
      page.off('framenavigated', follow)
      await context.unroute(ANY, pass)
    },
    async requests() {
      // Now that the page's own origins are known: the first request of all is for a document.
      const wanted = (await Promise.all(seen)).filter(({ url }) => isDestination(url, own))
      return Promise.all(wanted.map((request) => placesOf(request, own.has(originOf(request.url)))))
    },
  }
}

const ANY = /^https?:/

function pass(route: BrowserRoute): Promise<void> {
  return route.fallback().catch(() => {})
}

type RecordedRequest = Awaited<ReturnType<typeof recordRequest>>

async function recordRequest(request: BrowserRequest) {
  const body = request.postDataBuffer()
  return { url: request.url(), method: request.method(), body, headers: await allHeaders(request) }
}

/** How long a browser may take to tell the headers of a request, in milliseconds. */
const PATIENCE = 2000

/** With those that the browser adds itself, unless the page is gone before it tells them. */
async function allHeaders(request: BrowserRequest): Promise<Record<string, string>> {
  const headers = request.headers()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Record<string, string>>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, headers)
  })
  return Promise.race([request.allHeaders().catch(() => headers), late]).finally(() =>
    clearTimeout(timer),
  )
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'null'
}
