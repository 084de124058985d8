import { decodeBase64 } from './base64.ts'
import { isRandom } from './is-random.ts'
import type { MaskRule } from './mask-rule.ts'
import { vendorRule } from './vendor-rule.ts'

/** RFC 7468, to its end or that of the text. */
const pem: MaskRule = {
  kind: 'key',
  hint: /-----BEGIN/,
  pattern: /-----BEGIN [^]*?(?:-----END [A-Z\d ]{1,40}-----|$)/g,
}

/** RFC 7519: base64url of `{"`, and at least one more part; encrypted ones have five. */
const jwt: MaskRule = {
  kind: 'jwt',
  hint: /eyJ/,
  pattern: /(?<![A-Za-z\d])eyJ[\w-]{8,512}\.[\w-]*(?:\.[\w-]*){0,3}/g,
}

/** RFC 6750. A word that follows "bearer" has no digits, and is not that long. */
const bearer: MaskRule = {
  kind: 'token',
  hint: /bearer\s/i,
  pattern: /(?<![a-z\d])bearer\s{1,4}(?:(?=[a-z_.~+/=-]{0,64}\d)[\w.~+/=-]{8,}|[\w.~+/=-]{20,})/gi,
}

/** RFC 7617: base64 of a name and a password with a colon between them. "Basic plan" is none. */
const basic: MaskRule = {
  kind: 'token',
  hint: /basic\s/i,
  pattern: /(?<![a-z\d])basic\s{1,4}[\w+/-]{4,}={0,2}/gi,
  accepts: (match) => /^[ -~]*:/.test(decodeBase64(/[\w+/-]+(?==*$)/.exec(match)![0])),
}

/** What else is long and random. UUIDs, hashes, slugs and names in camel case are not. */
const random: MaskRule = {
  kind: 'token',
  hint: /[\w+/-]{30}/,
  // Base64 with a slash in it looks like a path, unless it is padded.
  pattern: /(?<![\w+/-])[\w+/]{30,128}={1,2}|(?<![\w+-])[\w+-]{30,}={0,2}/g,
  accepts: isRandom,
}

/** What opens a door by itself, told by its shape. */
export const credentialRules: readonly MaskRule[] = [pem, jwt, bearer, basic, vendorRule, random]
