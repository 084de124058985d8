import { readFileSync } from 'node:fs'
import type { CaptureResult } from 'posthog-js/dist/module.slim.no-external'
import { describe, expect, test } from 'vitest'
import { buildWireEvent, EMITTED_AS } from '../../../src/destinations/posthog/second-wall.ts'
import type { TelemetryEvent } from '../../../src/events.ts'

const MARKER = 'secret'
const TIME = 1_000_000_000_000
const BASE = { id: 'our-id', time: TIME }
const PAGE = { route: '/teams/:team', name: 'team', url: 'https://app.invalid/teams/:team' }

const STAY = { view: 'view-id', duration: 1.5, activeDuration: 1, maxScroll: 0.5 }

const EVENTS: { [Type in TelemetryEvent['type']]: TelemetryEvent & { type: Type } } = {
  page: {
    ...BASE,
    type: 'page',
    page: PAGE,
    previous: { route: '/', ...STAY },
    campaign: { source: 'news', campaign: 'spring' },
    title: 'A team',
    params: { team: 'a' },
    query: { sort: ['name', '(other)'] },
  },
  leave: { ...BASE, type: 'leave', page: PAGE, ...STAY, cause: 'exit' },
  track: { ...BASE, type: 'track', name: 'Clicked', properties: { a: 1 }, view: 'view-id' },
  identify: { ...BASE, type: 'identify', userId: 'account-7', traits: { plan: 'pro' } },
  group: { ...BASE, type: 'group', groupType: 'team', groupKey: 'team-3', traits: { members: 12 } },
  reset: { ...BASE, type: 'reset' },
}
const TYPES = Object.keys(EVENTS) as TelemetryEvent['type'][]

/** What may leave as the SDK has it. */
const IDENTITY = {
  token: 'phc_1',
  distinct_id: 'account-7',
  $device_id: 'device',
  $user_id: 'account-7',
  $session_id: 'session',
  $window_id: 'window',
  $groups: { team: 'team-3' },
  $is_identified: true,
  $process_person_profile: true,
  $lib: 'web',
  $lib_version: '1.434.18',
  $browser: 'Chrome',
  $os: 'Linux',
  $device_type: 'Desktop',
}

/** Every name that the SDK itself knows. */
const OF_THE_SDK =
  readFileSync('node_modules/posthog-js/dist/module.slim.no-external.js', 'utf8').match(
    /\$[a-z][a-z_]+/g,
  ) ?? []

/** What it reads of an address, and sends under these names and their beginnings and ends. */
const OF_THE_ADDRESS = `
  utm_source utm_medium utm_campaign utm_content utm_term gad_source gclid gclsrc dclid gbraid
  wbraid fbclid msclkid twclid li_fat_id mc_cid igshid ttclid rdt_cid epik qclid sccid irclid
  current_url referrer referring_domain host pathname url search hash
`
  .trim()
  .split(/\s+/)

const KNOWN = [
  ...OF_THE_SDK,
  ...OF_THE_ADDRESS,
  ...OF_THE_ADDRESS.map((name) => `$initial_${name}`),
  ...OF_THE_ADDRESS.map((name) => `$session_entry_${name}`),
  ...'title $title $ip $elements $user_agent $user_agent_data some_plugin'.split(' '),
  ...'$web_vitals_LCP_value $heatmap_data $copy_type $selected_content'.split(' '),
]

const build = (
  event: TelemetryEvent,
  emitted: CaptureResult,
  { isOfSession = true, isOfPerson = true } = {},
): CaptureResult =>
  buildWireEvent(event, emitted, { identity: { mode: 'user' }, isOfSession, isOfPerson })

/** An event as a talkative SDK might make it. */
function fat(event: TelemetryEvent): CaptureResult {
  const properties = {
    ...Object.fromEntries(KNOWN.map((name) => [name, `${MARKER} ${name}`])),
    ...IDENTITY,
    $browser_version: 141.7,
    $viewport_width: 1373,
    $viewport_height: 788,
  }
  return {
    uuid: `${MARKER} uuid`,
    event: event.type === 'track' ? event.name : (EMITTED_AS[event.type][0] ?? ''),
    properties,
    $set: { $current_url: MARKER, email: MARKER },
    $set_once: { $initial_current_url: MARKER, $initial_referrer: MARKER },
    timestamp: new Date(0),
    $unset: [MARKER],
  } as CaptureResult
}

/** What leaves with each event, whatever it is. */
const ALWAYS = {
  ...IDENTITY,
  $browser_version: 141,
  $viewport_width: 1400,
  $viewport_height: 800,
  $ip: null,
  $geoip_disable: true,
}

function stayOf(route: string): object {
  return {
    $prev_pageview_id: 'view-id',
    $prev_pageview_pathname: route,
    $prev_pageview_duration: 1.5,
    prev_pageview_active_duration: 1,
    $prev_pageview_max_content_percentage: 0.5,
  }
}

const OWN: { [Type in TelemetryEvent['type']]: object } = {
  page: {
    $current_url: 'https://app.invalid/teams/:team',
    $host: 'app.invalid',
    $pathname: '/teams/:team',
    route_name: 'team',
    $pageview_id: 'our-id',
    title: 'A team',
    utm_source: 'news',
    utm_campaign: 'spring',
    param_team: 'a',
    query_sort: ['name', '(other)'],
    previous_route: '/',
    ...stayOf('/'),
  },
  leave: {
    $current_url: 'https://app.invalid/teams/:team',
    $host: 'app.invalid',
    $pathname: '/teams/:team',
    route_name: 'team',
    $pageview_id: 'view-id',
    leave_cause: 'exit',
    ...stayOf('/teams/:team'),
  },
  track: { a: 1, $pageview_id: 'view-id' },
  identify: { $anon_distinct_id: `${MARKER} $anon_distinct_id` },
  group: { $group_type: 'team', $group_key: 'team-3', $group_set: { members: 12 } },
  reset: {},
}

describe('what leaves the browser', () => {
  test.each(TYPES)('is what is listed, and not a word more: %s', (type) => {
    const event = EVENTS[type]
    const emitted = fat(event)
    expect(build(event, emitted)).toEqual({
      uuid: 'our-id',
      event: emitted.event,
      timestamp: new Date(TIME),
      properties: { ...ALWAYS, ...OWN[type] },
      ...(type === 'identify' && { $set: { plan: 'pro' } }),
    })
  })

  test.each(TYPES.filter((type) => type !== 'identify'))('holds no marker: %s', (type) => {
    expect(KNOWN.length).toBeGreaterThan(250)
    expect(JSON.stringify(build(EVENTS[type], fat(EVENTS[type])))).not.toContain(MARKER)
  })

  test.each(TYPES)('is built of nothing as well, without making anything up: %s', (type) => {
    const emitted = { uuid: 'x', event: 'x', properties: {} } as CaptureResult
    const { $anon_distinct_id: _, ...own } = OWN[type] as Record<string, unknown>
    expect(build(EVENTS[type], emitted).properties).toEqual({
      ...own,
      $ip: null,
      $geoip_disable: true,
    })
  })

  test('leaves out what a page does not have', () => {
    const page = { route: '/a', url: 'https://app.invalid/a' }
    const event: TelemetryEvent = { ...BASE, type: 'page', page }
    const { properties } = build(event, fat(event))
    expect(properties).not.toHaveProperty('route_name')
    expect(properties).not.toHaveProperty('previous_route')
  })

  test.each(['page', 'leave'] as const)('says nothing of a view of another session: %s', (type) => {
    const { properties } = build(EVENTS[type], fat(EVENTS[type]), { isOfSession: false })
    expect(Object.keys(properties).filter((name) => name.includes('prev_pageview'))).toEqual([])
    expect(properties).toHaveProperty('$pageview_id')
  })

  test.each(['track', 'leave'] as const)('is in no view of another person: %s', (type) => {
    const { properties } = build(EVENTS[type], fat(EVENTS[type]), { isOfPerson: false })
    expect(properties).not.toHaveProperty('$pageview_id')
  })

  test('says nothing of a stay that another event tells, or that was not measured', () => {
    const previous: TelemetryEvent = { ...EVENTS.page, previous: { route: '/' } }
    const { properties } = build(previous, fat(previous))
    expect(Object.keys(properties).filter((name) => name.includes('prev_pageview'))).toEqual([])
    expect(properties).toHaveProperty('previous_route', '/')
    const { maxScroll: _, ...unseen } = EVENTS.leave
    expect(build(unseen, fat(unseen)).properties).not.toHaveProperty(
      '$prev_pageview_max_content_percentage',
    )
  })

  test('leaves out the view where there is none', () => {
    const event: TelemetryEvent = { ...BASE, type: 'track', name: 'Clicked', properties: {} }
    expect(build(event, fat(event)).properties).not.toHaveProperty('$pageview_id')
  })
})

describe('what an application passes', () => {
  const names = [...Object.keys(ALWAYS), '$pageview_id']
  const properties = Object.fromEntries(names.map((name) => [name, MARKER]))

  test('cannot speak for the plugin or the SDK', () => {
    const event: TelemetryEvent = { ...EVENTS.track, properties }
    expect(build(event, fat(event)).properties).toEqual({
      ...ALWAYS,
      $pageview_id: 'view-id',
    })
  })

  test('is handed on as it is', () => {
    const nested = { list: [1, { a: null }], $deep: { token: 'x' } }
    const event: TelemetryEvent = { ...EVENTS.track, properties: { nested } }
    expect(build(event, fat(event)).properties.nested).toEqual(nested)
  })
})

describe('a browser is told coarsely', () => {
  test.each([
    [0, 0],
    [99, 0],
    [100, 200],
    [390, 400],
    [1920, 2000],
  ])('a viewport of %i as %i', (exact, rough) => {
    const emitted = { properties: { $viewport_width: exact } } as unknown as CaptureResult
    expect(build(EVENTS.page, emitted).properties.$viewport_width).toBe(rough)
  })

  test.each(['secret', null, undefined, { a: 1 }])('and only where it is a number: %s', (value) => {
    const emitted = {
      properties: { $viewport_width: value, $viewport_height: value, $browser_version: value },
    } as unknown as CaptureResult
    const { properties } = build(EVENTS.page, emitted)
    for (const name of ['$viewport_width', '$viewport_height', '$browser_version']) {
      expect(properties).not.toHaveProperty(name)
    }
  })
})
