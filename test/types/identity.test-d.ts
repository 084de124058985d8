import type { RuntimeConfig, TelemetryConfig } from 'vue-telemetry'
import { resolveIdentity } from 'vue-telemetry/identity'

/** What docs/identity.md has a server say. */

declare const account: { id: string }
declare function readFile(path: string): string
declare const posthogNode: { capture(event: { distinctId: string; event: string }): void }

const { telemetry } = JSON.parse(readFile('telemetry.json')) as { telemetry: TelemetryConfig }
const { distinctId } = resolveIdentity(telemetry.identity, { userId: account.id })
if (distinctId) posthogNode.capture({ distinctId, event: 'Report Exported' })

// What is read of a file is text.
resolveIdentity({ mode: 'instance' as string, instanceId: 'site-1' })
resolveIdentity(JSON.parse('null'))

const { traits } = resolveIdentity(telemetry.identity, { traits: { plan: 'pro' } })
export const plan: string | undefined = traits?.plan

// As exported the outer key may be left out.
declare const config: RuntimeConfig
resolveIdentity(('telemetry' in config ? config.telemetry : config).identity)
