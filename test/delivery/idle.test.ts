import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createIdleTask, whenIdle } from '../../src/delivery/idle.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a browser with idle callbacks', () => {
  const request = vi.fn((_task: () => void, _options: object) => 7)
  const cancel = vi.fn()

  beforeEach(() => {
    request.mockReset().mockReturnValue(7)
    cancel.mockReset()
    vi.stubGlobal('requestIdleCallback', request)
    vi.stubGlobal('cancelIdleCallback', cancel)
  })

  test('is asked for one, a second later at most', () => {
    const task = vi.fn()
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
    const task = vi.fn()
    whenIdle(task)
    expect(task).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1000)
    expect(task).toHaveBeenCalledOnce()
  })

  test('does not run what was cancelled', () => {
    const task = vi.fn()
    whenIdle(task)()
    vi.advanceTimersByTime(1000)
    expect(task).not.toHaveBeenCalled()
  })
})

describe('an idle task', () => {
  test('runs once for several requests, and again for a later one', () => {
    const task = vi.fn()
    const idle = createIdleTask(task)
    idle.request()
    idle.request()
    vi.advanceTimersByTime(1000)
    expect(task).toHaveBeenCalledOnce()
    idle.request()
    vi.advanceTimersByTime(1000)
    expect(task).toHaveBeenCalledTimes(2)
  })

  test('may be requested by what it runs', () => {
    let runs = 0
    const idle = createIdleTask(() => {
      if (++runs < 3) idle.request()
    })
    idle.request()
    vi.advanceTimersByTime(1000)
    expect(runs).toBe(3)
  })

  test('does not run once cancelled, and can be requested again', () => {
    const task = vi.fn()
    const idle = createIdleTask(task)
    idle.cancel()
    idle.request()
    idle.cancel()
    vi.advanceTimersByTime(1000)
    expect(task).not.toHaveBeenCalled()
    idle.request()
    vi.advanceTimersByTime(1000)
    expect(task).toHaveBeenCalledOnce()
  })
})
