import { onScopeDispose } from 'vue'

/**
 * Runs a task once the document has been visible, at once where it is. One that is prerendered,
 * or opened in a tab that nobody turns to, may never be.
 *
 * Must be called inside an effect scope, whose end calls it off.
 */
export function whenShown(task: () => void): void {
  if (isShown()) return task()
  const called = new AbortController()
  const check = (): void => {
    if (!isShown()) return
    called.abort()
    task()
  }
  document.addEventListener('visibilitychange', check, { signal: called.signal })
  onScopeDispose(() => called.abort())
}

function isShown(): boolean {
  return document.visibilityState === 'visible'
}
