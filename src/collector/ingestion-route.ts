import { barePath } from './base-path.ts'

/** What an ingestion path is for. `token` is the project key of a configuration path. */
export type IngestionRoute =
  | { kind: 'events' | 'flags'; method: 'POST' }
  | { kind: 'config' | 'config-script'; method: 'GET'; token: string }
  /** Nothing that is served here, recorded all the same: replay, logs, whatever comes next. */
  | { kind: 'unknown' }

const eventPaths = new Set(['/e', '/i/v0/e', '/batch', '/capture'])

// Only characters which need no escaping in a URL: a token is echoed into a script.
const configPath = /^\/array\/([\w.~-]+)\/config(\.js)?$/

/**
 * The ingestion route of a path below the base. Paths as in PostHog's capture API.
 * @example matchIngestion('/e/?retry_count=1') // { kind: 'events', method: 'POST' }
 */
export function matchIngestion(path: string): IngestionRoute {
  const bare = barePath(path)
  if (eventPaths.has(bare)) return { kind: 'events', method: 'POST' }
  if (bare === '/flags') return { kind: 'flags', method: 'POST' }
  const [, token, script] = configPath.exec(bare) ?? []
  if (!token) return { kind: 'unknown' }
  return { kind: script ? 'config-script' : 'config', method: 'GET', token }
}
