import { NOWHERE, type Target } from '../config/target.ts'
import type { Destination } from '../destinations/destination.ts'
import { scopeOf } from '../identity/identity-settings.ts'

/** Removes what destinations stored. */
export interface Eraser {
  /**
   * Removes what is stored, but for the destinations of a target, and what they stored under its
   * identity: at once, and again two seconds later, since a stopped SDK may still write what it
   * had pending.
   */
  keepOnly(target: Target): void
  /** Removes everything for the last time. */
  end(): void
}

/** How long a stopped SDK may still write what it had pending, in milliseconds. */
const AFTERMATH = 2000

/**
 * Needs none of the SDKs that stored it: what was kept last week must go today even if nothing is
 * loaded any more. Only names under this instance's own prefix are touched; what the
 * application's own SDKs keep is theirs.
 *
 * @param destinations - all that are set up in code
 * @param storagePrefix - what the names of everything that is stored contain
 */
export function createEraser(destinations: readonly Destination[], storagePrefix: string): Eraser {
  let aftermath: ReturnType<typeof setTimeout> | undefined
  const erase = ({ identity, settings }: Target): void => {
    const isErased = (key: string): boolean =>
      destinations.some(({ name, keys }) =>
        keys.some((start) => {
          const own = start + storagePrefix
          return key.startsWith(own) && !(settings[name] && key.startsWith(own + scopeOf(identity)))
        }),
      )
    for (const area of ['localStorage', 'sessionStorage'] as const) eraseFrom(area, isErased)
  }
  return {
    keepOnly(target) {
      erase(target)
      clearTimeout(aftermath)
      aftermath = setTimeout(erase, AFTERMATH, target)
    },
    end() {
      erase(NOWHERE)
      // Two seconds later a new telemetry of the same name may be storing.
      clearTimeout(aftermath)
    },
  }
}

function eraseFrom(
  area: 'localStorage' | 'sessionStorage',
  isErased: (key: string) => boolean,
): void {
  try {
    const storage = globalThis[area]
    Object.keys(storage)
      .filter(isErased)
      .forEach((key) => storage.removeItem(key))
  } catch {
    // A storage that may not be touched holds nothing of ours.
  }
}
