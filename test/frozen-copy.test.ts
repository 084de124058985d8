import { expect, test } from 'vitest'
import { frozenCopy } from '../src/frozen-copy.ts'

test('a copy says the same, and is frozen with all that is in it', () => {
  const inner = { deep: true }
  const original = { a: 1, list: ['x', inner] as const, none: null, absent: undefined }
  const copy = frozenCopy(original)
  expect(copy).toEqual(original)
  for (const part of [copy, copy.list, copy.list[1]]) expect(Object.isFrozen(part)).toBe(true)
})

test('what was copied is left as it was', () => {
  const original = { inner: { list: [1] } }
  frozenCopy(original)
  original.inner.list.push(2)
  expect(original).toEqual({ inner: { list: [1, 2] } })
})

test('a key that objects inherit is a key like any other', () => {
  const copy = frozenCopy(JSON.parse('{"__proto__":{"polluted":1},"constructor":2}') as object)
  expect(Object.keys(copy)).toEqual(['__proto__', 'constructor'])
  expect(copy).not.toHaveProperty('polluted')
})
