/**
 * Whether the browser says, for its user, that data may not be shared or sold.
 *
 * @see https://w3c.github.io/gpc/ - Global Privacy Control
 */
export function readPrivacySignal(): boolean {
  return (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true
}
