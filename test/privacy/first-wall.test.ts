import { describe, expect, test } from 'vitest'
import type { TelemetryOptions } from '../../src/options.ts'
import { createFirstWall } from '../../src/privacy/first-wall.ts'
import { defineEvents } from '../../src/privacy/plan/define-events.ts'
import { id, oneOf, text } from '../../src/privacy/plan/properties.ts'
import { createRemarks } from '../../src/privacy/remark.ts'
import { takeSnapshot } from '../../src/privacy/snapshot.ts'
import { expectReports } from '../helpers/expect-report.ts'

const MAIL = 'ann@example.com'

const events = defineEvents({
  Saved: {
    description: 'Something was saved.',
    properties: {
      formId: id(),
      kind: oneOf('bug', MAIL),
      note: text({ optional: true }),
      email: text({ optional: true }),
    },
  },
})

const wall = (options: Pick<TelemetryOptions, 'events' | 'privacy'> = {}) =>
  createFirstWall(options)
const track = (name: string, properties: unknown, options = {}) =>
  wall(options).track(name, takeSnapshot(properties))

describe('without a plan', () => {
  test('what is harmless stays as it was passed', () => {
    const properties = { formId: 'f_42', fields: 3, tags: ['a'], page: '/teams/:team' }
    expect(track('Form Created', properties)).toEqual({
      name: 'Form Created',
      data: properties,
      remarks: [],
    })
  })

  test('names, keys and texts are masked', () => {
    const tracked = track(`Wrote to ${MAIL}`, { [MAIL]: 1, note: MAIL, list: [MAIL] })
    expect(tracked).toMatchObject({
      name: 'Wrote to [email]',
      data: { '[email]': 1, note: '[email]', list: ['[email]'] },
    })
    expect(JSON.stringify(tracked)).not.toContain('ann')
  })

  test('what is reserved is left out, and told without what is private in it', () => {
    const tracked = track('Saved', { distinct_id: 'x', [`$${MAIL}`]: 1, a: 1 })
    expect(tracked).toEqual({
      name: 'Saved',
      data: { a: 1 },
      remarks: [
        { at: 'track.Saved.distinct_id', what: 'dropped', why: 'reserved' },
        { at: 'track.Saved.[email]', what: 'dropped', why: 'reserved' },
      ],
    })
    expect(expectReports('VT303')[0]).not.toContain('ann')
  })

  test('what is more than fits is told', () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [`key-${i}`, 'x'.repeat(99)]),
    )
    const { data, remarks } = track('Saved', many)!
    expect(JSON.stringify(data).length).toBeLessThan(8000)
    expect(remarks).toEqual([{ at: 'track.Saved', what: 'dropped', why: 'too-large' }])
  })

  test('remarks end at twenty', () => {
    const many = Array.from({ length: 50 }, () => MAIL)
    const { data, remarks } = track('Saved', { many })!
    expect(remarks).toHaveLength(20)
    expect(JSON.stringify(data)).not.toContain('ann')
  })
})

describe('patterns of the application’s own', () => {
  test.each([
    [/acme/i, 'ann.miller@acme.com', '[email]'],
    [/4111 1/, '4111 1111 1111 1111', '[card]'],
    [/170/g, '+49 170 1234567', '[phone]'],
    [/PAT-\d+/y, 'PAT-1 and PAT-22', '[masked] and [masked]'],
  ])('look at what ours have left: %s', (pattern, said, left) => {
    const privacy = { mask: [pattern] }
    expect(track('Saved', { said }, { privacy })!.data).toEqual({ said: left })
  })

  test.each([null, undefined, []])('may be none: %s', (mask) => {
    const privacy = { mask } as never
    expect(track('Saved', { a: 1 }, { privacy })!.data).toEqual({ a: 1 })
  })

  test.each([null, 5, true, {}, 'track.Saved.email'])(
    'what is allowed has to be a list: %s',
    (allow) => {
      const privacy = { allow } as never
      expect(track('Saved', { email: 'somebody', a: 1 }, { privacy })!.data).toEqual({ a: 1 })
    },
  )
})

test('what is remarked does not join what a key and the one above it hide apart', () => {
  const { remarks } = track('Saved', { 'ann@example': { com: MAIL } })!
  expect(JSON.stringify(remarks)).not.toContain('ann@')
})

describe('with a plan', () => {
  test('ids and texts are masked, and what is listed is not', () => {
    expect(track('Saved', { formId: 'f_42', kind: MAIL, note: `To ${MAIL}` }, { events })).toEqual({
      name: 'Saved',
      data: { formId: 'f_42', kind: MAIL, note: 'To [email]' },
      remarks: [{ at: 'track.Saved.note', what: 'masked', why: 'email' }],
    })
  })

  test('a key that says that its text is private needs to be allowed', () => {
    const passed = { formId: 'f_42', kind: 'bug', email: 'somebody' }
    expect(track('Saved', passed, { events })!.data).toEqual({ formId: 'f_42', kind: 'bug' })
    expect(expectReports('VT308')[0]).toContain('email is private-key')
    const privacy = { allow: ['track.Saved.email'] }
    expect(track('Saved', passed, { events, privacy })!.data).toEqual(passed)
  })

  test('an id that the mask would alter is dropped, not masked', () => {
    const { data, remarks } = track(
      'Saved',
      { formId: 'AKIAIOSFODNN7EXAMPLE', kind: 'bug' },
      { events },
    )!
    expect(data).toEqual({ kind: 'bug' })
    expect(remarks).toEqual([{ at: 'track.Saved.formId', what: 'dropped', why: 'no-id' }])
    expectReports('VT308')
  })

  test('what it declares is kept, however much is passed before it', () => {
    const junk = Object.fromEntries(
      Array.from({ length: 400 }, (_, key) => [`k${key}`, 'x'.repeat(30)]),
    )
    const passed = { ...junk, formId: 'f_42', kind: 'bug' }
    expect(track('Saved', passed, { events })!.data).toEqual({ formId: 'f_42', kind: 'bug' })
    expectReports('VT307')
  })

  test('an event that it does not have is none', () => {
    expect(track('Deleted', {}, { events })).toBeNull()
    expectReports('VT306')
  })

  test('what is not declared is remarked without what is private in its key', () => {
    const { remarks } = track('Saved', { formId: 'f_42', kind: 'bug', [MAIL]: 1 }, { events })!
    expect(remarks).toEqual([{ at: 'track.Saved.[email]', what: 'dropped', why: 'unplanned' }])
    expectReports('VT307')
  })
})

describe('traits', () => {
  test('are masked under the path of who they are about', () => {
    const privacy = { allow: ['group.team.name'] }
    expect(wall({ privacy }).traits('group.team', { name: MAIL, phone: '1', members: 12 })).toEqual(
      {
        data: { name: MAIL, members: 12 },
        remarks: [{ at: 'group.team.phone', what: 'dropped', why: 'private-key' }],
      },
    )
    expect(wall({ privacy }).traits('group.site', { name: MAIL }).data).toEqual({})
  })
})

describe('an id', () => {
  test.each([MAIL, '+1 415 555 2671', 'a%40example.com', '4111 1111 1111 1111', '10.1.2.3'])(
    'is private where it would be masked: %s',
    (userId) => expect(wall().isPrivate(userId)).toBe(true),
  )

  // Its list, of version 1.434.18; `undefined` and `null` are no ids at all.
  test.each(['distinct_id', 'distinctid', 'Distinct_ID', '$posthog_cookieless'])(
    'is refused where posthog-js takes it for a mistake: %s',
    (userId) => expect(wall().isPrivate(userId)).toBe(true),
  )

  test.each([
    'distinct_id_7',
    '$posthog',
    'account-7',
    'f_42',
    '7',
    '018f9c3e-1c4d-7a0b-9c1d-2f3e4a5b6c7d',
    'team/3',
    'größe',
  ])('is none where it is opaque: %s', (userId) => expect(wall().isPrivate(userId)).toBe(false))

  test('is private by a pattern of the application’s own as well', () => {
    const privacy = { mask: [/PAT-\d{6}/] }
    expect(wall({ privacy }).isPrivate('PAT-123456')).toBe(true)
    expect(wall().isPrivate('PAT-123456')).toBe(false)
  })
})

test('a text of a page is masked, and remarked', () => {
  const { remarks, take } = createRemarks()
  expect(wall().text(`Inbox of ${MAIL}`, 'page.title', take)).toBe('Inbox of [email]')
  expect(remarks).toEqual([{ at: 'page.title', what: 'masked', why: 'email' }])
})
