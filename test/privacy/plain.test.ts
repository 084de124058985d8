import { describe, expect, test, vi } from 'vitest'
import { reactive, readonly, ref, shallowReactive, watchEffect } from 'vue'
import { toPlainRecord } from '../../src/privacy/plain.ts'
import { takeSnapshot } from '../../src/privacy/snapshot.ts'

/** What becomes of what a developer passes: noted at once, made plain after the yes. */
const recordOf = (value: unknown) => toPlainRecord(takeSnapshot(value))
const copyOf = (value: unknown) => recordOf({ value }).value

describe('plain data', () => {
  test.each<[string, unknown]>([
    ['text', 'text'],
    ['no text', ''],
    ['text of 1024 characters', 'x'.repeat(1024)],
    ['a number', -1.5],
    ['zero', 0],
    ['true', true],
    ['false', false],
    ['null', null],
    ['an array', [1, 'a', null, [false]]],
    ['an object', { a: { b: { c: 1 } } }],
  ])('is kept as it is: %s', (_, value) => {
    expect(copyOf(value)).toEqual(value)
  })

  test('is a copy, of which nothing follows the original', () => {
    const original = { list: [1], inner: { a: 1 } }
    const copy = recordOf(original)
    original.list.push(2)
    original.inner.a = 2
    expect(copy).toEqual({ list: [1], inner: { a: 1 } })
  })

  test('loses what is undefined, which JSON would lose too', () => {
    expect(Object.keys(recordOf({ a: undefined, b: 1 }))).toEqual(['b'])
    expect(copyOf([undefined, 1])).toEqual([null, 1])
  })

  test('may have no prototype', () => {
    expect(copyOf(Object.assign(Object.create(null), { a: 1 }))).toEqual({ a: 1 })
  })

  test('has its own properties only', () => {
    expect(Object.keys(recordOf(Object.create({ inherited: 1 })))).toEqual([])
  })

  test('has no prototype to be polluted', () => {
    const copy = recordOf(JSON.parse('{ "__proto__": { "polluted": true }, "a": 1 }'))
    expect(Object.getPrototypeOf(copy)).toBeNull()
    expect('polluted' in copy).toBe(false)
    expect('polluted' in {}).toBe(false)
  })
})

describe('everything else becomes its kind', () => {
  class Account {
    secret = 'secret'
    toJSON() {
      return 'secret'
    }
  }
  test.each<[string, unknown, unknown]>([
    ['a symbol', Symbol('secret'), '[symbol]'],
    ['a bigint', 10n ** 30n, '[bigint]'],
    ['a function', () => 'secret', '[function]'],
    ['a class', Account, '[function]'],
    ['an instance', new Account(), '[Object]'],
    ['an error', new Error('secret'), '[Error]'],
    ['a map', new Map([['secret', 1]]), '[Map]'],
    ['a set', new Set(['secret']), '[Set]'],
    ['a regular expression', /secret/, '[RegExp]'],
    ['a promise', Promise.resolve('secret'), '[Promise]'],
    ['bytes', new Uint8Array(8), '[Uint8Array]'],
    ['a URL', new URL('https://secret.test'), '[URL]'],
    ['a URL of one’s own', new (class extends URL {})('https://secret.test'), '[URL]'],
    ['an element', document.createElement('input'), '[HTMLInputElement]'],
    ['the window', globalThis.window, '[object]'],
    ['a number that is none', Number.NaN, null],
    ['a number without end', Infinity, null],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a date that is none', new Date('never'), '[unreadable]'],
    ['text of 1025 characters', 'x'.repeat(1025), '[long]'],
    ['a megabyte of text', 'secret'.repeat(200_000), '[long]'],
  ])('%s', (_, value, kind) => {
    expect(copyOf(value)).toEqual(kind)
    expect(copyOf([value])).toEqual([kind])
  })

  test('and toJSON is never called', () => {
    const toJSON = vi.fn<() => string>(() => 'secret')
    expect(copyOf({ a: 1, toJSON })).toEqual({ a: 1, toJSON: '[function]' })
    expect(toJSON).not.toHaveBeenCalled()
  })

  test.each<[string, unknown]>([
    ['text', 'secret'],
    ['a number', 1],
    ['an array', ['secret']],
    ['a map', new Map([['secret', 1]])],
    ['null', null],
    ['undefined', undefined],
    ['a function', () => 'secret'],
  ])('a record that is none is empty: %s', (_, value) => {
    expect(recordOf(value)).toEqual({})
  })
})

describe('hostile values', () => {
  test('a getter that throws costs its own property and no other', () => {
    const hostile = {
      get secret() {
        throw new Error('secret')
      },
    }
    expect(recordOf({ a: 1, hostile, b: [hostile] })).toEqual({
      a: 1,
      hostile: { secret: '[unreadable]' },
      b: [{ secret: '[unreadable]' }],
    })
  })

  test('an index that throws costs itself and no other', () => {
    const list = [1, 2, 3]
    Object.defineProperty(list, 1, {
      get() {
        throw new Error('secret')
      },
    })
    expect(copyOf(list)).toEqual([1, '[unreadable]', 3])
  })

  test('a list of a kind of its own is a list', () => {
    class Rows extends Array<number> {
      constructor(items: number[]) {
        super()
        this.push(...items)
      }
    }
    expect(copyOf(new Rows([1, 2, 3]))).toEqual([1, 2, 3])
  })

  test.each([
    ['ada@example.org', '[object]'],
    ['x]\n[object Map', '[object]'],
    ['length', '[object]'],
    ['constructor', '[object]'],
    ['Map', '[Map]'],
  ])(
    'what it says of its kind is sent where it is a type that there is, and not otherwise: %s',
    (tag, kind) => {
      const hostile = new (class {
        get [Symbol.toStringTag]() {
          return tag
        }
      })()
      expect(copyOf(hostile)).toBe(kind)
    },
  )

  test('a getter is read once', () => {
    const read = vi.fn<() => number>(() => 1)
    recordOf(Object.defineProperty({}, 'a', { get: read, enumerable: true }))
    expect(read).toHaveBeenCalledOnce()
  })

  test('a cycle ends', () => {
    const cycle: Record<string, unknown> = { a: 1 }
    cycle.self = cycle
    expect(JSON.stringify(recordOf(cycle))).toBe(
      '{"a":1,"self":{"a":1,"self":{"a":1,"self":{"a":1,"self":{"a":1,"self":{"a":1,"self":"[deep]"}}}}}}',
    )
  })

  test('a cycle of arrays ends', () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    expect(copyOf(cycle)).toEqual([[[[['[deep]']]]]])
  })

  test('a depth of a thousand ends', () => {
    let deep: unknown = 'secret'
    for (let depth = 0; depth < 1000; depth++) deep = { deep }
    const text = JSON.stringify(recordOf(deep))
    expect(text).toContain('[deep]')
    expect(text).not.toContain('secret')
  })

  test.each([
    ['numbers', () => 1],
    ['texts', () => 'x'.repeat(1000)],
    ['empty texts', () => ''],
    ['empty objects', () => ({})],
  ])('ten thousand keys end at eight thousand characters in all: %s', (_, value) => {
    const entries = Array.from({ length: 10_000 }, (__, index) => [`key-${index}`, value()])
    for (const copy of [recordOf(Object.fromEntries(entries)), copyOf(entries.flat())]) {
      const size = JSON.stringify(copy).length
      expect(size).toBeGreaterThan(1500)
      expect(size).toBeLessThanOrEqual(8000)
    }
  })

  test('what does not fit is told as such, and what comes after it is kept', () => {
    const texts = Array.from({ length: 8 }, () => 'x'.repeat(1000))
    const { list, after } = recordOf({ list: texts, after: 1 })
    expect(list).toEqual([...texts.slice(0, 7), '[long]'])
    expect(after).toBe(1)
  })

  test.each([
    ['an array without end', Array.from({ length: 100_000 }, () => 1)],
    // oxlint-disable-next-line unicorn/no-new-array
    ['an array of holes', new Array(4_000_000_000)],
  ])('%s ends as well', (_, array) => {
    expect((copyOf(array) as unknown[]).length).toBeLessThan(500)
  })

  test('the keys of an array are never listed, which would be as many texts', () => {
    const ownKeys = vi.fn<(list: object) => string[]>(() => [])
    expect(copyOf(new Proxy([1, 2], { ownKeys }))).toEqual([1, 2])
    expect(ownKeys).not.toHaveBeenCalled()
  })

  test('an object that refers to itself many times ends after five hundred values in all', () => {
    const knot: Record<string, unknown> = {}
    for (let index = 0; index < 200; index++) knot[`k${index}`] = knot
    expect(JSON.stringify(recordOf(knot)).length).toBeLessThan(20_000)
  })

  test('a key without end is left out', () => {
    expect(recordOf({ ['k'.repeat(1_000_000)]: 1, a: 1 })).toEqual({ a: 1 })
  })

  test('what cannot even be unwrapped leaves nothing', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(recordOf(proxy)).toEqual({})
    const itself: Record<string, unknown> = {}
    itself['__v_raw'] = itself
    expect(recordOf(itself)).toEqual({})
  })
})

const state = () => ({ a: 1, list: [{ b: 2 }] })

describe('reactive state', () => {
  test.each([
    ['reactive', reactive(state())],
    ['shallow', shallowReactive(state())],
    ['readonly', readonly(state())],
    ['readonly and reactive', readonly(reactive(state()))],
    ['the value of a ref', ref(state()).value],
  ])('is read as what it stands for: %s', (_, value) => {
    expect(recordOf(value)).toEqual(state())
    expect(recordOf({ value })).toEqual({ value: state() })
  })

  test('is not depended on', () => {
    const tracked = reactive(state())
    let runs = 0
    const stop = watchEffect(
      () => {
        runs++
        recordOf(tracked)
        recordOf({ tracked, list: [tracked.list] })
      },
      { flush: 'sync' },
    )
    tracked.a++
    tracked.list[0]!.b++
    stop()
    expect(runs).toBe(1)
  })
})
