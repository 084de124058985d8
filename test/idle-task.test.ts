import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createIdleTask } from '../src/idle-task.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => vi.useRealTimers())

test('runs once for several requests, and again for a later one', () => {
  const task = vi.fn<() => void>()
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
  const task = vi.fn<() => void>()
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
