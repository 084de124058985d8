import { PostHog, type PostHogConfig } from 'posthog-js/dist/module.slim.no-external'
import { expect, test, vi } from 'vitest'
import type { IdentitySettings } from '../../../src/identity/identity-settings.ts'
import { createSdkOptions } from '../../../src/destinations/posthog/sdk-options.ts'

const input = {
  identity: { mode: 'user' },
  host: 'https://posthog.test',
  storagePrefix: 'telemetry:real:user',
  burst: 100,
  createId: () => 'made-up',
  beforeSend: () => null,
} as const
const options = createSdkOptions(input)

function start(as: IdentitySettings = { mode: 'user' }): PostHog {
  const sdk = new PostHog()
  sdk.init('phc_test', createSdkOptions({ ...input, identity: as }) as PostHogConfig)
  return sdk
}

/**
 * Options that are left as they are, because what they tune is off, or is let out by nothing. One
 * that a new version adds belongs here or into `sdk-options.ts`, by somebody's decision.
 */
const LEFT = `
  __preview_cookie_wins_on_conflict __preview_deferred_init_extensions
  __preview_external_dependency_versioned_paths _onCapture advanced_disable_decide
  advanced_disable_feature_flags advanced_disable_feature_flags_on_first_load
  advanced_disable_toolbar_metrics advanced_enable_surveys
  advanced_feature_flags_dedup_per_session advanced_only_evaluate_survey_feature_flags
  asset_host bootstrap cookieWinsOnConflict cookie_expiration cookie_persisted_properties
  custom_blocked_useragents custom_campaign_params custom_personal_data_properties
  detect_google_search_app disable_compression disable_persistence
  disable_surveys_automatic_display enable_recording_console_log error_tracking
  external_scripts_inject_target feature_flag_request_max_retries
  feature_flag_request_timeout_ms flags_api_host get_current_url ip loaded
  mask_all_element_attributes mask_all_text name on_request_error
  opt_out_capturing_cookie_prefix opt_out_useragent_filter properties_string_max_length
  property_denylist request_headers request_queue_config reuseAnonymousId
  sanitize_properties secure_cookie session_recording split_storage strict_script_versioning
  surveys_request_timeout_ms token ui_host upgrade
`

/** What is leaned on inside the SDK, by path. */
const INTERNALS: Readonly<Record<string, string>> = {
  '_requestQueue._queue': 'object',
  '_requestQueue.unload': 'function',
  '_retryQueue._enqueue': 'function',
  '_retryQueue.unload': 'function',
  '_retryQueue.resume': 'function',
  'rateLimiter.serverLimits': 'object',
  'sessionPersistence.update_search_keyword': 'function',
  onSessionId: 'function',
  get_distinct_id: 'function',
  get_property: 'function',
  getGroups: 'function',
  opt_in_capturing: 'function',
  opt_out_capturing: 'function',
}

const at = (root: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], root)

test('every option of the SDK was decided on', () => {
  const undecided = Object.keys(start().config).filter((name) => !(name in options))
  expect(undecided.toSorted()).toEqual(LEFT.trim().split(/\s+/).toSorted())
})

test('what is leaned on inside the SDK is there', () => {
  const sdk = start()
  const found = Object.keys(INTERNALS).map((path) => [path, typeof at(sdk, path)])
  expect(Object.fromEntries(found)).toEqual(INTERNALS)
})

test('a start asks for nothing, and leaves nothing behind', async () => {
  const request = vi.spyOn(globalThis, 'fetch')
  start().capture('Captured by somebody')
  // Longer than the SDK waits before it writes.
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(request).not.toHaveBeenCalled()
  expect(Object.keys(localStorage)).toEqual([])
  expect(Object.keys(sessionStorage)).toEqual([])
  expect(document.cookie).toBe('')
})

test('the id of a site is all that the SDK knows of anybody, after a reset as well', () => {
  const sdk = start({ mode: 'instance', instanceId: 'site-1' })
  const ids = () => [sdk.get_distinct_id(), sdk.get_property('$device_id')]
  expect(ids()).toEqual(['site-1', 'site-1'])
  sdk.reset(true)
  expect(ids()).toEqual(['site-1', 'site-1'])
})

test('an SDK that keeps nothing leaves nothing where it captures, either', async () => {
  const sdk = start({ mode: 'anonymous' })
  sdk.capture('Captured by somebody')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(Object.keys(localStorage)).toEqual([])
  expect(Object.keys(sessionStorage)).toEqual([])
})
