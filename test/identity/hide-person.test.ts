import { expect, test } from 'vitest'
import type { TelemetryEvent } from '../../src/events.ts'
import { hidePerson } from '../../src/identity/hide-person.ts'
import { createPersonTerms } from '../../src/identity/person-terms.ts'

const terms = createPersonTerms()
terms.learn('account-7', { name: 'Ada Lovelace' })
terms.learn('4711', {})

const BASE = { id: 'event-id', time: 1 }
const PAGE = { route: '/teams/:team', name: 'team', url: 'https://app.invalid/teams/:team' }
const hide = (event: object) => hidePerson({ ...BASE, ...event } as TelemetryEvent, terms)

test('in an event, its name, keys and values at every depth', () => {
  const hidden = hide({
    type: 'track',
    name: 'Assigned to account-7',
    view: 'view-id',
    properties: {
      to: 'account-7',
      count: 4711,
      other: 4712,
      isOpen: true,
      nothing: null,
      'account-7': 1,
      deep: { list: ['account-7', 4711, 'Ada Lovelace', 2], 'by account-7': { at: 'account-7' } },
    },
  })
  expect(hidden).toEqual({
    ...BASE,
    type: 'track',
    name: 'Assigned to [person]',
    view: 'view-id',
    properties: {
      to: '[person]',
      other: 4712,
      isOpen: true,
      nothing: null,
      '[person]': 1,
      deep: { list: ['[person]', '[person]', 2], 'by [person]': { at: '[person]' } },
    },
    remarks: expect.arrayContaining([
      { at: 'track', what: 'masked', why: 'person' },
      { at: 'track.Assigned to [person].to', what: 'masked', why: 'person' },
      { at: 'track.Assigned to [person].count', what: 'dropped', why: 'person' },
    ]) as unknown,
  })
  expect(JSON.stringify(hidden)).not.toMatch(/account-7|4711|Lovelace/)
})

test('in what describes a page, but for what its developer wrote', () => {
  const event = { type: 'page', page: PAGE, previous: { route: '/', view: 'v', duration: 1 } }
  const more = (text: string) => ({
    title: `Profile of ${text}`,
    params: { user: text },
    query: { tab: ['open', text] },
    campaign: { source: text },
  })
  expect(hide({ ...event, ...more('account-7') })).toMatchObject({
    ...event,
    ...more('[person]'),
    remarks: ['page.title', 'page.params.user', 'page.query.tab', 'page.campaign.source'].map(
      (at) => ({ at, what: 'masked', why: 'person' }),
    ),
  })
})

test('in the traits of a group; and none that has the id of a person', () => {
  const group = { type: 'group', groupType: 'team', groupKey: 'team-3' }
  expect(hide({ ...group, traits: { owner: 'account-7', members: 3 } })).toMatchObject({
    ...group,
    traits: { owner: '[person]', members: 3 },
  })
  expect(hide({ ...group, groupKey: 'account-7', traits: {} })).toBeNull()
  expect(hide({ ...group, groupType: 'account-7', traits: {} })).toBeNull()
})

test('in what was remarked before', () => {
  const remarks = [{ at: 'track.Sent.account-7', what: 'masked', why: 'email' }]
  expect(hide({ type: 'track', name: 'Sent', properties: {}, remarks })).toHaveProperty('remarks', [
    { at: 'track.Sent.[person]', what: 'masked', why: 'email' },
  ])
})

test.each<object>([
  { type: 'track', name: 'Sent', properties: { a: 'b' } },
  { type: 'leave', page: PAGE, view: 'v', duration: 1, activeDuration: 1, cause: 'exit' },
  { type: 'reset' },
])('what has nothing of anybody in it stays as it is: %o', (event) => {
  expect(hide(event)).toEqual({ ...BASE, ...event })
})
