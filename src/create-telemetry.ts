import { createLoader } from './delivery/load-once.ts'
import { createOutlet } from './delivery/outlet.ts'
import { posthog } from './destinations/posthog/posthog.ts'
import { assembleTelemetry, type OpenOutlet } from './assemble-telemetry.ts'
import { report } from './diagnostics.ts'
import type { TelemetryOptions } from './options.ts'
import type { EventPlan } from './privacy/plan/event-plan.ts'
import type { RegisteredPlan } from './register.ts'
import { createSilentTelemetry } from './silent-telemetry.ts'
import type { Telemetry } from './telemetry.ts'

/**
 * Builds a telemetry, to be installed with `app.use` and used outside components as well.
 * On the server it does nothing.
 *
 * @example
 * export const telemetry = createTelemetry({ config: () => loadRuntimeConfig() })
 * createApp(App).use(createPinia()).use(router).use(telemetry).mount('#app')
 */
export function createTelemetry<const Plan extends EventPlan = RegisteredPlan>(
  options: TelemetryOptions & { events?: Plan },
): Telemetry<Plan>
export function createTelemetry(options: TelemetryOptions): Telemetry<EventPlan> {
  // Without type checks the options may be missing altogether.
  options ??= {} as TelemetryOptions
  const { name = 'telemetry', bufferSize = 200, destinations = [posthog()] } = options
  if (typeof window === 'undefined') return createSilentTelemetry(name)
  // The name becomes part of storage keys, where ":" separates it from what follows.
  if (!/^[\w-]+$/.test(name)) {
    if (process.env.NODE_ENV !== 'production') report('VT104')
    return createSilentTelemetry(name)
  }
  if (process.env.NODE_ENV !== 'production' && options.config === undefined) report('VT105')
  const settled = { ...options, name, bufferSize, destinations, now: () => Date.now() }
  return assembleTelemetry(settled, openLater)
}

/** What sends is fetched when there is a yes. */
const openLater: OpenOutlet = (context, tell) => {
  const load = createLoader(`${context.storagePrefix}failed:`, async () => {
    const { createPipeline } = await import('./delivery/after-yes.ts')
    return createPipeline(context)
  })
  return createOutlet(context.options.bufferSize, tell, load)
}
