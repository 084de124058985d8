import { ref, watch } from 'vue'
import { useTelemetryConsent } from 'vue-telemetry'

/**
 * The recipe for any other tool that has to follow the same decision: start and stop it by
 * watching the store. This one is a stand-in that loads nothing. It asks for a person's yes, so it
 * watches `basis`; a tool for which the operator's policy is enough would watch `active`.
 */
export function useChatWidget() {
  const consent = useTelemetryConsent()
  const running = ref(false)
  watch(
    () => consent.basis === 'consent',
    (allowed) => {
      running.value = allowed
    },
    { immediate: true },
  )
  return { running }
}
