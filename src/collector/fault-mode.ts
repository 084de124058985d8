const modes = ['none', 'unavailable', 'hang', 'html'] as const

/**
 * How ingestion answers: normally, with 503, never, or with 200 and an HTML page (a captive
 * portal, or an SPA fallback that took the path).
 */
export type FaultMode = (typeof modes)[number]

/** Whether `text` names a {@link FaultMode}. */
export function isFaultMode(text: string): text is FaultMode {
  return modes.some((mode) => mode === text)
}
