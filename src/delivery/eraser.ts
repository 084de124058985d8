import type { Destination } from '../destinations/destination.ts'
import type { Settings } from './outlet.ts'

/** Removes what destinations stored. */
export interface Eraser {
  /**
   * Removes what is stored, but for the destinations that the settings name: at once, and again
   * two seconds later, since a stopped SDK may still write what it had pending.
   */
  keepOnly(settings: Settings): void
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
  const erase = (settings: Settings): void => {
    const prefixes = destinations
      .filter(({ name }) => !settings[name])
      .flatMap(({ keys }) => keys.map((key) => key + storagePrefix))
    for (const area of ['localStorage', 'sessionStorage'] as const) eraseFrom(area, prefixes)
  }
  return {
    keepOnly(settings) {
      erase(settings)
      clearTimeout(aftermath)
      aftermath = setTimeout(erase, AFTERMATH, settings)
    },
    end() {
      erase({})
      // Two seconds later a new telemetry of the same name may be storing.
      clearTimeout(aftermath)
    },
  }
}

function eraseFrom(area: 'localStorage' | 'sessionStorage', prefixes: readonly string[]): void {
  try {
    const storage = globalThis[area]
    Object.keys(storage)
      .filter((key) => prefixes.some((prefix) => key.startsWith(prefix)))
      .forEach((key) => storage.removeItem(key))
  } catch {
    // A storage that may not be touched holds nothing of ours.
  }
}
