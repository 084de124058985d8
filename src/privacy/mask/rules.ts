import { addressRules, email } from './address-rules.ts'
import { credentialRules } from './credential-rules.ts'
import type { MaskRule } from './mask-rule.ts'
import { numberRules } from './number-rules.ts'
import { secretRules } from './secret-rules.ts'
import { urlRules } from './url-rules.ts'

/**
 * All that is looked for, in the order in which it is replaced: an address before the token in
 * its query or in its name, a token before the key that it is the value of.
 */
export const RULES: readonly MaskRule[] = [
  ...urlRules,
  email,
  ...credentialRules,
  ...secretRules,
  ...numberRules,
  ...addressRules,
]
