import { posthog, type PostHog } from 'posthog-js'

/** Starts the PostHog that an app has of its own, with its usual storage, and leaves it running. */
export function startHostPostHog(key: string): PostHog {
  return posthog.init(key, {
    api_host: `${location.origin}/collector`,
    // What the test captures is all that it has to tell, and there is no server to ask.
    autocapture: false,
    capture_pageview: false,
    capture_pageleave: false,
    advanced_disable_flags: true,
    disable_external_dependency_loading: true,
    disable_session_recording: true,
  })
}
