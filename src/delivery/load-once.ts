// Messages are for development: in production these are empty, and the bundle smaller.
const DEV = process.env.NODE_ENV !== 'production'

/**
 * Loads code once, and after a failure never again: not in this page, nor in this tab.
 *
 * Bundlers announce a failed import to the application (Vite: `vite:preloadError`), and the
 * handler that their guides recommend reloads the page: a second try after that would reload it
 * for ever. The mark is set when the failure is known, which is soon enough: a script runs to its
 * end, this included, before a reload that it asked for takes place. It says nothing of the
 * person, and stays when everything else is removed.
 *
 * @param markKey - the name in `sessionStorage` under which a failure is remembered
 * @param load - a literal `import()`; it may give `undefined` where the application's handler
 * called `preventDefault`
 */
export function createLoader<T>(markKey: string, load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  const mark = (): void => sessionStorage.setItem(markKey, '1')
  const attempt = async (): Promise<T> => {
    if (sessionStorage.getItem(markKey)) throw new Error(DEV ? 'This failed before.' : '')
    // What cannot be remembered is not tried: where storage may not be touched, this throws.
    mark()
    sessionStorage.removeItem(markKey)
    try {
      const module = await load()
      if (!module) throw new Error(DEV ? 'Nothing was loaded.' : '')
      return module
    } catch (error) {
      mark()
      throw error
    }
  }
  return () => (loaded ??= attempt())
}
