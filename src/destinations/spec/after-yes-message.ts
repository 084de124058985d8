import type { LeaveEvent, PageEvent, PlainRecord, TelemetryEvent } from '../../events.ts'
import { leaveProperties, viewProperties, type SpecProperties } from './page-properties.ts'

/** Who made a message, as vendors show it beside the message. */
export interface SpecLibrary {
  readonly name: string
  readonly version: string
}

/** What surrounds a message. All of it is listed here; nothing is read of the browser. */
interface SpecContext {
  /** Always `'0.0.0.0'`: without it the receiver takes the address of the sender. */
  readonly ip: '0.0.0.0'
  readonly library: SpecLibrary
  /** The pattern of the route, of page views and their ends. */
  readonly page?: { readonly path: string; readonly url: string }
  /** Of the first view after the document was loaded. */
  readonly campaign?: { readonly source?: string; readonly medium?: string; readonly name?: string }
}

interface MessageBase {
  /** The id of the event, by which a repeated delivery is told from a second message. */
  readonly messageId: string
  /** When it happened, ISO 8601 with milliseconds, in UTC. */
  readonly timestamp: string
  readonly context: SpecContext
}

/**
 * A message of Segment's specification (https://segment.com/docs/connections/spec), which
 * RudderStack and others read as well. Whose it is, is for whoever sends it: `userId` is here only
 * where the event itself names somebody.
 */
export type SpecMessage = MessageBase &
  (
    | { readonly type: 'page'; readonly name: string; readonly properties: SpecProperties }
    | { readonly type: 'track'; readonly event: string; readonly properties: SpecProperties }
    | { readonly type: 'identify'; readonly userId: string; readonly traits: PlainRecord }
    | { readonly type: 'group'; readonly groupId: string; readonly traits: PlainRecord }
  )

/**
 * Says an event in the words of Segment's specification: from a list, so that nothing leaves that
 * is not named here, `remarks` above all.
 *
 * The specification knows groups without kinds. The kind is told as the trait `group_type`, which
 * is where destinations in Segment's catalogue look for one.
 *
 * @returns `null` for a sign-out, which is no message
 *
 * @example
 * toSpecMessage({ type: 'track', name: 'Clicked', … }, { name: 'vue-telemetry', version: '1.0.0' })
 * // { type: 'track', event: 'Clicked', properties: {}, messageId: '0193…', timestamp: '2026-…Z',
 * //   context: { ip: '0.0.0.0', library: { name: 'vue-telemetry', version: '1.0.0' } } }
 */
export function toSpecMessage(event: TelemetryEvent, library: SpecLibrary): SpecMessage | null {
  switch (event.type) {
    case 'page': {
      const { route, name = route } = event.page
      return { type: 'page', name, properties: viewProperties(event), ...around(event, library) }
    }
    case 'leave': {
      const properties = leaveProperties(event)
      return { type: 'track', event: 'Page Left', properties, ...around(event, library) }
    }
    case 'track': {
      // What the application passes under the same name is what it means.
      const properties = { view_id: event.view, ...event.properties }
      return { type: 'track', event: event.name, properties, ...around(event, library) }
    }
    case 'identify': {
      const { userId, traits } = event
      return { type: 'identify', userId, traits, ...around(event, library) }
    }
    case 'group': {
      const traits = { ...event.traits, group_type: event.groupType }
      return { type: 'group', groupId: event.groupKey, traits, ...around(event, library) }
    }
    case 'reset':
      return null
  }
}

function around(event: TelemetryEvent, library: SpecLibrary): MessageBase {
  return {
    messageId: event.id,
    timestamp: new Date(event.time).toISOString(),
    context: {
      ip: '0.0.0.0',
      library,
      ...((event.type === 'page' || event.type === 'leave') && pageOf(event)),
      ...(event.type === 'page' && event.campaign && campaignOf(event.campaign)),
    },
  }
}

function pageOf({ page: { route, url } }: PageEvent | LeaveEvent): Pick<SpecContext, 'page'> {
  return { page: { path: route, url } }
}

function campaignOf({
  source,
  medium,
  campaign,
}: NonNullable<PageEvent['campaign']>): Pick<SpecContext, 'campaign'> {
  return { campaign: { source, medium, name: campaign } }
}
