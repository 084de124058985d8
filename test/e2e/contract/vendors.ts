import type { CollectedEvent, WireName } from '../../../src/collector.ts'
import type { ContractEvent, ContractGaps } from '../../../src/testing.ts'

/** A destination, as far as the contract has to know it. */
export interface Vendor {
  readonly wire: WireName
  /** Which of the lab's destinations it is. */
  readonly destination: WireName | 'segment({ analytics })'
  readonly cannot: ContractGaps
  /** What the runtime configuration says of it. */
  readonly settings: (url: string) => Record<string, unknown>
  /** What stands in no other chunk than that of its code. */
  readonly chunk: RegExp
  readonly read: (event: CollectedEvent) => ContractEvent
}

/** The properties by which PostHog knows people and devices. */
const POSTHOG_IDS = ['distinct_id', '$device_id', '$user_id', '$anon_distinct_id']

const POSTHOG_TYPES: Record<string, ContractEvent['type']> = {
  $pageview: 'page',
  $pageleave: 'leave',
  $identify: 'identify',
  $set: 'identify',
  $groupidentify: 'group',
}

function readPostHog({ event, uuid, timestamp, properties, distinctId }: CollectedEvent) {
  const type = POSTHOG_TYPES[event] ?? 'track'
  return {
    type,
    id: uuid,
    time: Date.parse(timestamp),
    properties,
    people: texts([distinctId, ...POSTHOG_IDS.map((name) => properties[name])]),
    ...(type === 'page' && { name: String(properties.$pathname) }),
    ...(type === 'track' && { name: event }),
    ...(type === 'group' && { groupKey: String(properties.$group_key) }),
  }
}

function readSpec({ event, uuid, timestamp, properties, message }: CollectedEvent): ContractEvent {
  const isCall = event === 'page' || event === 'identify' || event === 'group'
  const called = event === 'Page Left' ? 'leave' : 'track'
  const type = message.type === 'track' || !isCall ? called : event
  return {
    type,
    id: uuid,
    time: Date.parse(timestamp),
    properties,
    people: texts([message.userId, message.anonymousId]),
    ...(type === 'page' && { name: String(properties.path) }),
    ...(type === 'track' && { name: event }),
    ...(type === 'group' && { groupKey: String(message.groupId) }),
  }
}

function readPlausible({ event, properties, message }: CollectedEvent): ContractEvent {
  const { pathname } = new URL(String(message.u))
  if (event === 'pageview') return { type: 'page', name: pathname, people: [] }
  if (event === 'engagement') return { type: 'leave', people: [] }
  return { type: 'track', name: event, properties, people: [] }
}

function readAccoil({ event, timestamp, properties, message }: CollectedEvent): ContractEvent {
  const said = { time: Date.parse(timestamp), properties, people: texts([message.userId]) }
  if (event === 'identify') return { type: 'identify', ...said }
  if (event === 'group') return { type: 'group', groupKey: String(message.groupId), ...said }
  return { type: 'track', name: event, ...said }
}

const texts = (values: readonly unknown[]): string[] => [
  ...new Set(values.filter((value): value is string => typeof value === 'string' && value !== '')),
]

export const VENDORS: readonly Vendor[] = [
  {
    wire: 'posthog',
    destination: 'posthog',
    cannot: {
      telling: 'posthog-js does not say what became of an event',
      limits: 'posthog-js drops what is answered with 429',
    },
    settings: (apiurl) => ({ apikey: 'phc_contract', apiurl }),
    chunk: /\$geoip_disable/,
    read: readPostHog,
  },
  {
    wire: 'segment',
    destination: 'segment',
    cannot: {},
    settings: (url) => ({ writeKey: 'contract', url: `${url}/segment` }),
    chunk: /"writeKey":/,
    read: readSpec,
  },
  {
    wire: 'rudderstack',
    destination: 'rudderstack',
    cannot: {},
    settings: (url) => ({ writeKey: 'contract', url: `${url}/rudderstack` }),
    chunk: /beacon\/v1\/batch/,
    read: readSpec,
  },
  {
    wire: 'plausible',
    destination: 'plausible',
    cannot: {
      identify: 'Plausible knows nobody',
      group: 'Plausible knows no groups',
      people: 'Plausible knows nobody',
      times: 'Plausible takes the time of arrival',
    },
    settings: (url) => ({ domain: 'contract.test', url: `${url}/plausible` }),
    chunk: /\/api\/event/,
    read: readPlausible,
  },
  {
    wire: 'accoil',
    destination: 'accoil',
    cannot: {
      pages: 'Accoil has no page views',
      properties: 'Accoil takes names only',
      strangers: 'Accoil takes only what somebody does who is known',
    },
    settings: (url) => ({ apiKey: 'contract', url: `${url}/accoil` }),
    chunk: /\/v2\//,
    read: readAccoil,
  },
  {
    wire: 'segment',
    destination: 'segment({ analytics })',
    cannot: { sequence: 'the SDK makes a request of each event, and they may overtake each other' },
    settings: (url) => ({ writeKey: 'contract', url: `${url}/segment` }),
    chunk: /vue-telemetry:segment/,
    read: readSpec,
  },
]
