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
  /** The matched pattern, `/teams/:team`; `(unmatched)` where no record matched. */
  readonly route: string
  /** The route's name, where it is a string. */
  readonly name?: string
  /** The pattern under `https://app.invalid`: vendors want a URL, and the host names a customer. */
  readonly url: string
}

interface EventBase {
  /** A UUID, version 7; vendors use it to tell a repeated delivery from a second event. */
  readonly id: string
  /** When it happened, in milliseconds since 1970. */
  readonly time: number
}

/** A page view began. */
export interface PageEvent extends EventBase {
  readonly type: 'page'
  readonly page: Page
  /** The page that was left for this one, where there was one and it may be named. */
  readonly previous?: { readonly route: string }
}

/** A page view ended. */
export interface LeaveEvent extends EventBase {
  readonly type: 'leave'
  readonly page: Page
  /** The id of the page event whose view ended. */
  readonly view: string
  /** How long the view lasted, in seconds. */
  readonly duration: number
}

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
