import { describe, expect, test } from 'vitest'
import { isEventName, isId } from '../../src/privacy/names.ts'

describe('an id', () => {
  test.each(['account-7', 'a', '7', 'team 3', 'nobody', 'nullable', 'x'.repeat(200)])(
    'may be %s',
    (id) => {
      expect(isId(id)).toBe(true)
    },
  )

  test.each([
    '',
    ' ',
    '\n\t',
    'undefined',
    'null',
    'NULL',
    ' null ',
    'NaN',
    'none',
    'anonymous',
    'Anonymous',
    '[object Object]',
    'x'.repeat(201),
    undefined,
    null,
    7,
    Number.NaN,
    {},
    ['account-7'],
    Symbol('account-7'),
  ])('cannot be %s', (id) => {
    expect(isId(id)).toBe(false)
  })
})

describe('the name of an event', () => {
  test.each(['Form Created', 'a', 'cost in $', '名', 'two\nlines', 'x'.repeat(200)])(
    'may be %s',
    (name) => {
      expect(isEventName(name)).toBe(true)
    },
  )

  test.each(['', '$pageview', '$', 'x'.repeat(201), undefined, null, 7, {}, ['Form Created']])(
    'cannot be %s',
    (name) => {
      expect(isEventName(name)).toBe(false)
    },
  )
})
