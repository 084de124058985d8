import type { CollectedEvent, CollectedRequest, WireName } from 'vue-telemetry/collector'
import { labelOf, vendors } from './vendors.ts'
import { isPageView, routeOf } from './wire-page.ts'

export interface WireEvent {
  key: string
  vendor: WireName
  /** The id that it was sent with; '' at vendors that have none. */
  uuid: string
  /** What the vendor calls it. */
  name: string
  route: string
  isView: boolean
  /** The id by which the vendor knows who it was; '' where it knows nobody. */
  who: string
  at: number
  duplicate: boolean
  /** Whether the vendor has taken it: of what it answered otherwise, nothing has arrived. */
  arrived: boolean
  /** When it came, which is later than it happened. */
  cameAt: number
  json: string
}

export interface WireRequest {
  id: number
  vendor: WireName
  label: string
  at: number
  method: string
  path: string
  size: number
  encoding: string
  status: number
  /** Headers and body, exactly as they came. */
  asSent: string
  events: WireEvent[]
}

/** The collector's record, as the panel shows it. */
export function toWireRequest(base: string, request: CollectedRequest): WireRequest {
  const { id, at, method, path, size, encoding, status, headers, body, events } = request
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const vendor = vendorAt(path)
  return {
    id,
    vendor,
    label: labelOf(vendor),
    method,
    size,
    encoding,
    status,
    at: Date.parse(at),
    path: base + path,
    asSent: [...lines, '', body].join('\n'),
    // Newest on top, as everywhere in the panel.
    events: events.map((event, index) => toWireEvent(event, request, index)).toReversed(),
  }
}

/** PostHog is at the collector's base, and each of the others below its name. */
export function vendorAt(path: string): WireName {
  return vendors.find(({ name }) => path.startsWith(`/${name}/`))?.name ?? 'posthog'
}

function toWireEvent(event: CollectedEvent, request: CollectedRequest, index: number): WireEvent {
  return {
    key: `${request.id}/${index}`,
    vendor: event.wire,
    uuid: event.uuid,
    duplicate: event.duplicate,
    arrived: request.accepted,
    cameAt: Date.parse(request.at),
    name: event.event,
    who: event.distinctId,
    route: routeOf(event),
    isView: isPageView(event),
    at: Date.parse(event.timestamp),
    json: JSON.stringify(event.message, null, 2),
  }
}
