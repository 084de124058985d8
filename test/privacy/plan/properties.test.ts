import { describe, expect, test } from 'vitest'
import { defineEvents } from '../../../src/privacy/plan/define-events.ts'
import { bool, id, int, number, oneOf, route, text } from '../../../src/privacy/plan/properties.ts'

describe('each word of a plan', () => {
  test('is a plain object that says what it is', () => {
    expect(id()).toEqual({ type: 'id' })
    expect(oneOf('a', 'b')).toEqual({ type: 'oneOf', values: ['a', 'b'] })
    expect(int({ min: 0, max: 500 })).toEqual({ type: 'int', min: 0, max: 500 })
    expect(number({ max: 1 })).toEqual({ type: 'number', max: 1 })
    expect(bool()).toEqual({ type: 'bool' })
    expect(route()).toEqual({ type: 'route' })
    expect(text({ maxLength: 20 })).toEqual({ type: 'text', maxLength: 20 })
  })

  const WORDS = { id, int, number, bool, route, text } as unknown as Record<
    string,
    (options?: object) => object
  >

  test.each(Object.entries(WORDS))('says more of itself: %s', (type, word) => {
    const more = { optional: true, description: 'What it is', example: 'x' }
    expect(word(more)).toEqual({ type, ...more })
  })

  test.each(Object.entries(WORDS))('is what it is, whatever it is told: %s', (type, word) => {
    expect(word({ type: 'text?' })).toEqual({ type })
  })

  test('a list of words has room for more as well', () => {
    const more = { optional: true, example: 'a' } as const
    expect(oneOf(['a', 'b'], more)).toEqual({ type: 'oneOf', values: ['a', 'b'], ...more })
    expect(oneOf(['a'])).toEqual({ type: 'oneOf', values: ['a'] })
    expect(oneOf()).toEqual({ type: 'oneOf', values: [] })
  })

  test('does not change any more', () => {
    const values = ['a']
    const kind = oneOf(values)
    values.push('b')
    expect(kind.values).toEqual(['a'])
    expect(Object.isFrozen(kind.values)).toBe(true)
    expect(Object.isFrozen(oneOf('a').values)).toBe(true)
    for (const word of Object.values(WORDS)) expect(Object.isFrozen(word())).toBe(true)
    expect(Object.isFrozen(kind)).toBe(true)
  })
})

describe('a plan', () => {
  test('is what was written, frozen all the way down', () => {
    const properties = { ok: bool() }
    const saved = { description: 'Saved', properties }
    const written = { Saved: saved, Left: { description: 'Left' } }
    const plan = defineEvents(written)
    expect(plan).toBe(written)
    for (const part of [plan, saved, properties]) expect(Object.isFrozen(part)).toBe(true)
  })

  test('does not throw where it is none, since nothing here may', () => {
    const none = { Saved: null, Left: undefined, Opened: 'Opened' } as never
    expect(defineEvents(none)).toBe(none)
  })
})
