import { createPinia, getActivePinia, type Pinia } from 'pinia'
import type { App } from 'vue'
import { findPeers } from '../../find-peers.ts'
import type { SettledOptions } from '../../options.ts'

/**
 * Gives an app what telemetry needs of it, right before it is mounted, when all its plugins are
 * there: a Pinia, where it has none, and no pages, where it has no router. The Pinia is the active
 * one, if there is one, since the stores of the test are in it.
 *
 * @param mounted - is told once it is mounted, and the telemetry connected
 */
export function followApp(
  app: App,
  options: SettledOptions,
  mounted: (pinia: Pinia) => void,
): void {
  const { mount } = app
  app.mount = (...input) => {
    const found = findPeers(app, options)
    if (!options.router) options.pages = false
    const pinia = found.pinia ?? getActivePinia() ?? createPinia()
    if (!found.pinia) app.use(pinia)
    const root = mount(...input)
    if (app._container) mounted(pinia)
    return root
  }
}
