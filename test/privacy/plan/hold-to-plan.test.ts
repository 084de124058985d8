import { describe, expect, test, vi } from 'vitest'
import type { Journal } from '../../../src/delivery/journal.ts'
import type { TelemetryOptions } from '../../../src/options.ts'
import { createHoldToPlan } from '../../../src/privacy/plan/hold-to-plan.ts'
import { bool, id, oneOf, text } from '../../../src/privacy/plan/properties.ts'
import { expectReports } from '../../helpers/expect-report.ts'

const events = {
  Saved: {
    description: 'Saved',
    properties: { formId: id(), kind: oneOf('a', 'b'), ok: bool(), note: text({ optional: true }) },
  },
}

const complete = { formId: 'f_42', kind: 'a', ok: true }

function hold(options: Pick<TelemetryOptions, 'events'> = { events }) {
  const count = vi.fn<Journal['count']>()
  return { hold: createHoldToPlan({ ...options, journal: { count } }), count }
}

describe('an event', () => {
  test('that keeps to the plan is sent, and nobody is told anything', () => {
    const { hold: holdTo, count } = hold()
    expect(holdTo('Saved', complete)).toEqual({ properties: complete, withheld: 0 })
    expect(count).not.toHaveBeenCalled()
    expectReports()
  })

  test('that is not in it is counted, and told', () => {
    const { hold: holdTo, count } = hold()
    expect(holdTo('Deleted', complete)).toBeNull()
    expect(count.mock.calls).toEqual([['track', 'dropped', 'unplanned']])
    expect(expectReports('VT306')[0]).toContain('(Deleted)')
  })

  test('that says more loses it, which is told by its keys', () => {
    const { hold: holdTo } = hold()
    const more = { email: 'ann@example.com', title: 'Holidays' }
    expect(holdTo('Saved', { ...complete, ...more })).toEqual({ properties: complete, withheld: 2 })
    const [message] = expectReports('VT307')
    expect(message).toContain('(Saved: email, title)')
    expect(message).not.toMatch(/ann@|Holidays/)
  })

  test('that says too much at once is told the first ten', () => {
    const many = Array.from({ length: 11 }, (_, index) => [`k${index}`, 1])
    expect(hold().hold('Saved', { ...complete, ...Object.fromEntries(many) })!.withheld).toBe(11)
    expect(expectReports('VT307')[0]).toContain('k9)')
  })

  test('that says something else is told what is wrong with it, and no value', () => {
    const wrong = { formId: 'Ann Smith', kind: 'secret', ok: true }
    expect(hold().hold('Saved', wrong)).toEqual({
      properties: { kind: '(other)', ok: true },
      withheld: 1,
    })
    const [message] = expectReports('VT308')
    expect(message).toContain('(Saved: formId is no-id, kind is not-listed)')
    expect(message).not.toMatch(/Ann|secret/)
  })

  test('that says too little is sent without it', () => {
    expect(hold().hold('Saved', { formId: 'f_42' })).toEqual({
      properties: { formId: 'f_42' },
      withheld: 0,
    })
    expect(expectReports('VT309')[0]).toContain('(Saved: kind, ok)')
  })
})

describe('the plan', () => {
  test('is none: anything goes', () => {
    const properties = { any: { thing: [1] } }
    expect(hold({}).hold('Anything', properties)).toEqual({ properties, withheld: 0 })
  })

  test.each([null, {}, [], 'Saved', 0, true])('is %j: nothing goes', (plan) => {
    const { hold: holdTo, count } = hold({ events: plan as never })
    expect(holdTo('Saved', complete)).toBeNull()
    expect(count).toHaveBeenCalledOnce()
    expectReports('VT306')
  })
})
