import { accoil } from './tested/accoil.ts'
import { plausible } from './tested/plausible.ts'
import { posthog } from './tested/posthog.ts'
import { rudderstack, segment } from './tested/spec.ts'
import type { TestedDestination } from './tested/tested-destination.ts'

/** Each of them has to hold to all of it. */
export const DESTINATIONS: readonly TestedDestination[] = [
  posthog,
  segment,
  rudderstack,
  plausible,
  accoil,
]

/** To whom an app sends. */
export interface Subject {
  readonly name: string
  readonly destinations: readonly TestedDestination[]
}

export const TOGETHER: Subject = { name: 'all of them together', destinations: DESTINATIONS }

/** Each alone, and all of them in one app. */
export const SUBJECTS: readonly Subject[] = [
  ...DESTINATIONS.map((destination) => ({ name: destination.name, destinations: [destination] })),
  TOGETHER,
]

/** The part of the runtime configuration that says where to send. */
export function frontendOf({ destinations }: Subject, urlOf: UrlOf): Record<string, unknown> {
  return Object.fromEntries(
    destinations.map(({ wire, configured }) => [wire, configured(urlOf(wire))]),
  )
}

/** Where a vendor listens. */
export type UrlOf = (wire: TestedDestination['wire']) => string

/** The vendors below one address, as the collector has them. */
export function below(url: string): UrlOf {
  return (wire) => (wire === 'posthog' ? url : `${url}/${wire}`)
}
