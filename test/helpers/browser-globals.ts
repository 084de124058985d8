/** What a browser has and a server has not. `window` itself may be asked for its type. */
const GLOBALS = [
  'document',
  'location',
  'navigator',
  'localStorage',
  'sessionStorage',
  'history',
  'requestIdleCallback',
  'fetch',
  'addEventListener',
  'removeEventListener',
  'scrollTo',
  'EventSource',
  'XMLHttpRequest',
  'indexedDB',
  'caches',
]

export interface WatchedGlobals {
  /** The name of each global of a browser that was touched, in order. */
  readonly touched: readonly string[]
  restore(): void
}

/** Watches who reaches for a browser where there is none. Whoever does finds nothing. */
export function watchBrowserGlobals(): WatchedGlobals {
  const touched: string[] = []
  const original = new Map(
    GLOBALS.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]),
  )
  for (const name of GLOBALS) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => void touched.push(name),
    })
  }
  return {
    touched,
    restore() {
      for (const [name, descriptor] of original) {
        if (descriptor) Object.defineProperty(globalThis, name, descriptor)
        else Reflect.deleteProperty(globalThis, name)
      }
    },
  }
}
