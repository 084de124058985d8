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

/**
 * Finds the router and the Pinia to work with: those of the options, or else the app's own. The
 * router is kept in the options, since a plan asks it for its routes where no pages are counted too.
 */
export function findPeers(app: App, options: TelemetryOptions): Peers {
  const { pinia, pages } = options
  const { $router, $pinia } = app.config.globalProperties
  const router = (options.router ??= $router as Router | undefined)
  const found = {
    router: pages === false ? undefined : router,
    pinia: pinia ?? ($pinia as Pinia | undefined),
  }
  return { ...found, complete: Boolean(found.pinia && (found.router || pages === false)) }
}
