import { onScopeDispose, shallowRef, watch } from 'vue'
import { useTelemetry, useTelemetryConsent } from 'vue-telemetry'
import { withEvent, withoutCurrent, type PageView } from '../page-views.ts'

/** The page views that telemetry told of, each with how it ended. */
export function usePageViews() {
  const telemetry = useTelemetry()
  const consent = useTelemetryConsent()
  const views = shallowRef<readonly PageView[]>([])

  const off = telemetry.onEvent(({ event }) => {
    if (event) views.value = withEvent(views.value, event)
  })
  onScopeDispose(off)

  // After a no nothing tells of an ending, and another yes begins another view.
  watch(
    () => consent.active,
    (active) => {
      if (!active) views.value = withoutCurrent(views.value)
    },
    { flush: 'sync' },
  )

  /** The page one is on stays: its ending is still to come. */
  function clear(): void {
    views.value = views.value.filter(({ ending }) => !ending)
  }

  return { views, clear }
}
