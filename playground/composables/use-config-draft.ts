import { computed, ref, watch } from 'vue'
import { useTelemetryConsent } from 'vue-telemetry'
import { configProblem } from '../config-problem.ts'
import { configText, resetRuntimeConfig } from '../runtime-config.ts'

/** The text that is being edited, and what there is to say about it and about what is in force. */
export function useConfigDraft() {
  const consent = useTelemetryConsent()
  const draft = ref('')
  const message = ref('')
  // A switch beside the text rewrites it: there is one configuration, and the last change counts.
  watch(
    configText,
    (text = '') => {
      draft.value = text
      message.value = ''
    },
    { immediate: true, flush: 'sync' },
  )
  const problem = computed(() =>
    consent.reason === 'config-error' ? configProblem(configText.value ?? '') : '',
  )

  function apply(): void {
    configText.value = draft.value
    message.value = problem.value ? '' : 'Applied.'
  }

  async function reset(): Promise<void> {
    await resetRuntimeConfig()
    draft.value = configText.value ?? ''
    message.value = 'As in the file again.'
  }

  const isEdited = computed(() => draft.value !== (configText.value ?? ''))
  return { draft, isEdited, problem, message, apply, reset }
}
