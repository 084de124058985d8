import type { MaskRule } from './mask-rule.ts'

/**
 * In this order: GitHub; GitLab; Slack; Stripe, OpenAI, Anthropic and those who follow them;
 * Google; npm; PostHog; Shopify; Square; DigitalOcean; Hugging Face; Groq; Linear; Notion;
 * Atlassian; PyPI; Docker; Databricks; Mailgun; Sentry; Netlify; Figma; Postman; New Relic;
 * Grafana; HashiCorp; Supabase; Replicate; Perplexity and xAI.
 */
const PREFIX = String.raw`gh[a-z]_|github_pat_|gl[a-z]{2,6}-|xox[a-z]-|xapp-|pk_(?:live|test)_|[rs]k[_-]|whsec_|AIza|ya29\.|GOCSPX-|1\/\/0|npm_|ph[a-z]_|shp[a-z]{2}_|sq0[a-z]{3}-|do[a-z]_v1_|hf_|gsk_|lin_api_|secret_|ntn_|ATATT|pypi-|dckr_[a-z]{3}_|dapi|key-|sntr[a-z]{2}_|nfp_|figd_|PMAK-|NR[A-Z]{2}-|glsa_|glc_|hv[sb]\.|sbp_|r8_|pplx-|xai-`

/**
 * Before small letters and digits only: a vendor and what it gives out; Pulumi; SonarQube;
 * Airtable.
 */
const BEFORE_HEX = String.raw`[a-z]{2,12}_(?:api|oauth|pat|secret|sk|tkn|token)_|pul-|sq[apu]_|pat\w{14}\.`

/** A digit and a capital: `sk-` begins the names of classes too. */
const MIXED = String.raw`(?=[\w-]{0,40}\d)(?=[\w-]{0,40}[A-Z])[\w-]{16}`

/** Sixteen small letters and digits without a break, after some words or numbers. */
const UNBROKEN = String.raw`(?:[a-z\d]{1,16}[_-]){0,4}(?=[a-z]{0,15}\d{1,15}[a-z])[a-z\d]{16}`

/**
 * Those that have a shape of their own: AWS; SendGrid; Twilio; Telegram; Asana; Mailgun and
 * Mailchimp; addresses to which anyone may write, at Slack, Zapier and others, and at Discord.
 */
const SHAPE = String.raw`A(?:KIA|SIA|BIA|CCA|ROA|IDA)[A-Z2-7]{16}|SG\.[\w-]{16,64}\.[\w-]{16,}|(?:AC|SK)[\da-f]{32}|\d{8,10}:AA[\w-]{32,}|[12]\/[\d/]{13,40}:[\da-f]{32}|[\da-f]{32}-(?:us\d\d?|[\da-f]{8}-[\da-f]{8})(?!\w)|hooks\.[a-z]{3,12}\.com\/[\w/-]{20,}|discord(?:app)?\.com\/api\/webhooks\/\d{5,25}\/[\w-]{20,}`

/**
 * Prefixes and shapes by which vendors make their tokens recognisable, after each vendor's
 * documentation and the rules of gitleaks and betterleaks (MIT).
 */
export const vendorRule: MaskRule = {
  kind: 'token',
  hint: /[\w/-]{16}/,
  pattern: new RegExp(
    String.raw`(?<![A-Za-z\d])(?:(?:(?:${PREFIX})(?:${MIXED}|${UNBROKEN})|(?:${BEFORE_HEX})${UNBROKEN})[\w.-]*|${SHAPE})`,
    'g',
  ),
}
