import { describe, expect, test } from 'vitest'
import { retryDelay } from '../../../src/destinations/http/retry-delay.ts'

const NOW = Date.UTC(2026, 0, 1)

describe('without a wish of the vendor', () => {
  test.each([
    [1, 1000],
    [2, 2000],
    [3, 4000],
    [9, 256_000],
    [10, 300_000],
    [2000, 300_000],
  ])('doubles, up to five minutes: after %i', (failures, delay) => {
    expect(retryDelay(failures, null, NOW, 0)).toBe(delay)
  })

  test('leaves out up to a half, at random', () => {
    expect(retryDelay(1, null, NOW, 0.5)).toBe(750)
    expect(retryDelay(1, null, NOW, 1)).toBe(500)
  })
})

describe('with one', () => {
  test.each([
    ['seconds', '120', 120_000],
    ['seconds that are shorter than the pause', '0', 1000],
    ['seconds that are too long', '86400', 300_000],
    ['less than nothing', '-5', 1000],
    ['a date', 'Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['a date that has passed', 'Wed, 31 Dec 2025 00:00:00 GMT', 1000],
    ['a date that is far off', 'Thu, 01 Jan 2032 00:00:00 GMT', 300_000],
    ['words', 'soon', 1000],
    ['nothing', '', 1000],
    ['white space', ' ', 1000],
  ])('waits for it: %s', (_, retryAfter, delay) => {
    expect(retryDelay(1, retryAfter, NOW, 0)).toBe(delay)
  })
})
