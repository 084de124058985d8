import type { Destination } from '../destinations/destination.ts'
import type { Settings } from './outlet.ts'

/**
 * Removes what destinations stored, without needing the SDKs that stored it: what was kept last
 * week must go today even if nothing is loaded any more. Only names under this instance's own
 * prefix are touched; what the application's own SDKs keep is theirs.
 *
 * @param destinations - all that are set up in code
 * @param storagePrefix - what the names of everything that is stored contain
 * @returns what removes it all, but for the destinations that the settings name
 */
export function createErase(
  destinations: readonly Destination[],
  storagePrefix: string,
): (settings: Settings) => void {
  return (settings) => {
    const prefixes = destinations
      .filter(({ name }) => !settings[name])
      .flatMap(({ keys }) => keys.map((key) => key + storagePrefix))
    for (const area of ['localStorage', 'sessionStorage'] as const) eraseFrom(area, prefixes)
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
