import type { Pinia } from 'pinia'
import type { App } from 'vue'
import type { Router } from 'vue-router'
import type { TelemetryOptions } from './options.ts'

export interface Peers {
  /** Absent where pages are not counted. */
  readonly router: Router | undefined
  readonly pinia: Pinia | undefined
  /** Whether everything that is needed was found. */
  readonly complete: boolean
}

/** Finds the router and the Pinia to work with: those of the options, or else the app's own. */
export function findPeers(app: App, { router, pinia, pages }: TelemetryOptions): Peers {
  const { $router, $pinia } = app.config.globalProperties
  const found = {
    router: pages === false ? undefined : (router ?? ($router as Router | undefined)),
    pinia: pinia ?? ($pinia as Pinia | undefined),
  }
  return { ...found, complete: Boolean(found.pinia && (found.router || pages === false)) }
}
