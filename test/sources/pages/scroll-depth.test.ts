import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  depthOf,
  seeMore,
  type Scrollable,
  type Scrolled,
} from '../../../src/sources/pages/scroll-depth.ts'

const at = (scrollTop: number, scrollHeight: number, clientHeight: number): Scrollable => ({
  scrollTop,
  scrollHeight,
  clientHeight,
})

/** What was seen of one part that stood at each of these, one after the other. */
const see = (...stands: readonly Scrollable[]): Scrolled =>
  stands.reduce<Scrolled | undefined>(seeMore, undefined)!

describe('of one part', () => {
  test.each([
    ['its beginning', [at(0, 1000, 250)], 0.25],
    ['its half', [at(250, 1000, 250)], 0.5],
    ['its end', [at(750, 1000, 250)], 1],
    ['its end, a fraction before', [at(749.4, 1000, 250)], 1],
    [
      'its furthest point, after scrolling back',
      [at(0, 1000, 250), at(500, 1000, 250), at(0, 1000, 250)],
      0.75,
    ],
    ['beyond its end, as elastic scrolling does', [at(900, 1000, 250)], 1],
    ['before its beginning, as elastic scrolling does', [at(-100, 1000, 250)], 0.15],
    ['far before its beginning', [at(-5000, 1000, 250)], 0],
    ['thousandths', [at(0, 3000, 1000)], 0.333],
    ['what grows under it', [at(750, 1000, 250), at(750, 4000, 250)], 0.25],
    ['what shrinks under it', [at(750, 1000, 250), at(100, 500, 250)], 1],
  ] as const)('is seen: %s', (_, stands, depth) => {
    expect(depthOf([see(...stands)])).toBe(depth)
  })

  test('all is seen where it shows all that it has', () => {
    expect(depthOf([see(at(0, 250, 250))])).toBe(1)
    expect(depthOf([see(at(0, 100, 250))])).toBe(1)
  })
})

describe('of several parts', () => {
  test('what was seen of all is set against all that there is', () => {
    expect(depthOf([see(at(0, 1000, 500)), see(at(0, 3000, 500))])).toBe(0.25)
  })

  test('those that have no more than they show do not count', () => {
    expect(depthOf([see(at(0, 500, 500)), see(at(0, 1000, 500))])).toBe(0.5)
  })

  test('those that were not laid out do not count', () => {
    expect(depthOf([see(at(0, 0, 0)), see(at(0, 1000, 500))])).toBe(0.5)
    expect(depthOf([see(at(0, 0, 0)), see(at(0, 500, 500))])).toBe(1)
  })

  test('all is seen where all show what they have', () => {
    expect(depthOf([see(at(0, 500, 500)), see(at(0, 300, 300))])).toBe(1)
  })
})

describe('nothing is known', () => {
  test('where there is no part', () => {
    expect(depthOf([])).toBeUndefined()
  })

  test('where nothing was laid out', () => {
    expect(depthOf([see(at(0, 0, 0))])).toBeUndefined()
    expect(depthOf([see(at(0, 0, 700)), see(at(0, 0, 0))])).toBeUndefined()
  })
})

describe('whatever is scrolled', () => {
  const pixels = fc.integer({ min: 0, max: 100_000 })
  const stand = fc.record({
    scrollTop: fc.double({ min: -10_000, max: 200_000, noNaN: true }),
    scrollHeight: pixels,
    clientHeight: pixels,
  })
  const stands = fc.array(stand, { minLength: 1, maxLength: 8 })

  test('is never below 0 nor above 1', () => {
    fc.assert(
      fc.property(fc.array(stands, { maxLength: 4 }), (parts) => {
        const depth = depthOf(parts.map((each) => see(...each)))
        if (depth === undefined) return
        expect(depth).toBeGreaterThanOrEqual(0)
        expect(depth).toBeLessThanOrEqual(1)
        expect(Math.round(depth * 1000) / 1000).toBe(depth)
      }),
    )
  })

  test('never gets less by scrolling, and nothing of it is forgotten', () => {
    const tops = fc.array(fc.integer({ min: -500, max: 20_000 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(tops, pixels, pixels, (all, height, window) => {
        const depths = all.map((_, index) =>
          depthOf([see(...all.slice(0, index + 1).map((top) => at(top, height, window)))]),
        )
        expect(depths).toEqual(depths.toSorted((one, other) => one! - other!))
        expect(depths.at(-1)).toBe(depthOf([see(at(Math.max(...all), height, window))]))
      }),
    )
  })

  test('does not depend on the order of the parts', () => {
    fc.assert(
      fc.property(stands, stands, (one, other) => {
        const parts = [see(...one), see(...other)]
        expect(depthOf(parts)).toBe(depthOf(parts.toReversed()))
      }),
    )
  })
})
