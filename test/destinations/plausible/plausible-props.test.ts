import { describe, expect, test } from 'vitest'
import { toProps } from '../../../src/destinations/plausible/plausible-props.ts'

test('numbers and booleans are told as texts', () => {
  const values = { kind: 'issue', fields: 3, share: -0.5, done: true, not: false, none: 0 }
  expect(toProps(values)).toStrictEqual({
    kind: 'issue',
    fields: '3',
    share: '-0.5',
    done: 'true',
    not: 'false',
    none: '0',
  })
})

describe('left out is what Plausible does not keep', () => {
  test.each([
    ['a list', ['a']],
    ['an object', { a: 'b' }],
    ['null', null],
    ['an empty text', ''],
    ['a blank text', ' \n'],
  ])('%s', (_, value) => {
    expect(toProps({ value, kept: 'a' })).toStrictEqual({ kept: 'a' })
  })

  test('a blank key', () => {
    expect(toProps({ ' ': 'a', '': 'b', kept: 'c' })).toStrictEqual({ kept: 'c' })
  })

  test.each([
    ['letters', 'a', 300, 2000],
    // Two bytes each.
    ['umlauts', 'ä', 150, 1000],
  ])('what is too long, in bytes: %s', (_, letter, key, value) => {
    const longest = { [letter.repeat(key)]: letter.repeat(value) }
    const tooLong = { [letter.repeat(key + 1)]: 'a', b: letter.repeat(value + 1) }
    expect(toProps({ ...longest, ...tooLong })).toStrictEqual(longest)
  })

  test('what is more than 30', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}`, 'a']))
    const usable = Object.keys(toProps({ dropped: null, ...many }))
    expect(usable).toEqual(Object.keys(many).slice(0, 30))
  })
})
