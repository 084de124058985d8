import type { BeforeSendFn, PostHogConfig } from 'posthog-js/dist/module.slim.no-external'
import type { IdentitySettings } from '../../identity/identity-settings.ts'

export interface SdkOptionsInput {
  /** Where PostHog listens, without a trailing slash. */
  readonly host: string
  /** In seconds. */
  readonly sessionIdleTimeout?: number
  readonly identity: IdentitySettings
  /** What the names of everything that is stored must begin with, after PostHog's own `ph_`. */
  readonly storagePrefix: string
  /** How many events may be handed over at once. */
  readonly burst: number
  createId(): string
  readonly beforeSend: BeforeSendFn
}

/**
 * The sealed configuration of posthog-js: it captures nothing by itself, asks its server for
 * nothing, stores nothing of the address, and lets nothing out but through `before_send`.
 *
 * Every option is set, even to what happens to be its default, since defaults move.
 */
export function createSdkOptions(input: SdkOptionsInput): Partial<PostHogConfig> {
  return {
    ...NO_CAPTURE,
    ...NO_SERVER_SAY,
    ...NO_ADDRESS,
    ...CLOSED_AT_START,
    ...ownPart(input),
    ...identityPart(input),
  }
}

const NO_CAPTURE: Partial<PostHogConfig> = {
  capture_pageview: false,
  capture_pageleave: false,
  autocapture: false,
  rageclick: false,
  capture_performance: false,
  capture_heatmaps: false,
  capture_dead_clicks: false,
  capture_exceptions: false,
  disable_session_recording: true,
  disable_surveys: true,
  disable_product_tours: true,
  disable_conversations: true,
  disable_web_experiments: true,
  disable_scroll_properties: true,
  disableDeviceModel: true,
}

/** No flags and no remote configuration: those requests pass `before_send` by. */
const NO_SERVER_SAY: Partial<PostHogConfig> = {
  advanced_disable_flags: true,
  disable_external_dependency_loading: true,
  opt_in_site_apps: false,
  // A link with `?__posthog_debug=true` would otherwise print every payload to the console.
  debug: false,
  // Would send the hosts "localhost" and "127.0.0.1" as a property of the person.
  internal_or_test_user_hostname: null,
}

const NO_ADDRESS: Partial<PostHogConfig> = {
  // A cookie would carry the landing address to the app's own server with each request.
  persistence: 'localStorage',
  cross_subdomain_cookie: false,
  save_referrer: false,
  save_campaign_params: false,
  disable_capture_url_hashes: true,
  mask_personal_data_properties: true,
  // A beacon's referrer cannot be set; a keepalive fetch survives the page as well.
  disable_beacon: true,
  fetch_options: {
    referrerPolicy: 'no-referrer',
    credentials: 'same-origin',
    // One that is followed leads to a host that nobody configured, with all that was sent.
    redirect: 'error',
  } as object,
}

/** Nothing is kept or captured until it is opened, and nothing again once it is closed. */
const CLOSED_AT_START: Partial<PostHogConfig> = {
  opt_out_capturing_by_default: true,
  opt_out_persistence_by_default: true,
  opt_out_capturing_persistence_type: 'localStorage',
  // The person's signal has been decided on before this is loaded, and a yes may outrank it.
  respect_dnt: false,
}

function ownPart(input: SdkOptionsInput) {
  const { host, storagePrefix, burst, beforeSend, sessionIdleTimeout = 1800 } = input
  return {
    defaults: '2026-05-30',
    api_host: host,
    // Never derived from the project key: an app's own PostHog may run on the same one.
    persistence_name: storagePrefix,
    consent_persistence_name: `ph_${storagePrefix}:consent`,
    session_idle_timeout_seconds: sessionIdleTimeout,
    request_batching: true,
    // What is noted within one task is written once, in the form that it has in the end.
    persistence_save_debounce_ms: 250,
    rate_limiting: { events_per_second: 500, events_burst_limit: burst },
    before_send: beforeSend,
  } satisfies Partial<PostHogConfig>
}

/** Ids are made here and given to the SDK, which asks for one when it starts and at each reset. */
function identityPart({ identity, createId }: SdkOptionsInput): Partial<PostHogConfig> {
  const { mode, instanceId } = identity
  if (mode === 'user') return { get_device_id: createId, person_profiles: 'identified_only' }
  // A site is one person, with a profile, from the first event on.
  if (instanceId) return { get_device_id: () => instanceId, person_profiles: 'always' }
  return {
    get_device_id: createId,
    person_profiles: 'never',
    persistence: 'memory',
    // That it is open would be kept; what is closed is so by its limits and by `before_send`.
    opt_out_capturing_by_default: false,
  }
}
