import { onScopeDispose, ref } from 'vue'

const SECOND = 1000

/** Whole seconds since a time. It changes when one is over, so that none is skipped or repeated. */
export function useElapsed(since: number) {
  const seconds = ref(0)
  let timer: ReturnType<typeof setTimeout>

  function tick(): void {
    const passed = Math.max(0, Date.now() - since)
    seconds.value = Math.floor(passed / SECOND)
    timer = setTimeout(tick, SECOND - (passed % SECOND))
  }

  tick()
  onScopeDispose(() => clearTimeout(timer))
  return seconds
}
