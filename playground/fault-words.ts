import type { FaultMode } from 'vue-telemetry/collector'

/** What a vendor can be told to do here, in words. */
export const faultChoices: readonly { mode: FaultMode; words: string }[] = [
  { mode: 'none', words: 'answers' },
  { mode: 'unavailable', words: 'answers 503' },
  { mode: 'refused', words: 'refuses' },
  { mode: 'hang', words: 'hangs' },
]
