import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFirstWall } from '../../src/privacy/first-wall.ts'
import { maskText } from '../../src/privacy/mask/mask-text.ts'
import { takeSnapshot } from '../../src/privacy/snapshot.ts'
import { acceptWarnings } from '../helpers/expect-report.ts'
import { KNOWN } from './mask/known-texts.ts'

const wall = createFirstWall({})

const PRIVATE = Object.values(KNOWN).flatMap((rows) => rows.map(([text]) => text))

/** Texts as a product has them, private ones, and anything in between. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(...PRIVATE),
  fc.tuple(fc.string(), fc.constantFrom(...PRIVATE), fc.string()).map((parts) => parts.join('')),
)

/** Anything that code may pass, hostile values included. */
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    anyText,
    fc.double(),
    fc.boolean(),
    fc.constantFrom<unknown>(null, undefined, 10n, Symbol('secret'), () => 'secret', new Date(0)),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 8 }),
  ),
})).value

const properties = fc.dictionary(anyText, anyValue, { maxKeys: 12 })

/** Every text of an event: names, keys and values. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsOf(item)])
}

test('nothing that comes out would be masked', () => {
  fc.assert(
    fc.property(anyText, properties, (name, passed) => {
      const out = wall.track(name, takeSnapshot(passed))!
      for (const text of textsOf([out.name, out.data])) expect(maskText(text).text).toBe(text)
      for (const { at } of out.remarks) expect(at.length).toBeLessThan(8000)
    }),
  )
  acceptWarnings()
})

test('what has been through it once is not changed by it again', () => {
  fc.assert(
    fc.property(properties, (passed) => {
      const { data } = wall.track('Saved', takeSnapshot(passed))!
      const again = wall.track('Saved', takeSnapshot(data))!
      expect(again.data).toEqual(data)
    }),
  )
  acceptWarnings()
})

test('what is passed is never changed', () => {
  fc.assert(
    fc.property(properties, (passed) => {
      const before = structuredCloneable(passed)
      wall.track('Saved', takeSnapshot(passed))
      expect(structuredCloneable(passed)).toEqual(before)
    }),
  )
  acceptWarnings()
})

/** A copy to compare with, in which functions and symbols stand for themselves. */
function structuredCloneable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCloneable)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.entries(value).map(([key, item]) => [key, structuredCloneable(item)])
}
