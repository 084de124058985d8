import { ConfigMismatch, own, type UnknownRecord } from '../config/read-value.ts'
import { isId } from '../privacy/names.ts'
import type { IdentitySettings } from './identity-settings.ts'

// What was expected is told in development; in production the texts are left out.
const DEV = process.env.NODE_ENV !== 'production'

/**
 * Checks the `identity` of a runtime configuration, for browser and server alike. Closed by
 * default: whoever gives the id of a site and no mode means no mode that tells people apart.
 *
 * @throws ConfigMismatch where it is not what is expected
 */
export function parseIdentity(identity: UnknownRecord): IdentitySettings {
  const instanceId = own(identity, 'instanceId')
  const mode = own(identity, 'mode') ?? (instanceId == null ? 'user' : undefined)
  if (mode === 'user' || mode === 'anonymous') return { mode }
  if (mode === 'instance' && isId(instanceId)) return { mode, instanceId }
  throw DEV ? mismatchOf(mode, instanceId) : new ConfigMismatch('', mode, '')
}

function mismatchOf(mode: unknown, instanceId: unknown): ConfigMismatch {
  return mode === 'instance'
    ? new ConfigMismatch(
        'identity.instanceId',
        instanceId,
        'an opaque id of 1 to 200 characters, with the mode "instance"',
      )
    : new ConfigMismatch('identity.mode', mode, '"user", "instance" or "anonymous"')
}
