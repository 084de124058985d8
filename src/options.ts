import type { Pinia } from 'pinia'
import type { MaybeRefOrGetter } from 'vue'
import type { Router, RouteRecord } from 'vue-router'
import type { RuntimeConfig } from './config/runtime-config.ts'
import type { Destination } from './destinations/destination.ts'
import type { EventPlan } from './privacy/plan/event-plan.ts'
import type { PagesOptions } from './sources/pages/pages-options.ts'

/** What the developer decides, in code. What the operator decides is in {@link RuntimeConfig}. */
export interface TelemetryOptions {
  /**
   * The runtime configuration: an object, a ref, a computed, a promise, or a function that gives
   * one of these. While it is `undefined` or `null` in a ref it is loading. Whatever cannot be
   * understood turns telemetry off.
   *
   * @example () => fetch('/telemetry.json').then((response) => response.json())
   */
  config: MaybeRefOrGetter<RuntimeConfig | Promise<RuntimeConfig> | null | undefined>
  /**
   * Tells several instances on one page apart, and names everything that is stored.
   * Letters, digits, `_` and `-`.
   *
   * @default 'telemetry'
   */
  name?: string
  /** @default the router of the app */
  router?: Router
  /** @default the Pinia of the app */
  pinia?: Pinia
  /**
   * Where events go. A destination sends nothing unless the runtime configuration has its key.
   *
   * @default [posthog()]
   */
  destinations?: readonly Destination[]
  /**
   * How pages are counted; `false` counts none.
   *
   * @default every page of the router is counted
   */
  pages?: false | PagesOptions
  /**
   * All that `track` may say, as `defineEvents` gives it: other events and properties are dropped.
   *
   * @default anything
   */
  events?: EventPlan
  /** What may be said, and what is masked. */
  privacy?: {
    /**
     * `true` sends the page's origin in the URL of a page, instead of `https://app.invalid`. The
     * origin of a self-hosted product names the customer.
     *
     * @default false
     */
    origin?: boolean
    /**
     * What the mask is to leave alone, by full path, with all that is below it: a property
     * (`'track.Form Created.email'`), a trait (`'identify.email'`, `'group.team.name'`).
     *
     * @default nothing
     */
    allow?: readonly string[]
    /**
     * Patterns of the application's own, beside those of the mask. What they match becomes
     * `[masked]`.
     *
     * @default none
     * @example [/\bPAT-\d{6}\b/]
     */
    mask?: readonly RegExp[]
  }
  /** How the person's choice is kept. */
  consent?: {
    /**
     * Where the choice is kept; `null` keeps it in memory.
     *
     * @default localStorage
     */
    storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null
    /**
     * `true` sends what happened before the yes as well, with its own times, as far as the buffer
     * holds it. Collecting before a yes is a decision for lawyers.
     *
     * @default false
     */
    replay?: boolean
    /**
     * `true` respects "Do Not Track" like Global Privacy Control.
     *
     * @default false
     */
    doNotTrack?: boolean
  }
  /**
   * After how many minutes a function in `config` is called again when the page is shown, so that
   * an operator's no reaches tabs that stay open. A call that fails then changes nothing.
   *
   * @default 15
   */
  refresh?: number
  /**
   * Hosts that a runtime configuration may send to, besides the page's own.
   *
   * @default any host
   * @example ['eu.i.posthog.com']
   */
  hosts?: readonly string[]
  /**
   * How many events may wait, per destination, for the configuration or for an SDK to load.
   *
   * @default 200
   */
  bufferSize?: number
}

/** The options with the defaults that several parts need, and what was found of the app. */
export type SettledOptions = TelemetryOptions &
  Required<Pick<TelemetryOptions, 'name' | 'bufferSize' | 'destinations'>> & {
    /** The time, in milliseconds since 1970. */
    now(): number
    /** The records that the router had when the telemetry was installed. */
    staticRecords?: ReadonlySet<RouteRecord>
  }
