import type { IdentitySettings } from '../identity/identity-settings.ts'

/** Where to, and as whom: what a yes is followed under. A change of it is a stop and a new start. */
export interface Target {
  readonly identity: IdentitySettings
  /** By destination name; destinations without any stay closed. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** Where nothing is configured. */
export const NOWHERE: Target = { identity: { mode: 'user' }, settings: {} }
