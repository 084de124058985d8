import { describe, expect, test } from 'vitest'
import { toSpecMessage } from '../../../src/destinations/spec/after-yes-message.ts'
import type { TelemetryEvent } from '../../../src/events.ts'

const LIBRARY = { name: 'vue-telemetry', version: '0.1.0' }
const BASE = { id: 'our-id', time: Date.UTC(2026, 0, 2, 3, 4, 5, 6) }
const PAGE = { route: '/teams/:team', name: 'team', url: 'https://app.invalid/teams/:team' }
const STAY = { view: 'view-id', duration: 1.5, activeDuration: 1, maxScroll: 0.5 }

const AROUND = { messageId: 'our-id', timestamp: '2026-01-02T03:04:05.006Z' }
const CONTEXT = { ip: '0.0.0.0', library: LIBRARY }
const OF_PAGE = { path: '/teams/:team', url: 'https://app.invalid/teams/:team' }

describe('a page view', () => {
  const event: TelemetryEvent = { ...BASE, type: 'page', page: PAGE }

  test('is told by its pattern and its name', () => {
    expect(toSpecMessage(event, LIBRARY)).toEqual({
      type: 'page',
      name: 'team',
      properties: { ...OF_PAGE, name: 'team', view_id: 'our-id' },
      ...AROUND,
      context: { ...CONTEXT, page: OF_PAGE },
    })
  })

  test('is called by its pattern where it has no name', () => {
    const { name: _, ...nameless } = PAGE
    const message = toSpecMessage({ ...event, page: nameless }, LIBRARY)
    expect(message).toMatchObject({ name: '/teams/:team' })
    expect(message).toHaveProperty('properties.name', undefined)
  })

  test('says what the application asks for, where it comes from and what was before', () => {
    const full: TelemetryEvent = {
      ...event,
      previous: { route: '/', ...STAY },
      campaign: { source: 'news', medium: 'mail', campaign: 'spring' },
      title: 'A team',
      params: { team: 'a' },
      query: { sort: ['name', '(other)'] },
    }
    expect(toSpecMessage(full, LIBRARY)).toMatchObject({
      properties: {
        ...OF_PAGE,
        title: 'A team',
        param_team: 'a',
        query_sort: ['name', '(other)'],
        previous_route: '/',
        previous_view_id: 'view-id',
        previous_duration: 1.5,
        previous_active_duration: 1,
        previous_max_scroll: 0.5,
        view_id: 'our-id',
      },
      context: {
        ...CONTEXT,
        page: OF_PAGE,
        campaign: { source: 'news', medium: 'mail', name: 'spring' },
      },
    })
  })

  test('says of the view before only its pattern where a leave has told the rest', () => {
    const message = toSpecMessage({ ...event, previous: { route: '/' } }, LIBRARY)
    const properties = { ...OF_PAGE, name: 'team', previous_route: '/', view_id: 'our-id' }
    expect(message).toHaveProperty('properties', properties)
  })

  test('has no key of a campaign that the address does not name', () => {
    const message = toSpecMessage({ ...event, campaign: { medium: 'mail' } }, LIBRARY)
    expect(message?.context.campaign).toEqual({ medium: 'mail' })
  })
})

test('the end of a view is an event of the name that Segment’s users know', () => {
  const event: TelemetryEvent = { ...BASE, type: 'leave', page: PAGE, ...STAY, cause: 'exit' }
  expect(toSpecMessage(event, LIBRARY)).toEqual({
    type: 'track',
    event: 'Page Left',
    properties: {
      ...OF_PAGE,
      name: 'team',
      view_id: 'view-id',
      duration: 1.5,
      active_duration: 1,
      max_scroll: 0.5,
      leave_cause: 'exit',
    },
    ...AROUND,
    context: { ...CONTEXT, page: OF_PAGE },
  })
  const { maxScroll: _, ...unseen } = event
  expect(toSpecMessage(unseen, LIBRARY)).toHaveProperty('properties.max_scroll', undefined)
})

describe('what the application says', () => {
  const clicked: TelemetryEvent = { ...BASE, type: 'track', name: 'Clicked', properties: { a: 1 } }

  test('leaves under its own names, with the view in which it happened', () => {
    expect(toSpecMessage({ ...clicked, view: 'view-id' }, LIBRARY)).toEqual({
      type: 'track',
      event: 'Clicked',
      properties: { view_id: 'view-id', a: 1 },
      ...AROUND,
      context: CONTEXT,
    })
    expect(toSpecMessage(clicked, LIBRARY)).toHaveProperty('properties', { a: 1 })
  })

  test('is not overwritten', () => {
    const event = { ...clicked, view: 'view-id', properties: { view_id: 'board' } }
    expect(toSpecMessage(event, LIBRARY)).toHaveProperty('properties', { view_id: 'board' })
  })
})

test('somebody is told by the id that was passed, with the traits', () => {
  const traits = { plan: 'pro' }
  const event: TelemetryEvent = { ...BASE, type: 'identify', userId: 'account-7', traits }
  const message = { type: 'identify', userId: 'account-7', traits, ...AROUND, context: CONTEXT }
  expect(toSpecMessage(event, LIBRARY)).toEqual(message)
})

test('a group is told by its key, and its kind by a trait', () => {
  const event: TelemetryEvent = {
    ...BASE,
    type: 'group',
    groupType: 'team',
    groupKey: 'team-3',
    traits: { members: 12, group_type: 'something else' },
  }
  expect(toSpecMessage(event, LIBRARY)).toEqual({
    type: 'group',
    groupId: 'team-3',
    traits: { members: 12, group_type: 'team' },
    ...AROUND,
    context: CONTEXT,
  })
})

test('a sign-out is no message', () => {
  expect(toSpecMessage({ ...BASE, type: 'reset' }, LIBRARY)).toBeNull()
})

test('nothing is said that is not listed', () => {
  const fat = { remarks: [{ path: 'secret', what: 'secret', why: 'secret' }], more: 'secret' }
  const events: TelemetryEvent[] = [
    { ...BASE, type: 'page', page: PAGE },
    { ...BASE, type: 'leave', page: PAGE, ...STAY, cause: 'route' },
    { ...BASE, type: 'track', name: 'Clicked', properties: {} },
    { ...BASE, type: 'identify', userId: 'account-7', traits: {} },
    { ...BASE, type: 'group', groupType: 'team', groupKey: 'team-3', traits: {} },
  ]
  for (const event of events) {
    const message = toSpecMessage({ ...event, ...fat } as unknown as TelemetryEvent, LIBRARY)
    expect(message).toEqual(toSpecMessage(event, LIBRARY))
    expect(JSON.stringify(message)).not.toContain('secret')
  }
})
