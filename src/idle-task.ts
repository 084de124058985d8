import { whenIdle } from './idle.ts'

/** Runs a task when idle, once for however many requests came before. */
export function createIdleTask(task: () => void): { request(): void; cancel(): void } {
  let cancel: (() => void) | null = null
  return {
    request() {
      cancel ??= whenIdle(() => {
        cancel = null
        task()
      })
    },
    cancel() {
      cancel?.()
      cancel = null
    },
  }
}
