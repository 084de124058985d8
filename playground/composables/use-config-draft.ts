import { computed, ref, watch } from 'vue'
import { useTelemetryConsent } from 'vue-telemetry'
import { configProblem } from '../config-problem.ts'
import { useRuntimeConfig } from '../stores/runtime-config.ts'

/** The text that is being edited, and what there is to say about it and about what is in force. */
export function useConfigDraft() {
  const consent = useTelemetryConsent()
  const config = useRuntimeConfig()
  const draft = ref('')
  const message = ref('')
  // A switch beside the text rewrites it: there is one configuration, and the last change counts.
  watch(
    () => config.text,
    (text = '') => {
      draft.value = text
      message.value = ''
    },
    { immediate: true, flush: 'sync' },
  )
  const problem = computed(() =>
    consent.reason === 'config-error' ? configProblem(config.text ?? '') : '',
  )

  function apply(): void {
    config.text = draft.value
    message.value = problem.value ? '' : 'Applied.'
  }

  async function reset(): Promise<void> {
    await config.reset()
    draft.value = config.text ?? ''
    message.value = 'As in the file again.'
  }

  const isEdited = computed(() => draft.value !== (config.text ?? ''))
  return { draft, isEdited, problem, message, apply, reset }
}
