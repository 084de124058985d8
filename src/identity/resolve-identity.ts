import type { UnknownRecord } from '../config/read-value.ts'
import { isId } from '../privacy/names.ts'
import { isPrivateId } from '../privacy/private-id.ts'
import type { IdentityMode, IdentitySettings } from './identity-settings.ts'
import { parseIdentity } from './parse-identity.ts'

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
 * server, so that both sides of a product tell the same. Whatever the browser would send nothing
 * under is nobody: a configuration that is not understood, and an id that is none or that looks
 * like somebody's address or a secret.
 *
 * It masks nothing in traits: they come back as they were passed. The browser masks them, and
 * refuses what the application's own `privacy.mask` matches as well.
 *
 * @param identity - the `identity` of the runtime configuration, as it was read; absent it is
 * `{ mode: 'user' }`
 * @param person - who it is to the application
 *
 * @example
 * const { distinctId } = resolveIdentity(file.telemetry.identity, { userId: account.id })
 * if (distinctId) vendor.capture({ distinctId, event: 'Report Exported' })
 */
export function resolveIdentity<Traits extends object = Record<string, unknown>>(
  identity: unknown,
  { userId, traits }: Person<Traits> = {},
): ResolvedIdentity<Traits> {
  const { mode, instanceId } = settingsOf(identity)
  if (mode === 'anonymous') return { distinctId: null, traits: null, hasGroups: false }
  if (mode === 'instance') return { distinctId: instanceId!, traits: null, hasGroups: true }
  const isKnown = isOpenId(userId)
  return {
    distinctId: isKnown ? userId : null,
    traits: (isKnown && traits) || null,
    hasGroups: true,
  }
}

const NOBODY: IdentitySettings = { mode: 'anonymous' }

function settingsOf(identity: unknown): IdentitySettings {
  if (Array.isArray(identity) || typeof (identity ?? {}) !== 'object') return NOBODY
  try {
    const settings = parseIdentity((identity ?? {}) as UnknownRecord)
    return settings.mode === 'instance' && !isOpenId(settings.instanceId) ? NOBODY : settings
  } catch {
    return NOBODY
  }
}

/** Whether somebody may be known by it. */
function isOpenId(id: unknown): id is string {
  return isId(id) && !isPrivateId(id)
}
