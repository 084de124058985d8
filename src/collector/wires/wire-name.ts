/** Every {@link WireName}. */
export const wireNames = ['posthog', 'segment', 'rudderstack', 'plausible', 'accoil'] as const

/** A vendor whose ingestion the collector stands in for. */
export type WireName = (typeof wireNames)[number]

/** Whether `text` names a wire. */
export function isWireName(text: string): text is WireName {
  return wireNames.some((name) => name === text)
}
