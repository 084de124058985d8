const modes = [
  'none',
  'unavailable',
  'hang',
  'html',
  'limited',
  'refused',
  'unauthorized',
  'too-large',
  'redirected',
] as const

/**
 * How ingestion answers:
 *
 * - `none`: normally
 * - `unavailable`: 503
 * - `hang`: never
 * - `html`: 200 and an HTML page (a captive portal, or an SPA fallback that took the path)
 * - `limited`: 429 with `Retry-After: 1`, which a page of another origin may read
 * - `refused`: 400
 * - `unauthorized`: 401
 * - `too-large`: 413
 * - `redirected`: 307 to a host that does not exist
 */
export type FaultMode = (typeof modes)[number]

/** Whether `text` names a {@link FaultMode}. */
export function isFaultMode(text: string): text is FaultMode {
  return modes.some((mode) => mode === text)
}
