import { describe, expect, test, vi } from 'vitest'
import { allowedValues } from '../../../src/sources/pages/allowed-values.ts'

const pick = (names: unknown, values: Readonly<Record<string, unknown>>) =>
  allowedValues(names as readonly string[], () => values)

describe('nothing is read', () => {
  test.each([undefined, null, false, true, 7, '', 'tab', {}, { 0: 'tab', length: 1 }, []])(
    'where the names are %j',
    (names) => {
      const read = vi.fn<() => Record<string, unknown>>(() => ({ tab: 'open' }))
      expect(allowedValues(names as unknown as readonly string[], read)).toBeUndefined()
      expect(read).not.toHaveBeenCalled()
    },
  )

  test('of what is not allowed', () => {
    const values = {
      tab: 'open',
      get secret(): string {
        throw new Error('read')
      },
    }
    expect(pick(['tab'], values)).toEqual({ tab: 'open' })
  })
})

describe('what is allowed', () => {
  test('is picked by name', () => {
    const values = { tab: 'open', sort: 'name', secret: 'secret' }
    expect(pick(['sort', 'tab'], values)).toEqual({ sort: 'name', tab: 'open' })
  })

  test.each([
    ['absent', {}],
    ['undefined', { tab: undefined }],
    ['null, as a query without "="', { tab: null }],
    ['empty', { tab: '' }],
  ])('is left out where it is %s', (_, values) => {
    expect(pick(['tab'], values)).toBeUndefined()
    expect(pick(['tab', 'sort'], { ...values, sort: 'name' })).toEqual({ sort: 'name' })
  })

  // As `params: { path: [] }` leaves a repeated parameter, and `?tab=` an empty one of several.
  test.each([[[]], [['']], [[null]]])('is left out where nothing is in it: %j', (tab) => {
    expect(pick(['tab'], { tab })).toBeUndefined()
  })

  test.each([
    'ada@example.test',
    'eyJhbGciOiJIUzI1NiJ9/x',
    'x'.repeat(65),
    'größe',
    7,
    true,
    0,
    {},
    () => 'x',
  ])('is (other) where it is more than a word or two: %s', (value) => {
    expect(pick(['tab'], { tab: value })).toEqual({ tab: '(other)' })
  })

  test('is at most five values of one name, each by itself', () => {
    const tab = ['one', 'ada@example.test', null, 'four', 'five', 'six', 'seven']
    expect(pick(['tab'], { tab })).toEqual({ tab: ['one', '(other)', 'four', 'five', 'six'] })
  })

  test('is copied, so that a change of the route changes nothing', () => {
    const tab = ['one']
    const picked = pick(['tab'], { tab })
    tab[0] = 'two'
    expect(picked).toEqual({ tab: ['one'] })
  })

  test('may be a name that stands twice', () => {
    expect(pick(['tab', 'tab'], { tab: 'open' })).toEqual({ tab: 'open' })
  })
})

describe('what is inherited', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'inherited'])(
    'is not a value: %s',
    (name) => {
      const values = Object.create({ inherited: 'yes' }) as Record<string, unknown>
      expect(pick([name], values)).toBeUndefined()
      expect(pick([name], {})).toBeUndefined()
    },
  )

  test('is no matter where the values have no prototype', () => {
    const values = Object.assign(Object.create(null) as object, { tab: 'open' })
    expect(pick(['tab', 'toString'], values)).toEqual({ tab: 'open' })
  })

  test('stays as it is where a value of its own is called __proto__', () => {
    const values = JSON.parse('{ "__proto__": "polluted" }') as Record<string, unknown>
    const picked = pick(['__proto__'], values)!
    expect(Object.entries(picked)).toEqual([['__proto__', 'polluted']])
    expect(Object.getPrototypeOf(picked)).toBe(Object.prototype)
  })
})
