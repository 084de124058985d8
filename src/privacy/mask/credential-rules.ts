import { decodeBase64 } from './base64.ts'
import { isRandom } from './is-random.ts'
import type { MaskRule } from './mask-rule.ts'

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

/**
 * Prefixes by which vendors make their tokens recognisable, after each vendor's documentation and
 * the rules of gitleaks and betterleaks (MIT). In this order: GitHub; GitLab; Slack; Stripe; AWS;
 * Google; OpenAI, Anthropic and those who follow them; npm; PostHog; Shopify; Square;
 * DigitalOcean; Hugging Face; Groq; Linear; Notion; Atlassian; PyPI; Docker; Databricks;
 * Mailgun; Sentry; Netlify; Figma; Postman; New Relic; Grafana; HashiCorp; Supabase; Replicate;
 * Perplexity and xAI. Then those that have a shape of their own: SendGrid; Twilio; Telegram;
 * addresses at Slack and Discord to which anyone may write. After a prefix, a digit and a capital
 * are wanted, or sixteen letters and digits without a break: `sk-` begins the names of classes too.
 */
const vendor: MaskRule = {
  kind: 'token',
  hint: /[\w/-]{16}/,
  pattern:
    /(?<![A-Za-z\d])(?:(?:gh[a-z]_|github_pat_|gl[a-z]{2,6}-|xox[a-z]-|xapp-|[spr]k_(?:live|test)_|whsec_|AIza|ya29\.|GOCSPX-|1\/\/0|sk-|npm_|ph[a-z]_|shp[a-z]{2}_|sq0[a-z]{3}-|do[a-z]_v1_|hf_|gsk_|lin_api_|secret_|ntn_|ATATT|pypi-|dckr_[a-z]{3}_|dapi|key-|sntr[a-z]{2}_|nfp_|figd_|PMAK-|NRAK-|glsa_|glc_|hv[sb]\.|sbp_|r8_|pplx-|xai-)(?=[\w-]{0,32}\d)(?=[\w-]{0,40}[A-Z]|[a-z\d]{16})[\w-]{16}[\w.-]*|A(?:KIA|SIA|BIA|CCA|ROA|IDA)[A-Z2-7]{16}|SG\.[\w-]{16,64}\.[\w-]{16,}|(?:AC|SK)[\da-f]{32}|\d{8,10}:AA[\w-]{32,}|hooks\.slack\.com\/services\/[\w/-]{20,}|discord(?:app)?\.com\/api\/webhooks\/\d{5,25}\/[\w-]{20,})/g,
}

/** What else is long and random. UUIDs, hashes, slugs and names in camel case are not. */
const random: MaskRule = {
  kind: 'token',
  hint: /[\w+-]{32}/,
  pattern: /(?<![\w+-])[\w+-]{32,}={0,2}/g,
  accepts: isRandom,
}

/** What opens a door by itself, told by its shape. */
export const credentialRules: readonly MaskRule[] = [pem, jwt, bearer, basic, vendor, random]
