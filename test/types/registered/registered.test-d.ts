/**
 * An application that has registered its plan; see `test/package/types.test.ts`. Nothing here
 * runs: what it says is held by a type check against the types that are published.
 */
import {
  createTelemetry,
  defineEvents,
  id,
  oneOf,
  useTelemetry,
  type Telemetry,
} from 'vue-telemetry'
import type { ComponentCustomProperties } from 'vue'

const events = defineEvents({
  'Form Created': {
    description: 'A form was saved for the first time',
    properties: { formId: id(), kind: oneOf(['issue', 'request'], { optional: true }) },
  },
})

declare module 'vue-telemetry' {
  interface Register {
    events: typeof events
  }
}

export function useForms({ $telemetry }: ComponentCustomProperties): void {
  const telemetry = useTelemetry()
  telemetry.track('Form Created', { formId: 'f_42' })
  // @ts-expect-error -- no event of the plan
  telemetry.track('Form Deleted')
  // @ts-expect-error -- not declared
  telemetry.track('Form Created', { formId: 'f_42', title: 'Holidays' })

  $telemetry.track('Form Created', { formId: 'f_42', kind: 'issue' })
  // @ts-expect-error -- none of the words
  $telemetry.track('Form Created', { formId: 'f_42', kind: 'bug' })
  // @ts-expect-error -- every script of the page can reach it, so it can only be told
  $telemetry.onEvent(() => {})
}

/** The registered plan holds where a telemetry is made without one, for its types only. */
export const telemetry: Telemetry<typeof events> = createTelemetry({ config: null })
// @ts-expect-error -- no event of the plan
telemetry.track('Form Deleted')

/** And one that is made with a plan has that. */
export const other = createTelemetry({
  config: null,
  events: defineEvents({ Saved: { description: 'Saved' } }),
})
other.track('Saved')
// @ts-expect-error -- an event of the other plan
other.track('Form Created', { formId: 'f_42' })
