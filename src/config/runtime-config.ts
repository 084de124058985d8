import type { IdentityConfig } from '../identity/resolve-identity.ts'
import type { Target } from './target.ts'

/**
 * What the operator of an installation decides, in a file that the app is served at run time.
 * Accepted with or without the outer `telemetry` key.
 */
export type RuntimeConfig = TelemetryConfig | { telemetry: TelemetryConfig }

export interface TelemetryConfig {
  /** The operator's switch; `false` beats everything. */
  enabled: boolean
  /** The administrator's switch in the product, sent along by its server. @default false */
  adminOptOut?: boolean
  /** Where to, by destination. A destination without its key sends nothing. */
  frontend?: {
    /** Settings of other destinations, by name. */
    [destination: string]: unknown
    posthog?: {
      /** The project API key; `null` means "not configured". */
      apikey?: string | null
      /**
       * `https:`, `http:` on loopback, or a path of the page's own origin such as `/ph`.
       *
       * @default PostHog's US cloud
       */
      apiurl?: string | null
      /** Accepted so that existing files work, without effect: this plugin counts the pages. */
      capture_pageview?: boolean
    }
    segment?: {
      /** The write key of the source; `null` means "not configured". */
      writeKey?: string | null
      /** As `apiurl` above; of a workspace in the EU `https://events.eu1.segmentapis.com`. @default 'https://api.segment.io' */
      url?: string | null
      /** Which of the destinations in Segment get the events, by their names there; no other does. */
      integrations?: Readonly<Record<string, boolean>> | null
    }
    rudderstack?: {
      /** The write key of the source; `null` means "not configured". */
      writeKey?: string | null
      /** Needed with a key: the data plane, or as `apiurl` above. */
      url?: string | null
      /** As of Segment. */
      integrations?: Readonly<Record<string, boolean>> | null
    }
    /** @deprecated See `plausible()`. */
    plausible?: {
      /** The site as Plausible lists it; `null` means "not configured". */
      domain?: string | null
      /** As for PostHog. @default 'https://plausible.io' */
      url?: string | null
    }
    accoil?: {
      /** The API key of the product; `null` means "not configured". */
      apiKey?: string | null
      /** As for PostHog. @default 'https://in.accoil.com' */
      url?: string | null
    }
  }
  consent?: {
    /**
     * - `'opt-in'`: nothing is sent before a yes.
     * - `'opt-out'`: sent unless the person says no, where a no can be kept.
     * - `'none'`: sent, and no choice is offered; a no that was given holds all the same.
     *
     * A privacy signal of the browser beats the last two, which are the operator's policy and no
     * consent.
     *
     * @default 'opt-in'
     */
    model?: ConsentModel
    /** A whole number. Under `opt-in` a higher one asks again whoever said yes; a no stays. @default 1 */
    policyVersion?: number
  }
  /** Who people are to the vendors. See docs/identity.md. */
  identity?: IdentityConfig
}

export type ConsentModel = 'opt-in' | 'opt-out' | 'none'

/** The configuration as the package uses it: checked, and built afresh from own properties. */
export interface ParsedConfig {
  readonly enabled: boolean
  readonly adminOptOut: boolean
  readonly policyVersion: number
  readonly model: ConsentModel
  readonly target: Target
}

/** What is wrong with a value. The value itself is never part of it. */
export interface ConfigProblem {
  /** The path of the key, `frontend.posthog.apiurl`. */
  readonly key: string
  /** The type of what was found. */
  readonly found: string
  /** What was expected, in words. */
  readonly expected: string
}

export type ConfigState = 'loading' | 'failed' | ParsedConfig
