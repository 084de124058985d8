import { onScopeDispose } from 'vue'

/**
 * Calls back when something may have happened elsewhere: when another tab writes to storage, and
 * when this page comes back from where such messages do not reach it.
 *
 * Must be called inside an effect scope, which ends it.
 */
export function watchReturn(returned: () => void): void {
  const ended = new AbortController()
  const { signal } = ended
  const listen = (target: EventTarget, type: string): void =>
    target.addEventListener(type, returned, { signal })
  listen(window, 'storage')
  listen(window, 'pageshow')
  listen(document, 'resume')
  listen(document, 'visibilitychange')
  onScopeDispose(() => ended.abort())
}
