import type { CaptureResult, Properties } from 'posthog-js/dist/module.slim.no-external'
import type { PlainRecord, PlainValue, TelemetryEvent } from '../../events.ts'
import type { IdentitySettings } from '../../identity/identity-settings.ts'
import { leaveProperties, viewProperties } from './page-properties.ts'

/** The names under which posthog-js may emit what it was asked for; nothing else gets out. */
export const EMITTED_AS: Readonly<Record<TelemetryEvent['type'], readonly string[]>> = {
  page: ['$pageview'],
  leave: ['$pageleave'],
  track: [],
  // A person who is known already is not identified again; only the traits are set.
  identify: ['$identify', '$set'],
  group: ['$groupidentify'],
  reset: [],
}

/**
 * Properties that posthog-js adds and that may leave as they are. Coarse by choice: no address,
 * title, referrer, user agent, screen, language, time zone or device model.
 */
const ALLOWED = [
  'token',
  '$session_id',
  '$window_id',
  '$lib',
  '$lib_version',
  '$browser',
  '$os',
  '$device_type',
] as const

/** What posthog-js knows of a person, where people are told apart. */
const PERSON = [
  'distinct_id',
  '$device_id',
  '$user_id',
  '$is_identified',
  '$process_person_profile',
] as const

/** Viewports are told in steps of this many pixels, since exact ones tell people apart. */
const VIEWPORT_STEP = 200

interface WireContext {
  readonly identity: IdentitySettings
  /** Whether the view that ended began in the session in which this is sent. */
  readonly isOfSession: boolean
  /** Whether the view in which it happened is that of the person of whom it is said. */
  readonly isOfPerson: boolean
}

/**
 * Builds what leaves the browser from the event that the plugin handed over, and from a list of
 * what posthog-js may add. A property that a later version of the SDK invents stays home.
 *
 * @param event - what was handed over
 * @param emitted - what the SDK made of it, complete with everything that it knows
 */
export function buildWireEvent(
  event: TelemetryEvent,
  emitted: CaptureResult,
  context: WireContext,
): CaptureResult {
  const { properties: known } = emitted
  const $set = event.type === 'identify' ? unlessEmpty(event.traits) : undefined
  return {
    uuid: event.id,
    event: emitted.event,
    timestamp: new Date(event.time),
    properties: {
      ...ownProperties(event, context),
      ...pick(known, ALLOWED),
      ...coarse(known),
      ...identityProperties(event, known, context.identity),
      // PostHog keeps the sender's address unless it is told not to, and looks up where it is.
      $ip: null,
      $geoip_disable: true,
    },
    ...($set && { $set }),
  }
}

/** What the plugin knows, under PostHog's names. */
function ownProperties(
  event: TelemetryEvent,
  { isOfSession, isOfPerson }: WireContext,
): Properties {
  switch (event.type) {
    case 'page':
      return viewProperties(event, isOfSession)
    case 'leave':
      return { ...leaveProperties(event, isOfSession), ...viewIn(event, isOfPerson) }
    case 'track':
      return { ...event.properties, ...viewIn(event, isOfPerson) }
    case 'group':
      return groupProperties(event.groupType, event.groupKey, event.traits)
    default:
      return {}
  }
}

function viewIn({ view }: { readonly view?: string }, isOfPerson: boolean): Properties {
  return view && isOfPerson ? { $pageview_id: view } : {}
}

function groupProperties($group_type: string, $group_key: string, traits: PlainRecord): Properties {
  return { $group_type, $group_key, $group_set: traits }
}

/** Who it is, as far as the operator decided that it may be told. */
function identityProperties(
  event: TelemetryEvent,
  known: Properties,
  { mode, instanceId }: IdentitySettings,
): Properties {
  const { distinct_id } = known
  if (mode === 'anonymous') return { distinct_id, $process_person_profile: false }
  const groups = pick(known, ['$groups'])
  if (instanceId) {
    const ids = { distinct_id: instanceId, $device_id: instanceId }
    return { ...groups, ...ids, $process_person_profile: true }
  }
  // The id from before is what PostHog needs once to know that both are the same person.
  const before = event.type === 'identify' ? pick(known, ['$anon_distinct_id']) : {}
  return { ...groups, ...before, ...pick(known, PERSON) }
}

/** An empty object would count as traits to be set, and make an event that says nothing. */
export function unlessEmpty(traits: PlainRecord): Record<string, PlainValue> | undefined {
  return Object.keys(traits).length > 0 ? { ...traits } : undefined
}

function coarse(known: Properties): Properties {
  const rough: Properties = {}
  const version: unknown = known.$browser_version
  if (typeof version === 'number') rough.$browser_version = Math.trunc(version)
  for (const side of ['$viewport_width', '$viewport_height']) {
    const size: unknown = known[side]
    if (typeof size === 'number') rough[side] = Math.round(size / VIEWPORT_STEP) * VIEWPORT_STEP
  }
  return rough
}

function pick(from: Properties, keys: readonly string[]): Properties {
  const picked: Properties = {}
  for (const key of keys) {
    if (from[key] !== undefined) picked[key] = from[key]
  }
  return picked
}
