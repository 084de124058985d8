/**
 * A base as it is compared: a leading slash and no trailing one.
 * @example normalizeBase('collector/') // '/collector'
 */
export function normalizeBase(base = ''): string {
  const segments = base.split('/').filter(Boolean)
  return segments.map((segment) => `/${segment}`).join('')
}

/**
 * The part of a request's URL below `base`, query included, or undefined when it is elsewhere.
 * @example belowBase('/collector/e/?v=1', '/collector') // '/e/?v=1'
 */
export function belowBase(url: string, base: string): string | undefined {
  if (!url.startsWith(base)) return undefined
  const rest = url.slice(base.length)
  if (rest.startsWith('/')) return rest
  return rest === '' || rest.startsWith('?') ? `/${rest}` : undefined
}

/** A path without its query and its trailing slash. */
export function barePath(path: string): string {
  return path.replace(/\?.*$/s, '').replace(/\/$/, '')
}
