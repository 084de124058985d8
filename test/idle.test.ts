import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { whenIdle } from '../src/idle.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a browser with idle callbacks', () => {
  const request = vi.fn<(task: () => void, options: object) => number>()
  const cancel = vi.fn<(handle: number) => void>()

  beforeEach(() => {
    request.mockReset().mockReturnValue(7)
    cancel.mockReset()
    vi.stubGlobal('requestIdleCallback', request)
    vi.stubGlobal('cancelIdleCallback', cancel)
  })

  test('is asked for one, a second later at most', () => {
    const task = vi.fn<() => void>()
    whenIdle(task)
    expect(request).toHaveBeenCalledExactlyOnceWith(task, { timeout: 1000 })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is told when it is not needed any more', () => {
    whenIdle(() => {})()
    expect(cancel).toHaveBeenCalledExactlyOnceWith(7)
  })
})

describe('a browser without', () => {
  test('runs the task soon, and not within the current one', () => {
    const task = vi.fn<() => void>()
    whenIdle(task)
    expect(task).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1000)
    expect(task).toHaveBeenCalledOnce()
  })

  test('does not run what was cancelled', () => {
    const task = vi.fn<() => void>()
    whenIdle(task)()
    vi.advanceTimersByTime(1000)
    expect(task).not.toHaveBeenCalled()
  })
})
