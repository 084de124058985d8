import { posthog } from 'vue-telemetry'
import { accoil } from 'vue-telemetry/accoil'
import { plausible } from 'vue-telemetry/plausible'
import { rudderstack } from 'vue-telemetry/rudderstack'
import { segment } from 'vue-telemetry/segment'

/** Everywhere this build can send to. Where it does is the operator's to say, while it runs. */
export const destinations = [posthog(), segment(), rudderstack(), plausible(), accoil()]
