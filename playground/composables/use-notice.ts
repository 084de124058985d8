import { onScopeDispose, ref } from 'vue'
import { isNavigationFailure, NavigationFailureType, useRouter } from 'vue-router'

/** What the app has to say about a navigation that did not happen. */
export function useNotice() {
  const notice = ref<string | null>(null)
  const router = useRouter()
  // Only a guard's refusal is worth a word: duplicates and overtaken navigations are normal.
  const offAfter = router.afterEach((_to, _from, failure) => {
    const refused = isNavigationFailure(failure, NavigationFailureType.aborted)
    notice.value = refused ? 'You may not go there' : null
  })
  const offError = router.onError((_error, to) => {
    notice.value = `The page “${String(to.name)}” could not be loaded. Everything else still works.`
  })
  onScopeDispose(offAfter)
  onScopeDispose(offError)
  return { notice, dismiss: () => (notice.value = null) }
}
