import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { watchSizes, type SizeWatch } from '../../../src/sources/pages/watch-sizes.ts'
import { FakeResizeObserver, stubResizeObserver } from '../../helpers/fake-layout.ts'

const root = document.documentElement
const changed = vi.fn<() => void>()
let sizes: SizeWatch
let observer: FakeResizeObserver

beforeEach(() => {
  vi.useFakeTimers()
  changed.mockReset()
  document.body.replaceChildren()
  stubResizeObserver()
  sizes = watchSizes(changed)
  observer = FakeResizeObserver.made[0]!
})

afterEach(() => {
  sizes.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const add = (count: number, into: Element = document.body): Element[] =>
  Array.from({ length: count }, () => into.appendChild(document.createElement('div')))

/** Has what is told of everything at first come and go. */
function settle(): void {
  vi.advanceTimersByTime(2000)
  changed.mockClear()
}

describe('what is followed', () => {
  test('is nothing at first', () => {
    expect(observer.asked).toEqual([])
  })

  test('of the window is the body and what is in it', () => {
    const children = add(2)
    add(1, children[0])
    sizes.follow([root])
    expect([...observer.observed]).toEqual([document.body, ...children])
  })

  test('of a container is itself and what is in it', () => {
    const [container] = add(1)
    const children = add(2, container)
    sizes.follow([container!])
    expect([...observer.observed]).toEqual([container, ...children])
  })

  test('is at most ten children of one element', () => {
    add(50)
    sizes.follow([root])
    expect(observer.observed.size).toBe(11)
  })

  test('is each element once', () => {
    const [container] = add(1)
    sizes.follow([root, container!, container!])
    expect(observer.asked).toEqual([document.body, container])
  })

  test('is not asked for again', () => {
    add(2)
    sizes.follow([root])
    sizes.follow([root])
    expect(observer.asked.length).toBe(3)
  })

  test('is let go of where it is gone', () => {
    const [before] = add(1)
    sizes.follow([root])
    before!.remove()
    const [after] = add(1)
    sizes.follow([root])
    expect([...observer.observed]).toEqual([document.body, after])
    expect(observer.asked).toEqual([document.body, before, after])
  })
})

describe('a change', () => {
  beforeEach(() => {
    sizes.follow([root])
    settle()
  })

  test('is told half a second later', () => {
    observer.change()
    vi.advanceTimersByTime(499)
    expect(changed).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(changed).toHaveBeenCalledOnce()
  })

  test('of every frame is told twice a second', () => {
    for (let frame = 0; frame < 60; frame++) {
      observer.change()
      vi.advanceTimersByTime(16)
    }
    settle()
    expect(vi.getTimerCount()).toBe(0)
    for (let frame = 0; frame < 100; frame++) {
      observer.change()
      vi.advanceTimersByTime(16)
    }
    expect(changed.mock.calls.length).toBe(3)
  })

  test('is told again after it has been told', () => {
    for (const times of [1, 2]) {
      observer.change()
      vi.advanceTimersByTime(500)
      expect(changed).toHaveBeenCalledTimes(times)
    }
  })
})

test('what is new is told of once', () => {
  add(3)
  sizes.follow([root])
  vi.advanceTimersByTime(5000)
  expect(changed).toHaveBeenCalledOnce()
})

test('what follows the same again and again comes to rest', () => {
  add(3)
  changed.mockImplementation(() => sizes.follow([root]))
  sizes.follow([root])
  vi.advanceTimersByTime(60_000)
  expect(changed).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

describe('once it is stopped', () => {
  test('nothing is observed', () => {
    sizes.follow([root])
    sizes.stop()
    expect(observer.observed.size).toBe(0)
  })

  test('nothing is told, not even of a change before', () => {
    sizes.follow([root])
    settle()
    observer.change()
    sizes.stop()
    vi.advanceTimersByTime(5000)
    expect(changed).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('a browser without observers is told nothing, and throws nothing', () => {
  vi.stubGlobal('ResizeObserver', undefined)
  const without = watchSizes(changed)
  without.follow([root])
  without.stop()
  vi.advanceTimersByTime(5000)
  expect(changed).not.toHaveBeenCalled()
})
