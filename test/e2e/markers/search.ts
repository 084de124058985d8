import type { BrowserContext, Page, Request } from '@playwright/test'
import type { Collector } from '../../../src/collector.ts'
import { decodeBody } from '../../../src/collector/decode-body.ts'
import { createMarkerSearch } from '../../../src/testing/leaks/find-markers.ts'
import { atRest } from '../helpers/at-rest.ts'

/** Names each carrier whose marker is in one of the texts, with its form and where it was found. */
export function leaksIn(
  texts: readonly (readonly [where: string, text: string])[],
  markers: Readonly<Record<string, string>>,
): string[] {
  // Made once, and each text is looked at once: many requests have the same headers.
  const search = createMarkerSearch(markers)
  const places = new Map(texts.map(([where, text]) => [text, where]))
  const found = [...places].flatMap(([text, where]) =>
    search.find(text).map(({ label, form }) => `${label}: ${form}, in ${where}`),
  )
  return [...new Set(found)]
}

/**
 * Everything that a collector received, decoded and as it came, whether or not it took it.
 *
 * @param excepted - headers that are not looked at
 */
export function received(
  collector: Collector,
  excepted: readonly string[] = [],
): [where: string, text: string][] {
  return collector.requests().flatMap(({ path, headers, raw, body }) => [
    ['a request’s address', path] as [string, string],
    ...Object.entries(headers)
      .filter(([name]) => ![...BY_THE_BROWSER, ...excepted].includes(name))
      .map(([name, value]): [string, string] => [`the header ${name}`, value]),
    ['a body', raw],
    ['a decoded body', body],
  ])
}

/** The connection itself, which docs/privacy.md excepts. */
const BY_THE_BROWSER = ['host', 'origin']

/** The requests of all pages of a browser, but for those that fetch the app itself. */
export interface Sent {
  /** What was requested of anybody but the vendors. */
  strangers(): string[]
  /** What the browser sent, of requests that never arrived as well. */
  texts(): [where: string, text: string][]
}

/** The kinds of requests that make up the app. */
const ASSETS = ['document', 'script', 'stylesheet', 'image']

/**
 * @param sites - the origins of the app, and of what people come from
 * @param vendors - the addresses that the app is configured to send to
 */
export function watchRequests(
  context: BrowserContext,
  sites: readonly string[],
  vendors: readonly string[],
): Sent {
  const sent: Request[] = []
  const vendorOf = (url: string): string | undefined =>
    vendors.find((vendor) => url.startsWith(`${vendor}/`))
  const isOfApp = (request: Request): boolean =>
    request.method() === 'GET' &&
    ASSETS.includes(request.resourceType()) &&
    sites.includes(new URL(request.url()).origin) &&
    !vendorOf(request.url())
  context.on('request', (request) => {
    if (!isOfApp(request) && !request.url().startsWith('data:')) sent.push(request)
  })
  return {
    strangers: () => sent.map((request) => request.url()).filter((url) => !vendorOf(url)),
    texts: () =>
      sent.flatMap((request) => [
        ['a request’s address', request.url().replace(vendorOf(request.url()) ?? '', '')] as [
          string,
          string,
        ],
        ['a body', decodeBody(request.postDataBuffer() ?? Buffer.alloc(0), 1e6).body],
      ]),
  }
}

/** Everything that is kept, one text for each entry. */
export async function kept(page: Page): Promise<[where: string, text: string][]> {
  const { local, session, databases, caches, cookies, windowName } = await atRest(page)
  const areas = { localStorage: local, sessionStorage: session }
  return [
    ...Object.entries(areas).flatMap(([area, entries]) =>
      Object.entries(entries).map(([key, value]): [string, string] => [area, `${key}=${value}`]),
    ),
    ...databases.map((name): [string, string] => ['IndexedDB', name]),
    ...caches.map((name): [string, string] => ['a cache', name]),
    ...cookies.map((cookie): [string, string] => ['a cookie', cookie]),
    ['the name of the window', windowName],
  ]
}

/** What is kept now and was not before, or not so. */
export function added(
  now: readonly (readonly [string, string])[],
  before: readonly (readonly [string, string])[],
): (readonly [string, string])[] {
  return now.filter(([, text]) => text !== '' && !before.some(([, known]) => known === text))
}
