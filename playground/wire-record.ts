import type { CollectedEvent, CollectedRequest } from 'vue-telemetry/collector'

interface WireEvent {
  key: string
  name: string
  route: string
  /** The id by which the vendor knows who it was. */
  who: string
  at: number
  duplicate: boolean
  json: string
}

export interface WireRequest {
  id: number
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
  return {
    id,
    method,
    size,
    encoding,
    status,
    at: Date.parse(at),
    path: base + path,
    asSent: [...lines, '', body].join('\n'),
    // Newest on top, as everywhere in the panel.
    events: events.map((event, index) => toWireEvent(event, `${id}/${index}`)).toReversed(),
  }
}

function toWireEvent(event: CollectedEvent, key: string): WireEvent {
  const route = event.properties['$pathname']
  return {
    key,
    duplicate: event.duplicate,
    name: event.event,
    who: event.distinctId,
    route: typeof route === 'string' ? route : '',
    at: Date.parse(event.timestamp),
    json: JSON.stringify(event.message, null, 2),
  }
}
