import { effectScope } from 'vue'
import { watchReturn } from './watch-return.ts'

/**
 * Runs a task once the document has been visible, at once where it is. One that is prerendered,
 * or opened in a tab that nobody turns to, may never be.
 *
 * Must be called inside an effect scope, whose end calls it off.
 */
export function whenShown(task: () => void): void {
  if (isShown()) return task()
  const waiting = effectScope()
  waiting.run(() =>
    watchReturn(() => {
      if (!isShown()) return
      waiting.stop()
      task()
    }),
  )
}

export function isShown(): boolean {
  return document.visibilityState === 'visible'
}
