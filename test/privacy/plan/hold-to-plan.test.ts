import { describe, expect, test } from 'vitest'
import type { PlainRecord } from '../../../src/events.ts'
import type { EventPlan } from '../../../src/privacy/plan/event-plan.ts'
import { createHoldToPlan, type TakeKeyRemark } from '../../../src/privacy/plan/hold-to-plan.ts'
import { maskText } from '../../../src/privacy/mask/mask-text.ts'
import { bool, id, oneOf, route, text } from '../../../src/privacy/plan/properties.ts'
import { expectReports } from '../../helpers/expect-report.ts'

const events = {
  Saved: {
    description: 'Saved',
    properties: { formId: id(), kind: oneOf('a', 'b'), ok: bool(), note: text({ optional: true }) },
  },
}

const complete = { formId: 'f_42', kind: 'a', ok: true }

const MAIL = 'ann@example.com'
const readRoute = (said: string) => (said === 'inbox' ? `/of/${MAIL}` : undefined)

/** What is left of an event, as one record, and what is remarked: `email dropped unplanned`. */
function hold(name: string, properties: PlainRecord, plan: unknown = events) {
  const remarks: string[] = []
  const take: TakeKeyRemark = (...remark) => void remarks.push(remark.join(' '))
  const held = createHoldToPlan(plan as EventPlan, readRoute, maskText)!(name, properties, take)
  return { held, properties: held && { ...held.listed, ...held.open }, remarks }
}

describe('an event', () => {
  test('that keeps to the plan is sent, and nobody is told anything', () => {
    expect(hold('Saved', complete)).toEqual({
      held: { listed: { kind: 'a', ok: true }, open: { formId: 'f_42' } },
      properties: complete,
      remarks: [],
    })
    expectReports()
  })

  test('that is not in it is none, and told', () => {
    expect(hold('Deleted', complete).held).toBeNull()
    expect(expectReports('VT306')[0]).toContain('(Deleted)')
  })

  test('that says more loses it, which is told by its keys', () => {
    const more = { email: 'ann@example.com', title: 'Holidays' }
    const { properties, remarks } = hold('Saved', { ...complete, ...more })
    expect(properties).toEqual(complete)
    expect(remarks).toEqual(['email dropped unplanned', 'title dropped unplanned'])
    const [message] = expectReports('VT307')
    expect(message).toContain('(Saved: email, title)')
    expect(message).not.toMatch(/ann@|Holidays/)
  })

  test('is told without what is private in a key or a name', () => {
    hold('Saved', { ...complete, 'ann@example.com': 1 })
    hold('Mail to ann@example.com', {})
    for (const message of expectReports('VT307', 'VT306')) {
      expect(message).toContain('[email]')
      expect(message).not.toContain('ann@')
    }
  })

  test('that says too much at once is told the first ten', () => {
    const many = Array.from({ length: 11 }, (_, index) => [`k${index}`, 1])
    const { remarks } = hold('Saved', { ...complete, ...Object.fromEntries(many) })
    expect(remarks).toHaveLength(11)
    expect(expectReports('VT307')[0]).toContain('k9)')
  })

  test('that says something else is told what is wrong with it, and no value', () => {
    const wrong = { formId: 'Ann Smith', kind: 'secret', ok: true }
    const { properties, remarks } = hold('Saved', wrong)
    expect(properties).toEqual({ kind: '(other)', ok: true })
    expect(remarks).toEqual(['formId dropped no-id', 'kind replaced not-listed'])
    const [message] = expectReports('VT308')
    expect(message).toContain('(Saved: formId is no-id, kind is not-listed)')
    expect(message).not.toMatch(/Ann|secret/)
  })

  test('that says too little is sent without it', () => {
    const { properties, remarks } = hold('Saved', { formId: 'f_42' })
    expect(properties).toEqual({ formId: 'f_42' })
    expect(remarks).toEqual([])
    expect(expectReports('VT309')[0]).toContain('(Saved: kind, ok)')
  })
})

test('a route is told as in a view, without what is private in its pattern', () => {
  const plan = { Opened: { description: 'Opened', properties: { page: route() } } }
  expect(hold('Opened', { page: 'inbox' }, plan).properties).toEqual({ page: '/of/[email]' })
})

describe('the plan', () => {
  test('is none: nothing is held to it', () => {
    expect(createHoldToPlan(undefined, readRoute, maskText)).toBeNull()
  })

  test.each([null, {}, [], 'Saved', 0, true, { Saved: 'text', length: 1 }])(
    'is %j: nothing goes',
    (plan) => {
      expect(hold('Saved', complete, plan).held).toBeNull()
      expect(hold('length', {}, plan).held).toBeNull()
      expectReports('VT306', 'VT306')
    },
  )
})
