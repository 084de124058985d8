import type { Pinia } from 'pinia'
import { effectScope, type App } from 'vue'
import { claimName } from './claim-name.ts'
import { NOWHERE } from './config/target.ts'
import { followVerdict } from './consent/follow-verdict.ts'
import type { PipelineContext } from './delivery/after-yes.ts'
import { createEraser } from './delivery/eraser.ts'
import { createGate, type Gate } from './delivery/gate.ts'
import { createJournal, type Journal } from './delivery/journal.ts'
import type { Outlet } from './delivery/outlet.ts'
import type { Tell } from './delivery/waiting-room.ts'
import { report } from './diagnostics.ts'
import { findPeers } from './find-peers.ts'
import type { Note, NoteType, Said } from './notes.ts'
import type { SettledOptions, TelemetryOptions } from './options.ts'
import { provideTelemetry } from './provide-telemetry.ts'
import { createCalls } from './sources/note-calls.ts'
import { noteRoutes } from './sources/note-routes.ts'
import type { Telemetry } from './telemetry.ts'
import { whenMounted } from './when-mounted.ts'
import { whenShown } from './when-shown.ts'

/** Makes what sends. Its code is fetched when there is a yes; a test may have it at once. */
export type OpenOutlet = (context: PipelineContext, tell: Tell<Note>) => Outlet

/**
 * Puts the stages together. Nothing else knows all of them.
 *
 * @param openOutlet - makes what sends
 * @param journal - tells what becomes of each event
 */
export function assembleTelemetry(
  options: SettledOptions,
  openOutlet: OpenOutlet,
  journal = createJournal(),
): Telemetry {
  const { name, now } = options
  let reload: (() => void) | null = null
  const { outlet, gate } = createDelivery(options, openOutlet, journal, () => reload?.())
  const scope = effectScope(true)
  let isDisposed = false
  let first: App | null = null
  let releaseName: (() => void) | null = null
  let apps = 0

  const accept = (said: Said): void => gate.accept({ ...said, time: now() } as Note)
  const unlessDisposed = <T>(task: (input: T) => void) => {
    return (input: T): void => {
      if (!isDisposed) task(input)
    }
  }
  const refuse = unlessDisposed((type: NoteType) => journal.count({ type }, 'dropped', 'invalid'))
  const calls = createCalls(unlessDisposed(accept), refuse)
  const run = unlessDisposed((task: () => void) => scope.run(task))
  const followConsent = (pinia: Pinia | undefined): void =>
    run(() => {
      if (pinia) reload = followVerdict(options, pinia, gate.follow)
      // Nothing is sent where nobody can be asked.
      else gate.follow({ reason: 'config-error', basis: null }, NOWHERE, 0)
    })
  const connect = unlessDisposed((app: App): void => {
    if (first) return requireOnePinia([first, app], options)
    first = app
    findPeers(app, options)
    options.staticRecords = new Set(options.router?.getRoutes())
    run(() => whenShown(() => run(() => joinApp(app, options, accept, followConsent))))
  })
  const dispose = unlessDisposed<void>(() => {
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
      // Templates need it where it does nothing as well.
      provideTelemetry(app, telemetry, calls)
      if (isDisposed) return
      releaseName ??= claimName(name)
      if (!releaseName) {
        if (process.env.NODE_ENV !== 'production') report('VT103', name)
        isDisposed = true
        return
      }
      apps++
      app.onUnmount(() => --apps || telemetry.dispose())
      if (findPeers(app, options).complete) connect(app)
      // A router or a Pinia that the app uses a line later is there by then.
      else whenMounted(app, () => connect(app))
    },
    flush: outlet.flush,
    onEvent: journal.listen,
    dispose,
  }
  return telemetry
}

/**
 * Joins it to what an app has: its router, and the Pinia that holds the consent.
 *
 * Must be called inside an effect scope, which ends it.
 */
function joinApp(
  app: App,
  options: SettledOptions,
  accept: (said: Said) => void,
  followConsent: (pinia: Pinia | undefined) => void,
): void {
  const { router, pinia } = findPeers(app, options)
  if (process.env.NODE_ENV !== 'production') {
    if (!router && options.pages !== false) report('VT101')
    if (!pinia) report('VT102')
  }
  // Pages come first, so that the page one is on is there when a verdict asks for it.
  if (router) noteRoutes(router, accept)
  whenMounted(app, () => followConsent(pinia))
}

/** Of several apps the first has the consent; with a Pinia of its own another asks in vain. */
function requireOnePinia(apps: readonly App[], options: TelemetryOptions): void {
  if (process.env.NODE_ENV === 'production') return
  const pinias = new Set(apps.map((app) => findPeers(app, options).pinia))
  if (pinias.size > 1) report('VT106', options.name)
}

/** @param reload - reads again what is kept of the choice */
function createDelivery(
  options: SettledOptions,
  openOutlet: OpenOutlet,
  journal: Journal,
  reload: () => void,
): { outlet: Outlet; gate: Gate } {
  const storagePrefix = `telemetry:${options.name}:`
  const tell: Tell<Note> = journal.count
  const mayStillSend = (): boolean => {
    reload()
    return gate.sending
  }
  const outlet = openOutlet({ options, storagePrefix, journal, mayStillSend }, tell)
  const eraser = createEraser(options.destinations, storagePrefix)
  const gate = createGate(options, outlet, eraser, tell)
  return { outlet, gate }
}
