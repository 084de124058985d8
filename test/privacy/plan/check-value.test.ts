import { describe, expect, test } from 'vitest'
import type { PlainValue } from '../../../src/events.ts'
import { checkValue, isOpen } from '../../../src/privacy/plan/check-value.ts'
import { bool, id, int, number, oneOf, route, text } from '../../../src/privacy/plan/properties.ts'
import type { PropertyPlan } from '../../../src/privacy/plan/property-plan.ts'

const readRoute = (path: string) => (path === '/teams/:team(\\d+)' ? '/teams/:team' : undefined)

const check = (property: PropertyPlan, value: unknown) =>
  checkValue(property, value as PlainValue, readRoute)

/** One of each type that plain data may have. */
const OF_EACH_TYPE: PlainValue[] = ['text', 4, true, [], ['f_1'], {}, { id: 'f_1' }]

const exceptOf = (type: string) => OF_EACH_TYPE.filter((value) => typeof value !== type)

describe('an id', () => {
  const OPAQUE = [
    'f_42',
    '7',
    'a',
    'x'.repeat(64),
    '0190a6f0-7c2e-7cc1-8d3e-0242ac120002',
    '01J9ZQ3V5W8X',
    'urn:uuid:0190a6f0',
    'com.acme.widget',
    '-_.:',
  ]
  test.each(OPAQUE)('is sent as it is: %s', (value) => {
    expect(check(id(), value)).toEqual({ value })
  })

  const NOT_OPAQUE = [
    '',
    ' f_42',
    'f_42\n',
    'Ann Smith',
    'ann@example.com',
    'ann%40example.com',
    '/forms/42',
    'https://example.com/f',
    '+49 30 1234',
    'Jürgen',
    '１２３',
    'x'.repeat(65),
    '[long]',
    '[object Object]',
    'undefined',
    'null',
    'NaN',
    'None',
    'anonymous',
  ]
  test.each(NOT_OPAQUE)('is none, and stays: %j', (value) => {
    expect(check(id(), value)).toEqual({ fault: 'no-id' })
  })

  test.each(exceptOf('string'))('is text: %j', (value) => {
    expect(check(id(), value)).toEqual({ fault: 'wrong-type' })
  })
})

describe('one of a few words', () => {
  const kind = oneOf('issue', 'request')

  test('is sent as it is', () => {
    expect(check(kind, 'issue')).toEqual({ value: 'issue' })
  })

  test.each([...OF_EACH_TYPE, 'Issue', 'issue ', '', 'length', '0', 'toString', '__proto__'])(
    'or else is another: %j',
    (value) => {
      expect(check(kind, value)).toEqual({ value: '(other)', fault: 'not-listed' })
    },
  )

  test('words are text, whatever the list says', () => {
    const numbers = { type: 'oneOf', values: ['4'] } as const
    expect(check(numbers, 4)).toEqual({ value: '(other)', fault: 'not-listed' })
  })
})

describe('a whole number', () => {
  test.each([0, 500, 3, -0])('within its bounds is sent as it is: %d', (value) => {
    expect(check(int({ min: 0, max: 500 }), value)).toEqual({ value })
  })

  test.each([-1, 501, Number.MAX_SAFE_INTEGER])('beyond them it stays, unclamped: %d', (value) => {
    expect(check(int({ min: 0, max: 500 }), value)).toEqual({ fault: 'out-of-bounds' })
  })

  test.each([0.5, NaN, Infinity, 2 ** 53, ...exceptOf('number'), '4'])(
    'is not made of anything else: %j',
    (value) => {
      expect(check(int(), value)).toEqual({ fault: 'wrong-type' })
    },
  )

  test('has the bounds that it is given, and no others', () => {
    expect(check(int({ max: 5 }), -1000)).toEqual({ value: -1000 })
    expect(check(int({ min: 5 }), 1000)).toEqual({ value: 1000 })
    expect(check(int({ min: 5 }), 4)).toEqual({ fault: 'out-of-bounds' })
  })

  test.each([NaN, 'many', {}])('with a bound that is none it stays: %j', (bound) => {
    expect(check(int({ max: bound as number }), 1)).toEqual({ fault: 'out-of-bounds' })
    expect(check(number({ min: bound as number }), 1)).toEqual({ fault: 'out-of-bounds' })
  })
})

describe('a number', () => {
  test.each([0, 0.25, 1])('within its bounds is sent as it is: %d', (value) => {
    expect(check(number({ min: 0, max: 1 }), value)).toEqual({ value })
  })

  test.each([-0.01, 1.01, Number.MAX_VALUE])('beyond them it stays: %d', (value) => {
    expect(check(number({ min: 0, max: 1 }), value)).toEqual({ fault: 'out-of-bounds' })
  })

  test.each([NaN, Infinity, -Infinity, ...exceptOf('number'), '0.5'])(
    'is not made of anything else: %j',
    (value) => {
      expect(check(number(), value)).toEqual({ fault: 'wrong-type' })
    },
  )
})

describe('yes or no', () => {
  test.each([true, false])('is sent as it is: %j', (value) => {
    expect(check(bool(), value)).toEqual({ value })
  })

  test.each([...exceptOf('boolean'), 0, 1, '', 'true'])('is nothing else: %j', (value) => {
    expect(check(bool(), value)).toEqual({ fault: 'wrong-type' })
  })
})

describe('a route', () => {
  test('is what the router has, by its pattern', () => {
    expect(check(route(), '/teams/:team(\\d+)')).toEqual({ value: '/teams/:team' })
  })

  test.each([...OF_EACH_TYPE, '/teams/acme', '/teams/42?token=x', ''])(
    'or else is another: %j',
    (value) => {
      expect(check(route(), value)).toEqual({ value: '(other)', fault: 'not-listed' })
    },
  )
})

describe('free text', () => {
  test.each(['', 'anything at all: ann@example.com', 'x'.repeat(200)])('is sent: %s', (value) => {
    expect(check(text(), value)).toEqual({ value })
  })

  test('too long it is replaced, and never cut', () => {
    const long = { value: '[long]', fault: 'too-long' }
    expect(check(text(), 'x'.repeat(201))).toEqual(long)
    expect(check(text({ maxLength: 3 }), 'four')).toEqual(long)
    expect(check(text({ maxLength: 4 }), 'four')).toEqual({ value: 'four' })
    expect(check(text({ maxLength: NaN }), 'four')).toEqual(long)
  })

  test.each(exceptOf('string'))('is not made of anything else: %j', (value) => {
    expect(check(text(), value)).toEqual({ fault: 'wrong-type' })
  })
})

test.each([{}, { type: 'any' }, { type: 'toString' }])('what is no property: %j', (property) => {
  for (const value of OF_EACH_TYPE) {
    expect(check(property as PropertyPlan, value)).toEqual({ fault: 'wrong-type' })
  }
})

test('only ids and free text are open', () => {
  expect([id(), oneOf('a'), int(), number(), bool(), route(), text()].filter(isOpen)).toEqual([
    id(),
    text(),
  ])
})
