import type { BrowserContext, BrowserPage } from './browser-types.ts'
import type { Place } from './place.ts'

/** Where something can be kept. */
export type StorageArea = 'localStorage' | 'sessionStorage' | 'cookie' | 'IndexedDB'

/** Which entries are to be looked at: those whose keys fit, or those that a function picks. */
export type StoredKeys = RegExp | ((key: string, area: StorageArea) => boolean)

/** vue-router keeps the addresses of the pages one was on in the tab; that is the router's. */
const DEFAULT_KEYS: StoredKeys = (key) => key !== 'vue-router:scroll'

/**
 * Everything that a browser keeps: cookies and `localStorage` of all its origins, those that
 * scripts cannot read included, and of each page that is open `sessionStorage` and the names of
 * its databases.
 */
export async function readStored(
  context: BrowserContext,
  keys: StoredKeys = DEFAULT_KEYS,
): Promise<Place[]> {
  const isWanted = (area: StorageArea, key: string): boolean =>
    typeof keys === 'function' ? keys(key, area) : keys.test(key)
  const { cookies, origins } = await context.storageState()
  const entries: [StorageArea, string, string][] = [
    ...cookies.map(({ name, value }) => ['cookie', name, value] as [StorageArea, string, string]),
    ...origins.flatMap(({ localStorage }) =>
      localStorage.map(
        ({ name, value }) => ['localStorage', name, value] as [StorageArea, string, string],
      ),
    ),
    ...(await Promise.all(context.pages().map(readPage))).flat(),
  ]
  return entries
    .filter(([area, key]) => isWanted(area, key))
    .flatMap(([area, key, value]) => [
      { where: `${area} ${key}`, text: value },
      { where: `name of ${area} ${key}`, text: key },
    ])
}

/** A page that is gone, or that has no storage, as `about:blank` has none, keeps nothing. */
async function readPage(page: BrowserPage): Promise<[StorageArea, string, string][]> {
  try {
    const { session, databases } = await page.evaluate(async () => ({
      session: Object.entries({ ...sessionStorage }) as [string, string][],
      databases: (await indexedDB.databases()).map(({ name }) => String(name)),
    }))
    return [
      ...session.map(([key, value]): [StorageArea, string, string] => [
        'sessionStorage',
        key,
        value,
      ]),
      ...databases.map((name): [StorageArea, string, string] => ['IndexedDB', name, '']),
    ]
  } catch {
    return []
  }
}
