import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPace, type Pace } from '../../../src/destinations/http/pace.ts'

const attempt = vi.fn<() => void>()
let pace: Pace
let online: boolean

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0)
  online = true
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => online)
  attempt.mockReset()
  pace = createPace(attempt)
})

afterEach(() => {
  pace.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

/** The times at which attempts were made, in milliseconds from now, within this long. */
function attemptsWithin(time: number): number[] {
  const begin = Date.now()
  const times: number[] = []
  attempt.mockImplementation(() => void times.push(Date.now() - begin))
  vi.advanceTimersByTime(time)
  return times
}

/** Fails one attempt after the other; the pause after the last is not over. */
const failTimes = (times: number): boolean[] =>
  Array.from({ length: times }, (_, index) => {
    if (index > 0) vi.runAllTimers()
    return pace.failed(null)
  })

describe('a plan', () => {
  test('is kept once', () => {
    pace.plan(300)
    expect(attemptsWithin(10_000)).toEqual([300])
  })

  test('gives way to an earlier one, and to no later one', () => {
    pace.plan(300)
    pace.plan(100)
    pace.plan(200)
    expect(attemptsWithin(10_000)).toEqual([100])
  })
})

describe('a failure', () => {
  test('makes a pause that no plan shortens', () => {
    pace.failed(null)
    expect(pace.paused).toBe(true)
    pace.plan(0)
    expect(attemptsWithin(10_000)).toEqual([1000])
    expect(pace.paused).toBe(false)
  })

  test('makes a longer pause after another, and a short one after an answer', () => {
    failTimes(3)
    expect(attemptsWithin(10_000)).toEqual([4000])
    pace.answered()
    pace.failed(null)
    expect(attemptsWithin(10_000)).toEqual([1000])
  })

  test('lasts as long as the vendor asks for', () => {
    pace.failed('7')
    expect(attemptsWithin(10_000)).toEqual([7000])
  })

  test('gives up at the tenth in a row, and at each one after', () => {
    expect(failTimes(11)).toEqual([...Array<boolean>(9).fill(false), true, true])
    pace.answered()
    expect(pace.failed(null)).toBe(false)
  })

  test('of several requests that were under way together is one, with the longest pause', () => {
    for (const retryAfter of ['2', '7', '3']) expect(pace.failed(retryAfter)).toBe(false)
    expect(attemptsWithin(10_000)).toEqual([7000])
    expect(failTimes(8).at(-1)).toBe(false)
    vi.runAllTimers()
    expect(pace.failed(null)).toBe(true)
  })

  test('gives nobody up without a network', () => {
    online = false
    expect(failTimes(12)).toEqual(Array<boolean>(12).fill(false))
  })
})

describe('a network that is back', () => {
  test('ends a pause at once, and counts anew', () => {
    failTimes(9)
    dispatchEvent(new Event('online'))
    expect(pace.paused).toBe(false)
    expect(attemptsWithin(500)).toEqual([0])
    expect(pace.failed(null)).toBe(false)
    expect(attemptsWithin(10_000)).toEqual([1000])
  })

  test('hurries nothing where there is no pause', () => {
    pace.plan(300)
    dispatchEvent(new Event('online'))
    expect(attemptsWithin(10_000)).toEqual([300])
  })

  test('is not listened for after a stop', () => {
    pace.failed(null)
    pace.stop()
    dispatchEvent(new Event('online'))
    expect(attemptsWithin(10_000)).toEqual([])
  })
})
