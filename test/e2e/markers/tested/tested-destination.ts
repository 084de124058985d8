import type { CollectedEvent, CollectedRequest, WireName } from '../../../../src/collector.ts'
import type { Said } from '../calls.ts'

/** A destination, as far as the markers have to know it. */
export interface TestedDestination {
  readonly name: string
  /** Also its key under `frontend`, and the name of its factory in the lab. */
  readonly wire: WireName
  /** What the runtime configuration says of it. */
  readonly configured: (url: string) => Record<string, unknown>
  /** Whether it may make such a request. Flags, remote configuration and replay pass the walls by. */
  readonly isOwn: (request: CollectedRequest) => boolean
  /** The names of what it may keep while somebody has agreed. */
  readonly keeps: RegExp
  /** Whether it is told of pages; `routeOf` and `leftRouteOf` find none where not. */
  readonly tellsPages: boolean
  /** Whether it is told the titles that an app gives. */
  readonly tellsTitles: boolean
  /** Whether it is told only of somebody who is known by an id. */
  readonly needsSomebody: boolean
  /** The page that a view tells of; `undefined` for what is no view. */
  readonly routeOf: (event: CollectedEvent) => string | undefined
  /** The page whose end it tells of. */
  readonly leftRouteOf: (event: CollectedEvent) => string | undefined
  /** What it says of a campaign, by the names that an address has for it. */
  readonly campaignOf: (event: CollectedEvent) => Readonly<Record<string, unknown>>
  /** What developers have passed, without what the destination adds; `null` for pages. */
  readonly read: (event: CollectedEvent) => Said | null
  /** What arrives of what developers have passed, as the vendor takes it; `null` for nothing. */
  readonly arrives: (said: Said) => Said | null
}

/** Without the keys of which a vendor's own begin so. */
export function without(
  record: Readonly<Record<string, unknown>>,
  own: RegExp,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !own.test(key)))
}
