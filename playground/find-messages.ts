import type { TelemetryEvent } from 'vue-telemetry'
import type { Trail } from './trails.ts'
import type { WireEvent } from './wire-record.ts'

/** What arrived of an event, by the vendor that it arrived at. */
export type Messages = ReadonlyMap<string, WireEvent>

/**
 * Finds what arrived of each event. Most vendors are told an event's id, and Accoil at least its
 * time; Plausible is told neither, so that there the oldest is taken that says the same. Another
 * tab that does the same at the same moment cannot be told apart there.
 *
 * @param trails - newest on top
 * @param events - what the collector has, in any order
 * @returns by the keys of the trails
 */
export function findMessages(
  trails: readonly Trail[],
  events: readonly WireEvent[],
): ReadonlyMap<number, Messages> {
  const left = events
    .filter((one) => one.arrived && !one.duplicate)
    .toSorted((a, b) => a.cameAt - b.cameAt)
  /** The oldest that fits; it is nobody else's then. */
  const take = (event: TelemetryEvent, vendor: string): WireEvent | undefined => {
    const isIt = isMessageOf(event, vendor)
    const index = left.findIndex((one) => one.vendor === vendor && isIt(one))
    return index < 0 ? undefined : left.splice(index, 1)[0]
  }
  const found = new Map<number, Messages>()
  for (const { key, event, entries } of trails.toReversed()) {
    const messages = new Map<string, WireEvent>()
    for (const vendor of event ? namesIn(entries) : []) {
      const message = take(event!, vendor)
      if (message) messages.set(vendor, message)
    }
    found.set(key, messages)
  }
  return found
}

/** The destinations that have the event, or had it. What was never handed over has no message. */
function namesIn(entries: Trail['entries']): readonly string[] {
  return entries.filter(({ verdict }) => verdict !== 'dropped').flatMap((one) => one.destinations)
}

function isMessageOf(event: TelemetryEvent, vendor: string): (message: WireEvent) => boolean {
  if (vendor === 'accoil') {
    const name = event.type === 'track' ? event.name : event.type
    return (message) => message.name === name && message.at === event.time
  }
  if (vendor !== 'plausible') return (message) => message.uuid === event.id
  const name = nameAtPlausible(event)
  const route = 'page' in event ? new URL(event.page.url).pathname : ''
  return (message) =>
    message.name === name && message.route === route && message.cameAt >= event.time
}

function nameAtPlausible(event: TelemetryEvent): string | undefined {
  if (event.type === 'track') return event.name
  if (event.type === 'page') return 'pageview'
  return event.type === 'leave' ? 'engagement' : undefined
}
