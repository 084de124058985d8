import { watch } from 'vue'
import { START_LOCATION, type Router } from 'vue-router'
import type { Said } from '../notes.ts'

/**
 * Notes each navigation that the router confirms.
 *
 * It follows `router.currentRoute`, which vue-router sets once for every confirmed navigation
 * and for nothing else: not for one that a guard stops or redirects, that another overtakes,
 * that fails to load or that goes nowhere. `afterEach` runs right after, but only as long as no
 * other hook of the application throws.
 *
 * Must be called inside an effect scope, which ends it.
 */
export function noteRoutes(router: Router, accept: (said: Said) => void): void {
  const note = (route: Router['currentRoute']['value']): void => {
    // Where a router is before the first navigation, and after its last app was unmounted.
    if (route !== START_LOCATION) accept({ type: 'page', route })
  }
  watch(router.currentRoute, note, { immediate: true, flush: 'sync' })
}
