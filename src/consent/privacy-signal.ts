/**
 * Whether the browser says, for its user, that data may not be shared or sold.
 *
 * @param doNotTrack - whether the older "Do Not Track" counts as well
 *
 * @see https://w3c.github.io/gpc/ - Global Privacy Control
 * @see https://www.w3.org/TR/tracking-dnt/#js-dom - Do Not Track
 */
export function readPrivacySignal(doNotTrack = false): boolean {
  const { globalPrivacyControl, doNotTrack: dnt } = navigator as NavigatorWithSignals
  return globalPrivacyControl === true || (doNotTrack && dnt === '1')
}

interface NavigatorWithSignals {
  readonly globalPrivacyControl?: unknown
  readonly doNotTrack?: unknown
}
