import type { RouteLocationNormalizedLoaded } from 'vue-router'
import { report } from '../../diagnostics.ts'
import { pageKey } from './describe-route.ts'
import { ignoreRejection } from './ignore-rejection.ts'
import type { PagesOptions } from './pages-options.ts'

/**
 * @param custom - the option `key`
 * @returns what tells this page from others; `null` where the route cannot be read
 */
export function keyOf(
  route: RouteLocationNormalizedLoaded,
  custom: PagesOptions['key'],
): string | null {
  try {
    const key: unknown = custom?.(route)
    if (typeof key === 'string') return `custom ${key}`
    ignoreRejection(key)
    if (process.env.NODE_ENV !== 'production' && custom) report('VT304', 'key')
  } catch {
    if (process.env.NODE_ENV !== 'production') report('VT304', 'key')
  }
  try {
    return pageKey(route)
  } catch {
    return null
  }
}
