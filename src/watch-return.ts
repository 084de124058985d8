import { onScopeDispose } from 'vue'

/**
 * Calls back when something may have happened elsewhere: when another tab writes to storage, and
 * when this page comes back from where such messages do not reach it.
 *
 * Must be called inside an effect scope, which ends it.
 */
export function watchReturn(returned: () => void): void {
  const ended = new AbortController()
  // In the capturing phase the window hears of what is said to its document as well.
  const options = { capture: true, signal: ended.signal }
  for (const type of ['storage', 'pageshow', 'resume', 'visibilitychange']) {
    window.addEventListener(type, returned, options)
  }
  onScopeDispose(() => ended.abort())
}
