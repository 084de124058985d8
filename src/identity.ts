// For servers: nothing here needs Vue, its router or Pinia.
export {
  resolveIdentity,
  type IdentityConfig,
  type Person,
  type ResolvedIdentity,
} from './identity/resolve-identity.ts'
export type { IdentityMode } from './identity/identity-settings.ts'
