import type { Remark } from './privacy/remark.ts'

/**
 * The vocabulary of the package: what a source makes, the log shows and a destination sends.
 * Names are neutral; each destination maps them to its vendor's.
 */

/** Plain data, as it leaves the browser: nothing with a prototype, a getter or a cycle. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue }

/** Properties of an event, or traits of a person or group. */
export type PlainRecord = Readonly<Record<string, PlainValue>>

/** One page, described by its route record and never by its address. */
export interface Page {
  /**
   * The matched pattern, `/teams/:team`; `(unmatched)` where no record matched, and the label
   * where `meta.telemetry.name` gives one.
   */
  readonly route: string
  /** The route's name, where it is a string, or its label. */
  readonly name?: string
  /**
   * The route under `https://app.invalid`: vendors want a URL, and the host names a customer.
   * Under the origin of the page with `privacy.origin`.
   */
  readonly url: string
}

/** How long a page was there, how long it was seen, and how far. */
export interface Stay {
  /** The id of the page event whose view ended. */
  readonly view: string
  /** In seconds, from the view's begin to its end. */
  readonly duration: number
  /** In seconds, as long as the document was visible; at most the duration. */
  readonly activeDuration: number
  /**
   * How much of the content was seen, from 0 to 1: its furthest visible point by its height,
   * scroll containers within the page included. Absent where it was left before it was laid out.
   */
  readonly maxScroll?: number
}

/** Where a visit comes from, as the address of the landing page says in so many words. */
export interface Campaign {
  readonly source?: string
  readonly medium?: string
  readonly campaign?: string
}

interface EventBase {
  /** A UUID, version 7; vendors use it to tell a repeated delivery from a second event. */
  readonly id: string
  /** When it happened, in milliseconds since 1970. */
  readonly time: number
  /**
   * What was masked, dropped or replaced of it, for whoever looks at it in the browser; absent
   * where nothing was. Not to be sent.
   */
  readonly remarks?: readonly Remark[]
}

/** A page view began. */
export interface PageEvent extends EventBase {
  readonly type: 'page'
  readonly page: Page
  /**
   * The page that was left for this one, where there was one and it may be named. Its stay is
   * told here where no leave tells it; see `pages.leave`.
   */
  readonly previous?: { readonly route: string } & Partial<Stay>
  /** Of the first view after the document was loaded. */
  readonly campaign?: Campaign
  /** As `meta.telemetry.title` or `pages.title` gives it. */
  readonly title?: string
  /** The route's parameters that `meta.telemetry.params` allows. */
  readonly params?: PlainRecord
  /** The query's values that `meta.telemetry.query` allows. */
  readonly query?: PlainRecord
}

/** A page view ended. */
export interface LeaveEvent extends EventBase, Stay {
  readonly type: 'leave'
  readonly page: Page
  /** Whether another page followed, or the visit ended. */
  readonly cause: LeaveCause
}

/**
 * `route`: the router went on to another page. `exit`: the document went away or was frozen, the
 * app was taken down, or the person signed out.
 */
export type LeaveCause = 'route' | 'exit'

/** Something happened that the application names. */
export interface TrackEvent extends EventBase {
  readonly type: 'track'
  readonly name: string
  readonly properties: PlainRecord
  /** The page event of the view in which it happened. */
  readonly view?: string
}

/** The person is known by this id from here on. */
export interface IdentifyEvent extends EventBase {
  readonly type: 'identify'
  readonly userId: string
  readonly traits: PlainRecord
}

/** The person acts for this group from here on. */
export interface GroupEvent extends EventBase {
  readonly type: 'group'
  readonly groupType: string
  readonly groupKey: string
  readonly traits: PlainRecord
}

/** The person signed out: what follows belongs to somebody else. */
export interface ResetEvent extends EventBase {
  readonly type: 'reset'
  /**
   * The application passed an id that identifies nobody: whoever is known from an earlier visit
   * is not there any more. Where nobody is known, nothing has happened.
   */
  readonly ifKnown?: true
}

export type TelemetryEvent =
  | PageEvent
  | LeaveEvent
  | TrackEvent
  | IdentifyEvent
  | GroupEvent
  | ResetEvent

/** An event that may be waiting, before it has an id and a time of its own. */
export type TelemetryEventType = TelemetryEvent['type']
