import type { Destination } from '../destination.ts'
import { readSpecSettings, type SpecSettings } from '../spec/spec-settings.ts'

export type RudderStackSettings = SpecSettings

/**
 * RudderStack, through its HTTP API: loaded after the yes, without RudderStack's own SDK, which
 * cannot be stopped once it has queued something. Configured at run time under
 * `frontend.rudderstack`; each workspace has a data plane of its own, so that there is no address
 * to begin with.
 *
 * @example createTelemetry({ config, destinations: [rudderstack()] })
 */
export function rudderstack(): Destination {
  return {
    name: 'rudderstack',
    keys: ['rudderstack_'],
    read: (raw, rules): RudderStackSettings | null => readSpecSettings('rudderstack', raw, rules),
    load: async () => (await import('./after-yes.ts')).startRudderStack,
  }
}
