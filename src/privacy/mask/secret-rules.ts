import type { MaskRule } from './mask-rule.ts'

/**
 * What stands between a key and its value: `=`, `: `, `":"`, escaped quotes, the end of a tag, or
 * the space after `--api-key` or before a value in single quotes, as in SQL.
 */
const BETWEEN = String.raw`(?:\\{0,2}["']?\s{0,2}[:=]{1,2}>?\s{0,2}|(?<=--[\w-]{3,40}) | (?=')|(?<=<[\w.:-]{2,40})>)\\{0,2}`

/** What is said of a password, and is none. */
const STATE = String.raw`(?!["']?(?:changed|empty|expired|false|forgotten|incorrect|invalid|is|missing|must|none|not|null|ok|optional|required|reset|string|strong|too|true|undefined|updated|valid|weak|wrong)\b)`

const END = String.raw`\s"',;&`

/** The key goes with its value: `password=[secret]` would look like one more password. */
function secretRule(keys: string, value: string): MaskRule {
  return {
    kind: 'secret',
    hint: /[:=>']|--/,
    pattern: new RegExp(`(?:${keys})${BETWEEN}${STATE}(?:${value})`, 'giu'),
  }
}

/** A value of any shape; that of `-u` is preceded by a name. */
const password = secretRule(
  String.raw`pass(?:word|wd|phrase|code|wort)|(?<![a-z])pwd|kennwort|contraseña|secret|identified by|(?<=\s--?u(?:ser)? )[a-z][\w.-]{0,40}`,
  `"[^"\\n]+"?|'[^'\\n]+'?|[^${END}]+`,
)

/**
 * A value with letters and digits, also after a scheme, or in a parameter: "Unexpected token:
 * identifier" is none.
 */
const token = secretRule(
  String.raw`token|(?:api|access|private|account|auth|encryption|master|secret|signing|write)[-_ ]?key|credentials?|authorization|sess(?:ion)?[-_ ]?id|csrf|xsrf|jwt|(?<![a-z])(?:sid|sig(?:nature)?)`,
  String.raw`(?:(?<=authorization\W{1,6})[a-z][\w-]{1,31} )?["']?(?:(?=[^${END}\d]{0,64}\d)(?=[^${END}a-z]{0,64}[a-z])[^${END}]{6,}|(?<==["']?)[^${END}]{10,})["']?`,
)

/** A value of a few digits. */
const code = secretRule(
  '(?<![a-z])(?:pin|otp|cvv|cvc|(?:mfa|security|verification)[-_ ]?code)',
  String.raw`["']?\d{3,8}(?![\d.:-])["']?`,
)

/** What is called a secret where it stands. */
export const secretRules: readonly MaskRule[] = [password, token, code]
