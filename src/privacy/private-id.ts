import { wouldMask, type MaskOptions } from './mask/mask-text.ts'

/**
 * What posthog-js (version 1.434.18) takes for a mistake, and leaves out without a word: whoever
 * was there before would be taken for whoever came.
 */
const TAKEN_FOR_NOBODY = /^(?:distinct_?id|\$posthog_cookieless)$/i

/**
 * Whether an id is refused: it would be masked, and then be the same for everybody, or it is what
 * vendors take for nobody.
 */
export function isPrivateId(id: string, options?: MaskOptions): boolean {
  return TAKEN_FOR_NOBODY.test(id) || wouldMask(id, options)
}
