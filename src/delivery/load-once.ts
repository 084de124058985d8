/**
 * Loads code once, and after a failure never again: not in this page, nor in this tab.
 *
 * Bundlers announce a failed import to the application (Vite: `vite:preloadError`), and the
 * handler that their guides recommend reloads the page: a second try after that would reload it
 * for ever. The mark is set when the failure is known, which is soon enough: a script runs to its
 * end, this included, before a reload that it asked for takes place.
 *
 * @param markKey - the name in `sessionStorage` under which a failure is remembered
 * @param load - a literal `import()`; it may give `undefined` where the application's handler
 * called `preventDefault`
 */
export function createLoader<T>(markKey: string, load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  let failed = false
  const attempt = async (): Promise<T> => {
    if (read(markKey)) throw new Error('This could not be loaded before.')
    try {
      const module = await load()
      if (!module) throw new Error('Nothing was loaded.')
      return module
    } catch (error) {
      failed = true
      mark(markKey)
      throw error
    }
  }
  return () => {
    // The mark goes with everything else when somebody says no, and is needed again after a yes.
    if (failed) mark(markKey)
    return (loaded ??= attempt())
  }
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function mark(key: string): void {
  try {
    sessionStorage.setItem(key, '1')
  } catch {
    // Without storage there is no memory across a reload; the page itself remembers.
  }
}
