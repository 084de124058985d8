import { describe, expect, test, vi } from 'vitest'
import {
  defaultChoiceStorage,
  parseChoice,
  storeChoice,
  type Choice,
  type ChoiceStorage,
} from '../../src/consent/stored-choice.ts'
import { memoryStorage } from '../helpers/memory-storage.ts'

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

  test('says that there was a signal where there was one', () => {
    const stored = storeChoice(localStorage, 'key')
    stored.save({ ...YES, signal: true })
    expect(JSON.parse(localStorage.getItem('key')!)).toEqual({ v: 1, ...YES, signal: true })
    stored.save(YES)
    expect(JSON.parse(localStorage.getItem('key')!)).toEqual({ v: 1, ...YES })
  })

  test.each([YES, NO, null])('is said to be kept', (choice) => {
    expect(storeChoice(localStorage, 'key').save(choice)).toBe(true)
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
    ['a yes under a signal', { v: 1, ...YES, signal: true }, { ...YES, signal: true }],
    ['a yes with a signal as text', { v: 1, ...YES, signal: 'true' }, YES],
    ['a yes with a signal as a number', { v: 1, ...YES, signal: 1 }, YES],
    ['a yes with a signal as an object', { v: 1, ...YES, signal: {} }, YES],
    ['a yes that says there was no signal', { v: 1, ...YES, signal: false }, YES],
    ['a yes with a signal that is null', { v: 1, ...YES, signal: null }, YES],
    ['a no under a signal, which is a no', { v: 1, ...NO, signal: true }, NO],
    ['a no of a later format', { v: 2, status: 'denied' }, { ...NO, policyVersion: 0, at: 0 }],
    ['a no without a format', { status: 'denied', at: '5' }, { ...NO, policyVersion: 0, at: 0 }],
    ['a yes of a later format', { v: 2, ...YES }, null],
    ['a yes without a format', { ...YES }, null],
    ['a yes without a policy', { v: 1, status: 'granted', at: 5 }, null],
    ['a yes with a policy of another type', { v: 1, ...YES, policyVersion: '2' }, null],
    ['a yes without a time', { v: 1, status: 'granted', policyVersion: 2 }, null],
    [
      'a yes to a policy without end',
      '{"v":1,"status":"granted","policyVersion":1e999,"at":5}',
      null,
    ],
    ['another status', { v: 1, ...YES, status: 'yes' }, null],
    ['a status of another type', { v: 1, ...YES, status: ['granted'] }, null],
    ['an array', [1], null],
    ['a number', 1, null],
    ['null', null, null],
  ])('is understood or no answer: %s', (_, kept, choice) => {
    const text = typeof kept === 'string' ? kept : JSON.stringify(kept)
    expect(parseChoice(text)).toStrictEqual(choice)
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
    getItem.mockClear()
    expect(stored.load()).toBeUndefined()
    expect(getItem).not.toHaveBeenCalled()
  })

  // It may be there again on the next visit, which has to find the no.
  test.each<[string, Partial<ChoiceStorage>]>([
    ['could not be read', { getItem: fail }],
    ['was full', { setItem: fail }],
  ])('is tried once more for a no, but for nothing else: one that %s', (_, broken) => {
    const kept = memoryStorage({ key: JSON.stringify({ v: 1, ...YES }) })
    const unsteady = { ...kept, ...broken }
    const stored = storeChoice(unsteady, 'key')
    stored.load()
    stored.save(YES)
    Object.assign(unsteady, kept)
    expect(stored.save({ ...YES, at: 6 })).toBe(false)
    expect(stored.save(NO)).toBe(true)
    expect(parseChoice(kept.getItem('key'))).toEqual(NO)
    expect(stored.load()).toBeUndefined()
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

  // A write that gets lost would otherwise give the old yes back after a no.
  test.each<[string, Partial<ChoiceStorage>, Choice | null]>([
    ['loses a no', { setItem() {}, removeItem() {} }, NO],
    ['cannot forget', { removeItem() {} }, null],
    [
      'keeps a yes to another policy',
      { setItem() {}, removeItem() {} },
      { ...YES, policyVersion: 3 },
    ],
  ])('is not listened to any more where it %s without saying so', (_, broken, choice) => {
    const kept = memoryStorage({ key: JSON.stringify({ v: 1, ...YES }) })
    const stored = storeChoice({ ...kept, ...broken }, 'key')
    expect(stored.load()).toEqual(YES)
    expect(stored.save(choice)).toBe(false)
    expect(stored.load()).toBeUndefined()
  })

  test('may write an answer in a form of its own', () => {
    const kept = memoryStorage()
    const setItem: ChoiceStorage['setItem'] = (key, text) =>
      kept.setItem(key, JSON.stringify({ ...JSON.parse(text), tool: 1 }, null, 2))
    const stored = storeChoice({ ...kept, setItem }, 'key')
    expect(stored.save(NO)).toBe(true)
    expect(stored.load()).toEqual(NO)
  })

  test('is as good as none', () => {
    const stored = storeChoice(null, 'key')
    expect(stored.save(YES)).toBe(false)
    expect(stored.load()).toBeUndefined()
    expect(localStorage).toHaveLength(0)
  })
})

describe('whether a choice can be kept', () => {
  test('is found by keeping something else for a moment', () => {
    const done: string[] = []
    const kept = memoryStorage()
    const stored = storeChoice(
      {
        getItem: kept.getItem,
        setItem: (key, value) => void done.push(`set ${key}`, String(kept.setItem(key, value))),
        removeItem: (key) => void done.push(`remove ${key}`, String(kept.removeItem(key))),
      },
      'telemetry:main',
    )
    expect(done).toEqual([])
    expect(stored.canKeep()).toBe(true)
    const names = done.filter((what) => what !== 'undefined')
    expect(names).toEqual(['set telemetry:main:probe', 'remove telemetry:main:probe'])
  })

  test('is found once', () => {
    const kept = memoryStorage()
    const setItem = vi.fn<ChoiceStorage['setItem']>(kept.setItem)
    const stored = storeChoice({ ...kept, setItem }, 'key')
    expect([stored.canKeep(), stored.canKeep(), stored.canKeep()]).toEqual([true, true, true])
    expect(setItem).toHaveBeenCalledOnce()
  })

  test('leaves nothing behind, and the choice alone', () => {
    const stored = storeChoice(localStorage, 'choice')
    stored.save(YES)
    const before = localStorage.getItem('choice')
    expect(stored.canKeep()).toBe(true)
    expect(Object.keys(localStorage)).toEqual(['choice'])
    expect(localStorage.getItem('choice')).toBe(before)
  })

  test.each<[string, ChoiceStorage | null]>([
    ['there is no storage', null],
    ['nothing can be written', storage({ setItem: fail })],
    ['nothing can be removed', storage({ removeItem: fail })],
  ])('is false where %s, and stays so', (_, broken) => {
    const stored = storeChoice(broken, 'key')
    expect([stored.canKeep(), stored.canKeep()]).toEqual([false, false])
    expect(stored.load()).toBeUndefined()
  })

  test('is false where the choice could not be read', () => {
    const setItem = vi.fn<() => void>()
    const stored = storeChoice(storage({ getItem: fail, setItem }), 'key')
    stored.load()
    expect(stored.canKeep()).toBe(false)
    expect(setItem).not.toHaveBeenCalled()
  })

  test('is false from when a choice could not be written, though it was true before', () => {
    let isFull = false
    const kept = memoryStorage()
    const setItem: ChoiceStorage['setItem'] = (key, value) =>
      isFull ? fail() : kept.setItem(key, value)
    const stored = storeChoice({ ...kept, setItem }, 'key')
    expect(stored.canKeep()).toBe(true)
    isFull = true
    stored.save(NO)
    expect(stored.canKeep()).toBe(false)
  })

  // Neither would a no be there on the next visit.
  test('is false where what is written cannot be read', () => {
    const forgetful = storage({ getItem: () => null })
    expect(storeChoice(forgetful, 'key').canKeep()).toBe(false)
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
  return { ...memoryStorage(), ...broken }
}

function fail(): never {
  throw new DOMException('No.', 'SecurityError')
}
