import { nextTick } from 'vue'
import type { RouteLocationNormalizedLoaded, RouteRecordNormalized } from 'vue-router'

/**
 * Watches for a page to be on the screen. A navigation is confirmed before Vue renders, and a
 * transition or a `<Suspense>` may keep the page before there for longer.
 *
 * @param before - the page that was there until now
 * @returns whether it is on the screen by now
 */
export function watchRendering(
  route: RouteLocationNormalizedLoaded,
  before: RouteLocationNormalizedLoaded | undefined,
): () => boolean {
  const record = leafOf(route)
  // Vue keeps an instance for as long as its component stays, whatever the record.
  const isReused = before !== undefined && componentOf(leafOf(before)) === componentOf(record)
  const old = instanceOf(leafOf(before))
  let hasTicked = false
  // Vue learns of the navigation at this very moment, and renders in the tick that begins then.
  void nextTick()
    .then(() => nextTick())
    .then(() => (hasTicked = true))
  return () => {
    if (!hasTicked) return false
    const instance = instanceOf(record)
    return isReused || !hasInstance(record) || (instance !== undefined && instance !== old)
  }
}

function leafOf(route: RouteLocationNormalizedLoaded | undefined) {
  try {
    return route?.matched.at(-1)
  } catch {
    // What cannot be read is not waited for.
    return undefined
  }
}

/** vue-router keeps what it has rendered for a record, once that is mounted. */
function instanceOf(record: RouteRecordNormalized | undefined): unknown {
  return record?.instances?.default ?? undefined
}

function componentOf(record: RouteRecordNormalized | undefined): unknown {
  return record?.components?.default
}

/** Of functional components, and of records that render nothing themselves, there is none. */
function hasInstance(record: RouteRecordNormalized | undefined): boolean {
  return typeof componentOf(record) === 'object'
}
