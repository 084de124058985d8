/**
 * - `'user'`: people are told apart, each by the id that is passed to `identify`.
 * - `'instance'`: everybody on a site is one, known by its `instanceId`.
 * - `'anonymous'`: nobody is known; each page load has an id of its own, and nothing is kept.
 */
export type IdentityMode = 'user' | 'instance' | 'anonymous'

/** As whom events are sent, as the operator decided. */
export interface IdentitySettings {
  readonly mode: IdentityMode
  /** With `'instance'` only. */
  readonly instanceId?: string
}

/**
 * What the names of everything contain that is stored under these settings, after the prefix of
 * the telemetry: nobody who was known under others is taken up again. Quoted, so that no scope
 * begins with another one, whatever characters the id has.
 */
export function scopeOf({ mode, instanceId }: IdentitySettings): string {
  return mode + (instanceId ? JSON.stringify(instanceId) : '')
}
