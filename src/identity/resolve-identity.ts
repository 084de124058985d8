import type { IdentityMode } from './identity-settings.ts'

/** The `identity` of a runtime configuration, as it is written there. */
export interface IdentityConfig {
  /** @default 'user' */
  readonly mode?: IdentityMode
  /** Needed with `'instance'`: an opaque id of the site, such as the id of its licence. */
  readonly instanceId?: string
}

/** Who somebody is to the application. */
export interface Person<Traits extends object = Record<string, unknown>> {
  /** An opaque id; absent where nobody is signed in. */
  readonly userId?: string | null
  readonly traits?: Traits
}

/** Who somebody is to a vendor. */
export interface ResolvedIdentity<Traits extends object = Record<string, unknown>> {
  /** The id to send; `null` where nobody may be named, and an id has to be made up. */
  readonly distinctId: string | null
  /** What may be said of the person; `null` where nothing may. */
  readonly traits: Traits | null
  /** Whether groups may be named. */
  readonly hasGroups: boolean
}

/**
 * Who somebody is to a vendor, by the runtime configuration: one pure function for browser and
 * server, so that both sides of a product tell the same. Whatever is not understood, an
 * `'instance'` without its id included, is nobody.
 *
 * @param identity - the `identity` of the runtime configuration; absent it is `{ mode: 'user' }`
 * @param person - who it is to the application
 *
 * @example
 * const { distinctId, traits } = resolveIdentity(config.telemetry.identity, { userId: account.id })
 * if (distinctId) vendor.capture({ distinctId, event: 'Report Exported' })
 */
export function resolveIdentity<Traits extends object = Record<string, unknown>>(
  identity: IdentityConfig | null | undefined,
  { userId, traits }: Person<Traits> = {},
): ResolvedIdentity<Traits> {
  const { mode = 'user', instanceId } = identity ?? {}
  if (mode === 'user') {
    return { distinctId: userId || null, traits: (userId && traits) || null, hasGroups: true }
  }
  if (mode === 'instance' && instanceId) {
    return { distinctId: instanceId, traits: null, hasGroups: true }
  }
  return { distinctId: null, traits: null, hasGroups: false }
}
