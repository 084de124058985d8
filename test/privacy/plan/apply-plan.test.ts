import {
  anything,
  assert as check,
  constantFrom,
  dictionary,
  oneof,
  property,
  string,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlainRecord } from '../../../src/events.ts'
import { applyPlan } from '../../../src/privacy/plan/apply-plan.ts'
import type { EventPlan } from '../../../src/privacy/plan/event-plan.ts'
import { bool, id, int, number, oneOf, route, text } from '../../../src/privacy/plan/properties.ts'
import { toPlainRecord } from '../../../src/privacy/plain.ts'

const PLAN: EventPlan = {
  Saved: {
    description: 'Saved',
    properties: {
      formId: id(),
      kind: oneOf('issue', 'request'),
      fields: int({ min: 0, max: 500, optional: true }),
      ratio: number({ min: 0, max: 1, optional: true }),
      ok: bool({ optional: true }),
      page: route({ optional: true }),
      note: text({ maxLength: 20, optional: true }),
    },
  },
  Left: { description: 'Left' },
}

const complete = { formId: 'f_42', kind: 'issue' }

const apply = (properties: PlainRecord, name = 'Saved', plan = PLAN) =>
  applyPlan(plan, name, properties, (path) => (path === '/' ? '/' : undefined))

const EMPTY = { open: [], dropped: [], replaced: [], missing: [] }

describe('an event of the plan', () => {
  test('keeps what is declared', () => {
    const all = { ...complete, fields: 3, ratio: 0.5, ok: false, page: '/', note: 'v4.2' }
    expect(apply(all)).toEqual({ ...EMPTY, kept: all, open: ['formId', 'note'] })
  })

  test('loses what is not', () => {
    expect(apply({ ...complete, email: 'ann@example.com', Kind: 'issue' })).toEqual({
      ...EMPTY,
      kept: complete,
      open: ['formId'],
      dropped: [
        { key: 'email', reason: 'unplanned' },
        { key: 'Kind', reason: 'unplanned' },
      ],
    })
  })

  test('is told apart: what was dropped, and what was replaced', () => {
    const wrong = { formId: 'Ann Smith', kind: 'bug', fields: 501, ok: 1, note: 'x'.repeat(21) }
    expect(apply(wrong)).toEqual({
      kept: { kind: '(other)', note: '[long]' },
      open: ['note'],
      dropped: [
        { key: 'formId', reason: 'no-id' },
        { key: 'fields', reason: 'out-of-bounds' },
        { key: 'ok', reason: 'wrong-type' },
      ],
      replaced: [
        { key: 'kind', reason: 'not-listed' },
        { key: 'note', reason: 'too-long' },
      ],
      missing: [],
    })
  })

  test('lacks what it asks for, and is there all the same', () => {
    expect(apply({})).toEqual({ ...EMPTY, kept: {}, missing: ['formId', 'kind'] })
  })

  test('null is no value', () => {
    expect(apply({ formId: 'f_42', kind: null, ok: null })).toEqual({
      ...EMPTY,
      kept: { formId: 'f_42' },
      open: ['formId'],
      missing: ['kind'],
    })
  })

  test('without properties says that it happened', () => {
    expect(apply({ why: 'bored' }, 'Left')).toEqual({
      ...EMPTY,
      kept: {},
      dropped: [{ key: 'why', reason: 'unplanned' }],
    })
  })

  test('leaves what was passed alone', () => {
    const passed = Object.freeze({ ...complete, more: 1 })
    expect(apply(passed)!.kept).not.toBe(passed)
  })

  test('knows no route without somebody who does', () => {
    expect(applyPlan(PLAN, 'Saved', { page: '/' })!.kept).toEqual({ page: '(other)' })
  })
})

describe('nothing is declared by being an object', () => {
  const INHERITED = ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf']

  test.each([...INHERITED, 'saved', 'Saved ', ''])('no event: %s', (name) => {
    expect(apply(complete, name)).toBeNull()
  })

  test.each(INHERITED)('no property: %s', (key) => {
    const passed = Object.fromEntries([
      ['formId', 'f_42'],
      ['kind', 'issue'],
      [key, 'x'],
    ])
    const { kept, dropped } = apply(passed)!
    expect(Object.keys(kept)).toEqual(['formId', 'kind'])
    expect(Object.getPrototypeOf(kept)).toBeNull()
    expect(dropped).toEqual([{ key, reason: 'unplanned' }])
  })

  test.each(INHERITED)('no value: %s', (key) => {
    const properties = Object.fromEntries([[key, text()]])
    const plan = { Saved: { description: '', properties } }
    expect(apply({}, 'Saved', plan)).toEqual({ ...EMPTY, kept: {}, missing: [key] })
    const passed = Object.fromEntries([[key, 'x']])
    expect(Object.entries(apply(passed, 'Saved', plan)!.kept)).toEqual([[key, 'x']])
  })
})

describe('what is no plan lets nothing out', () => {
  test.each([[], 'Saved', 4, true])('%j', (plan) => {
    expect(apply(complete, 'Saved', plan as unknown as EventPlan)).toBeNull()
  })

  test.each([null, undefined, 0, '', false])('a definition that is %j', (definition) => {
    expect(apply(complete, 'Saved', { Saved: definition } as unknown as EventPlan)).toBeNull()
  })

  test.each([
    null,
    undefined,
    'formId',
    ['formId'],
    { formId: null },
    { formId: 'id' },
    { formId: {} },
  ])('properties that are %j', (properties) => {
    const plan = { Saved: { description: '', properties } } as unknown as EventPlan
    expect(apply({ formId: 'f_42' }, 'Saved', plan)!.kept).toEqual({})
    expect(apply({}, 'Saved', plan)!.kept).toEqual({})
  })
})

test('ten thousand keys cost their reading, and leave nothing', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 1]))
  const { kept, dropped } = apply({ ...complete, ...many })!
  expect(kept).toEqual(complete)
  expect(dropped).toHaveLength(10_000)
})

describe('whatever is passed', () => {
  const KEYS = [...Object.keys(PLAN.Saved!.properties!), 'constructor', '__proto__', 'more']
  const values = oneof(
    constantFrom('issue', 'request', '/', 'f_42', 500, -1, 0.5, true, null),
    anything(),
  )
  const passing = dictionary(oneof(constantFrom(...KEYS), string()), values)

  /** What may be sent under each key, written down once more. */
  const DOMAINS: Record<string, (value: unknown) => boolean> = {
    formId: (value) => typeof value === 'string' && /^[\w.:-]{1,64}$/.test(value),
    kind: (value) => ['issue', 'request', '(other)'].includes(value as string),
    fields: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 500,
    ratio: (value) => typeof value === 'number' && value >= 0 && value <= 1,
    ok: (value) => value === true || value === false,
    page: (value) => value === '/' || value === '(other)',
    note: (value) => typeof value === 'string' && value.length <= 20,
  }

  test('no key and no value leaves that is not declared', () => {
    check(
      property(passing, (passed) => {
        const { kept } = apply(toPlainRecord(passed))!
        const strays = Object.keys(kept).filter((key) => !DOMAINS[key]?.(kept[key]))
        expect(strays).toEqual([])
        expect(Object.getPrototypeOf(kept)).toBeNull()
      }),
      { numRuns: 1000 },
    )
  })

  test('what is sent is what was passed, or is told to be something else', () => {
    check(
      property(passing, (passed) => {
        const copy = toPlainRecord(passed)
        const { kept, dropped, replaced } = apply(copy)!
        const others = Object.keys(kept).filter((key) => kept[key] !== copy[key])
        expect(others).toEqual(replaced.map(({ key }) => key))
        const gone = Object.keys(copy).filter((key) => !Object.hasOwn(kept, key))
        const empty = Object.keys(DOMAINS).filter((key) => copy[key] === null)
        expect(gone.toSorted()).toEqual([...dropped.map(({ key }) => key), ...empty].toSorted())
      }),
      { numRuns: 1000 },
    )
  })

  test('no event leaves that is not declared', () => {
    check(
      property(oneof(string(), constantFrom(...KEYS, 'Saved', 'Left')), (name) => {
        expect(apply(complete, name) !== null).toBe(name === 'Saved' || name === 'Left')
      }),
    )
  })
})
