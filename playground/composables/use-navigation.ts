import { nextTick, onBeforeUnmount, onMounted, onScopeDispose, ref, type ShallowRef } from 'vue'
import { useRouter } from 'vue-router'

/** Shows that a slow page is under way; takes the eye and the screen reader to the new one. */
export function useNavigation(main: Readonly<ShallowRef<HTMLElement | null>>) {
  const router = useRouter()
  const busy = ref(false)
  let isBackOrForward = false

  const onPop = (): void => {
    isBackOrForward = true
  }
  // Captured, and so before the router's own listener.
  onMounted(() => addEventListener('popstate', onPop, { capture: true }))
  onBeforeUnmount(() => removeEventListener('popstate', onPop, { capture: true }))
  const stops = [
    router.beforeEach(() => {
      busy.value = true
    }),
    router.onError(() => {
      busy.value = false
    }),
    router.afterEach(async (to, from, failure) => {
      const keepsScroll = isBackOrForward
      isBackOrForward = false
      busy.value = false
      const isFirst = from.matched.length === 0
      if (failure || isFirst || to.path === from.path) return
      await nextTick()
      // Back and forward are the browser's to restore.
      if (!keepsScroll) scrollTo({ top: 0 })
      main.value?.focus({ preventScroll: true })
    }),
  ]
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
  return { busy }
}
