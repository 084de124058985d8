import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { measureVisibleTime, type VisibleTime } from '../../../src/sources/pages/visible-time.ts'
import { beVisibility, setVisibility, showSince } from '../../helpers/set-visibility.ts'

const START = 1_000_000_000_000

let time: VisibleTime

beforeEach(() => {
  vi.useFakeTimers({ now: START })
})

afterEach(() => {
  time.stop()
  vi.useRealTimers()
})

const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

/** Seconds that were visible since the last reading. */
const read = () => time.read(Date.now()) / 1000

/** Begins with the first reading, which says from when on it is measured. */
function begin(state: DocumentVisibilityState = 'visible'): void {
  beVisibility(state)
  time = measureVisibleTime(Date.now)
  time.read(Date.now())
}

describe('a document that is visible', () => {
  test('counts from the moment of the first reading', () => {
    begin()
    pass(3)
    expect(read()).toBe(3)
  })

  test('counts from a moment before it was measured, where the browser tells of then', () => {
    showSince(START - 60_000)
    time = measureVisibleTime(Date.now)
    time.read(START - 5000)
    expect(read()).toBe(5)
  })

  test('counts from when the document was shown last, before it was measured', () => {
    showSince(START - 2000)
    time = measureVisibleTime(Date.now)
    time.read(START - 5000)
    expect(read()).toBe(2)
  })

  test('counts nothing from before it was measured, where the browser does not tell', () => {
    time = measureVisibleTime(Date.now)
    time.read(START - 5000)
    expect(read()).toBe(0)
  })

  test('is read in parts that do not overlap', () => {
    begin()
    pass(3)
    expect([read(), read()]).toEqual([3, 0])
    pass(2)
    expect(read()).toBe(2)
  })

  test('is read up to the moment that is asked for', () => {
    begin()
    pass(10)
    expect(time.read(START + 4000)).toBe(4000)
    expect(time.read(START + 9000)).toBe(5000)
  })
})

describe('a document that is hidden', () => {
  test('does not count meanwhile', () => {
    begin()
    pass(1)
    setVisibility('hidden')
    pass(60)
    setVisibility('visible')
    pass(2)
    expect(read()).toBe(3)
  })

  test('does not count while it stays so', () => {
    begin()
    pass(1)
    setVisibility('hidden')
    pass(60)
    expect(read()).toBe(1)
    pass(60)
    expect(read()).toBe(0)
    setVisibility('visible')
    pass(2)
    expect(read()).toBe(2)
  })

  test('at the start counts from when it is shown', () => {
    begin('hidden')
    pass(60)
    expect(read()).toBe(0)
    pass(60)
    setVisibility('visible')
    pass(2)
    expect(read()).toBe(2)
  })

  test('several times counts what lies between', () => {
    begin()
    for (const seconds of [1, 2, 4]) {
      pass(seconds)
      setVisibility('hidden')
      pass(100)
      setVisibility('visible')
    }
    expect(read()).toBe(7)
  })

  test('is said so twice counts once', () => {
    begin()
    pass(1)
    setVisibility('visible')
    pass(1)
    setVisibility('hidden')
    setVisibility('hidden')
    pass(1)
    expect(read()).toBe(2)
  })

  test('in a part of a reading counts in the other part', () => {
    begin()
    pass(1)
    read()
    pass(1)
    setVisibility('hidden')
    pass(10)
    expect(read()).toBe(1)
    pass(10)
    setVisibility('visible')
    pass(3)
    expect(read()).toBe(3)
  })
})

describe('a clock that is set back', () => {
  test('takes nothing away', () => {
    begin()
    pass(-3600)
    expect(read()).toBe(0)
    pass(2)
    expect(read()).toBe(2)
  })

  test('takes nothing away where the document is hidden and shown', () => {
    begin()
    pass(2)
    setVisibility('hidden')
    pass(-3600)
    setVisibility('visible')
    pass(-60)
    setVisibility('hidden')
    expect(read()).toBe(2)
  })

  test('does not count twice what was read before', () => {
    begin()
    pass(10)
    expect(read()).toBe(10)
    expect(time.read(START + 4000)).toBe(0)
  })

  // What was shown "later" than it is counts for nothing until the clock has caught up.
  test('counts on where the document was shown before', () => {
    begin('hidden')
    setVisibility('visible')
    pass(-3600)
    read()
    pass(10)
    expect(read()).toBe(10)
  })
})

test('follows nothing once it is stopped', () => {
  const remove = vi.spyOn(document, 'addEventListener')
  begin()
  const [, , options] = remove.mock.calls[0]!
  pass(1)
  time.stop()
  expect((options as AddEventListenerOptions).signal!.aborted).toBe(true)
  setVisibility('hidden')
  pass(1)
  expect(read()).toBe(2)
})
