import { onScopeDispose, ref } from 'vue'
import { useRouter } from 'vue-router'

/**
 * How many pages were shown, counted beside telemetry and not by it: the number that page views
 * have to match. A query or hash of its own is no other page.
 */
export function usePageCount() {
  const router = useRouter()
  const pages = ref(router.currentRoute.value.matched.length > 0 ? 1 : 0)
  const off = router.afterEach((to, from, failure) => {
    const isFirst = from.matched.length === 0
    if (!failure && (isFirst || to.path !== from.path)) pages.value += 1
  })
  onScopeDispose(off)
  return { pages, clear: () => (pages.value = 0) }
}
