import { effectScope, type App } from 'vue'
import { claimName } from './claim-name.ts'
import { followVerdict } from './consent/follow-verdict.ts'
import { createEraser } from './delivery/eraser.ts'
import { createGate, type Gate } from './delivery/gate.ts'
import { createJournal, type Journal } from './delivery/journal.ts'
import { createLoader } from './delivery/load-once.ts'
import { createOutlet, type Outlet } from './delivery/outlet.ts'
import type { Tell } from './delivery/waiting-room.ts'
import { posthog } from './destinations/posthog/posthog.ts'
import { report } from './diagnostics.ts'
import { findPeers } from './find-peers.ts'
import type { Note, NoteType } from './notes.ts'
import type { SettledOptions, TelemetryOptions } from './options.ts'
import type { EventPlan } from './privacy/plan/event-plan.ts'
import { provideTelemetry } from './provide-telemetry.ts'
import type { RegisteredPlan } from './register.ts'
import { createSilentTelemetry } from './silent-telemetry.ts'
import { createCalls } from './sources/note-calls.ts'
import { noteRoutes } from './sources/note-routes.ts'
import type { Telemetry } from './telemetry.ts'
import { whenShown } from './when-shown.ts'

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
  return assemble({ ...options, name, bufferSize, destinations })
}

function assemble(options: SettledOptions): Telemetry {
  const { name } = options
  const journal = createJournal()
  let reload: (() => void) | null = null
  const { outlet, gate } = createDelivery(options, journal, () => {
    reload?.()
    return gate.sending
  })
  const scope = effectScope(true)
  let isDisposed = false
  let first: App | null = null
  let releaseName: (() => void) | null = null
  let apps = 0

  const unlessDisposed = <T>(task: (input: T) => void) => {
    return (input: T): void => {
      if (!isDisposed) task(input)
    }
  }
  const refuse = unlessDisposed((type: NoteType) => journal.count(type, 'dropped', 'invalid'))
  const calls = createCalls(unlessDisposed(gate.accept), refuse)
  const connect = unlessDisposed((app: App): void => {
    if (first) {
      if (process.env.NODE_ENV !== 'production') requireOnePinia([first, app], options)
      return
    }
    first = app
    findPeers(app, options)
    options.staticRecords = new Set(options.router?.getRoutes())
    scope.run(() => whenShown(() => scope.run(() => (reload = connectApp(app, options, gate)))))
  })
  const dispose = unlessDisposed(() => {
    isDisposed = true
    gate.dispose()
    scope.stop()
    journal.clear()
    releaseName?.()
  })
  const telemetry: Telemetry = {
    name,
    ...calls,
    install(app) {
      if (isDisposed) return
      releaseName ??= claimName(name)
      if (!releaseName) {
        if (process.env.NODE_ENV !== 'production') report('VT103', name)
        isDisposed = true
        return
      }
      provideTelemetry(app, telemetry, calls)
      apps++
      app.onUnmount(() => --apps || telemetry.dispose())
      // A router or a Pinia that the app uses a line later is there by then.
      if (findPeers(app, options).complete) connect(app)
      else queueMicrotask(() => connect(app))
    },
    flush: outlet.flush,
    onEvent: journal.listen,
    dispose: () => dispose(undefined),
  }
  return telemetry
}

/** Of several apps the first has the consent; with a Pinia of its own another asks in vain. */
function requireOnePinia(apps: readonly App[], options: TelemetryOptions): void {
  const pinias = new Set(apps.map((app) => findPeers(app, options).pinia))
  if (pinias.size > 1) report('VT106', options.name)
}

function createDelivery(
  options: SettledOptions,
  journal: Journal,
  mayStillSend: () => boolean,
): { outlet: Outlet; gate: Gate } {
  const { name, bufferSize, destinations } = options
  const storagePrefix = `telemetry:${name}:`
  const load = createLoader(`${storagePrefix}failed:`, async () => {
    const { createPipeline } = await import('./delivery/after-yes.ts')
    return createPipeline({ ...options, storagePrefix, journal, mayStillSend })
  })
  const tell: Tell<Note> = ({ type }, verdict, reason) => journal.count(type, verdict, reason)
  const outlet = createOutlet(bufferSize, tell, load)
  const eraser = createEraser(destinations, storagePrefix)
  return { outlet, gate: createGate(options, outlet, eraser, tell) }
}

/**
 * Joins the telemetry to what an app has: its router, and the Pinia that holds the consent.
 *
 * @returns what reads the kept choice again, and follows what it says
 */
function connectApp(app: App, options: SettledOptions, gate: Gate): () => void {
  const { router, pinia } = findPeers(app, options)
  if (process.env.NODE_ENV !== 'production') {
    if (!router && options.pages !== false) report('VT101')
    if (!pinia) report('VT102')
  }
  // Pages come first, so that the page one is on is there when a verdict asks for it.
  if (router) noteRoutes(router, gate.accept)
  // Nothing is sent where nobody can be asked.
  if (!pinia) {
    gate.follow({ reason: 'config-error', basis: null }, {}, 0)
    return () => {}
  }
  return followVerdict(options, pinia, gate.follow)
}
