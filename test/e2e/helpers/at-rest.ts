import type { Page } from '@playwright/test'

/** Everything that a page can keep, by where it is kept. */
export interface AtRest {
  readonly local: Readonly<Record<string, string>>
  readonly session: Readonly<Record<string, string>>
  readonly databases: readonly string[]
  readonly caches: readonly string[]
  readonly windowName: string
  /** On every path, those that scripts cannot read included. */
  readonly cookies: readonly string[]
}

export async function atRest(page: Page): Promise<AtRest> {
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name }) => String(name)),
    caches: await caches.keys(),
    windowName: window.name,
  }))
  const cookies = await page.context().cookies()
  return { ...kept, cookies: cookies.map(({ name, value }) => `${name}=${value}`) }
}

/** The keys that telemetry keeps; vue-router's scroll positions and the test's own are not its. */
export async function telemetryKeys(page: Page): Promise<string[]> {
  const { local, session, databases, caches, cookies, windowName } = await atRest(page)
  const named = windowName ? [`window.name=${windowName}`] : []
  return [
    ...Object.keys(local),
    ...Object.keys(session),
    ...databases,
    ...caches,
    ...cookies,
    ...named,
  ]
    .filter((key) => key !== 'vue-router:scroll' && key !== 'playground:config')
    .toSorted()
}
