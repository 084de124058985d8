import { describe, expect, test, vi } from 'vitest'
import {
  defaultChoiceStorage,
  parseChoice,
  storeChoice,
  type Choice,
  type ChoiceStorage,
} from '../../src/consent/stored-choice.ts'

const YES: Choice = { status: 'granted', policyVersion: 2, at: 5 }
const NO: Choice = { status: 'denied', policyVersion: 2, at: 5 }

describe('what is written', () => {
  test('is the choice with the version of its format, under the one key', () => {
    storeChoice(localStorage, 'telemetry:main').save(YES)
    expect(Object.keys(localStorage)).toEqual(['telemetry:main'])
    expect(JSON.parse(localStorage.getItem('telemetry:main')!)).toEqual({
      v: 1,
      status: 'granted',
      policyVersion: 2,
      at: 5,
    })
  })

  test.each([YES, NO])('is read again: $status', (choice) => {
    const stored = storeChoice(localStorage, 'key')
    stored.save(choice)
    expect(stored.load()).toEqual(choice)
  })

  test('is gone once there is no choice', () => {
    const stored = storeChoice(localStorage, 'key')
    stored.save(YES)
    stored.save(null)
    expect(localStorage).toHaveLength(0)
    expect(stored.load()).toBeNull()
  })
})

describe('what is read', () => {
  test.each([
    ['a yes', { v: 1, ...YES }, YES],
    ['a no', { v: 1, ...NO }, NO],
    ['a yes with more', { v: 1, ...YES, more: 1 }, YES],
    ['a no of a later format', { v: 2, status: 'denied' }, { ...NO, policyVersion: 0, at: 0 }],
    ['a no without a format', { status: 'denied', at: '5' }, { ...NO, policyVersion: 0, at: 0 }],
    ['a yes of a later format', { v: 2, ...YES }, null],
    ['a yes without a format', { ...YES }, null],
    ['a yes without a policy', { v: 1, status: 'granted', at: 5 }, null],
    ['a yes with a policy of another type', { v: 1, ...YES, policyVersion: '2' }, null],
    ['a yes without a time', { v: 1, status: 'granted', policyVersion: 2 }, null],
    ['another status', { v: 1, ...YES, status: 'yes' }, null],
    ['a status of another type', { v: 1, ...YES, status: ['granted'] }, null],
    ['an array', [1], null],
    ['a number', 1, null],
    ['null', null, null],
  ])('is understood or no answer: %s', (_, kept, choice) => {
    expect(parseChoice(JSON.stringify(kept))).toEqual(choice)
  })

  test.each(['', 'granted', '{"v":1,', '<html>'])(
    'is no answer where it is corrupt: %s',
    (text) => {
      expect(parseChoice(text)).toBeNull()
    },
  )

  test('is no answer where nothing is kept', () => {
    expect(parseChoice(null)).toBeNull()
  })
})

describe('a storage that fails', () => {
  test('says nothing when it cannot be read', () => {
    expect(storeChoice(storage({ getItem: fail }), 'key').load()).toBeUndefined()
  })

  test.each([
    ['full', { setItem: fail }, YES],
    ['not to be removed from', { removeItem: fail }, null],
  ])('is not listened to any more: %s', (_, broken, choice) => {
    const getItem = vi.fn<() => string>(() => JSON.stringify({ v: 1, ...YES }))
    const stored = storeChoice(storage({ getItem, ...broken }), 'key')
    expect(stored.load()).toEqual(YES)
    expect(() => stored.save(choice)).not.toThrow()
    expect(stored.load()).toBeUndefined()
    expect(getItem).toHaveBeenCalledOnce()
  })

  test.each([YES, NO])('keeps nothing from before where it cannot keep what follows', (before) => {
    const kept = new Map([['key', JSON.stringify({ v: 1, ...before })]])
    const full = storage({
      getItem: (key) => kept.get(key) ?? null,
      setItem: fail,
      removeItem: (key) => void kept.delete(key),
    })
    expect(() => storeChoice(full, 'key').save(NO)).not.toThrow()
    expect(kept.size).toBe(0)
  })

  test('is as good as none', () => {
    const stored = storeChoice(null, 'key')
    expect(() => stored.save(YES)).not.toThrow()
    expect(stored.load()).toBeUndefined()
    expect(localStorage).toHaveLength(0)
  })
})

describe('the storage of the page', () => {
  test('is localStorage', () => {
    expect(defaultChoiceStorage()).toBe(localStorage)
  })

  test('is none where it may not be touched', () => {
    const kept = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('No.', 'SecurityError')
      },
    })
    const found = defaultChoiceStorage()
    Object.defineProperty(globalThis, 'localStorage', kept)
    expect(found).toBeNull()
  })
})

/** A storage that holds nothing, but for what is broken about it. */
function storage(broken: Partial<ChoiceStorage>): ChoiceStorage {
  return { getItem: () => null, setItem() {}, removeItem() {}, ...broken }
}

function fail(): never {
  throw new DOMException('No.', 'SecurityError')
}
