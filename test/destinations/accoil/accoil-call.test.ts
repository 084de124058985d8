import { describe, expect, test } from 'vitest'
import { toAccoilCall } from '../../../src/destinations/accoil/accoil-call.ts'
import type { GroupEvent, IdentifyEvent, TelemetryEvent } from '../../../src/events.ts'

const BASE = {
  id: 'our-id',
  time: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
  remarks: [{ path: 'secret', reason: 'masked' }] as unknown as TelemetryEvent['remarks'],
}
const timestamp = '2026-01-02T03:04:05.006Z'
const NOBODY = { anonymousId: 'secret' }
const SOMEBODY = { ...NOBODY, userId: 'u1', groupId: 't1' }

const identify: IdentifyEvent = { ...BASE, type: 'identify', userId: 'u1', traits: { plan: 'pro' } }
const group: GroupEvent = {
  ...BASE,
  type: 'group',
  groupType: 'team',
  groupKey: 't1',
  traits: { members: 12, group_type: 'other' },
}

describe('a person', () => {
  test('is told with the traits and the time', () => {
    expect(toAccoilCall(identify, { ...NOBODY, userId: 'u1' })).toStrictEqual({
      path: 'identify',
      message: { userId: 'u1', traits: { plan: 'pro' }, timestamp },
    })
  })

  test('is told with the group that was named before', () => {
    expect(toAccoilCall(identify, SOMEBODY)).toMatchObject({ message: { groupId: 't1' } })
  })
})

describe('a group', () => {
  test('is told with its kind, and with whoever acts for it', () => {
    expect(toAccoilCall(group, SOMEBODY)).toStrictEqual({
      path: 'group',
      message: {
        groupId: 't1',
        userId: 'u1',
        traits: { members: 12, group_type: 'team' },
        timestamp,
      },
    })
  })

  test('is told without anybody where nobody is known', () => {
    expect(toAccoilCall(group, { ...NOBODY, groupId: 't1' })).toStrictEqual({
      path: 'group',
      message: { groupId: 't1', traits: { members: 12, group_type: 'team' }, timestamp },
    })
  })
})

describe('an event', () => {
  const track = { ...BASE, type: 'track', name: 'Form Created', view: 'secret' } as const
  const event: TelemetryEvent = { ...track, properties: { formId: 'secret' } }

  test('is told by its name alone', () => {
    expect(toAccoilCall(event, SOMEBODY)).toStrictEqual({
      path: 'track',
      message: { userId: 'u1', event: 'Form Created', timestamp },
    })
  })

  test('of nobody who is known is refused', () => {
    expect(toAccoilCall(event, { ...NOBODY, groupId: 't1' })).toBe('nobody-known')
  })
})

test('pages are unknown to Accoil, and a sign-out is nothing to say', () => {
  const page = { route: '/', url: 'https://app.invalid/' }
  const stay = { view: 'v', duration: 1, activeDuration: 1, cause: 'exit' } as const
  expect(toAccoilCall({ ...BASE, type: 'page', page }, SOMEBODY)).toBe('not-supported')
  expect(toAccoilCall({ ...BASE, type: 'leave', page, ...stay }, SOMEBODY)).toBe('not-supported')
  expect(toAccoilCall({ ...BASE, type: 'reset' }, SOMEBODY)).toBeUndefined()
})
