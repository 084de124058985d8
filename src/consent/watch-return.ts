/**
 * Calls back when another tab may have answered: when it writes to storage, and when this page
 * comes back from where such messages do not reach it.
 *
 * @returns what ends it
 */
export function watchReturn(returned: () => void): () => void {
  const ended = new AbortController()
  const { signal } = ended
  window.addEventListener('storage', returned, { signal })
  window.addEventListener('pageshow', returned, { signal })
  document.addEventListener('visibilitychange', returned, { signal })
  return () => ended.abort()
}
