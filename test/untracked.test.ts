import { describe, expect, test, vi } from 'vitest'
import { computed, effectScope, ref, watchEffect } from 'vue'
import { untracked } from '../src/untracked.ts'

test('a task runs at once, and once', () => {
  const task = vi.fn<() => void>()
  untracked(task)
  expect(task).toHaveBeenCalledOnce()
})

describe('what a task reads', () => {
  test('is not depended on by the effect around it', () => {
    const [inside, around] = [ref(0), ref(0)]
    const twice = computed(() => inside.value * 2)
    const seen: number[] = []
    const stop = watchEffect(
      () => {
        untracked(() => seen.push(inside.value + twice.value))
        void around.value
      },
      { flush: 'sync' },
    )
    inside.value++
    expect(seen).toEqual([0])
    // What the effect reads itself is followed as ever.
    around.value++
    expect(seen).toEqual([0, 3])
    stop()
  })

  test('does not run the task again', () => {
    const count = ref(0)
    const task = vi.fn<() => void>(() => void count.value)
    untracked(task)
    count.value++
    effectScope().run(() => untracked(task))
    count.value++
    expect(task).toHaveBeenCalledTimes(2)
  })

  test('may be written by it', () => {
    const count = ref(0)
    untracked(() => void count.value++)
    expect(count.value).toBe(1)
  })
})

describe('inside of each other', () => {
  test('neither is depended on', () => {
    const count = ref(0)
    let runs = 0
    const stop = watchEffect(
      () => {
        runs++
        untracked(() => {
          untracked(() => void count.value)
          void count.value
        })
      },
      { flush: 'sync' },
    )
    count.value++
    stop()
    expect(runs).toBe(1)
  })
})

test('what a task throws reaches the caller, who is tracked as before', () => {
  const [inside, around] = [ref(0), ref(0)]
  let runs = 0
  const stop = watchEffect(
    () => {
      runs++
      expect(() =>
        untracked(() => {
          throw new Error(`task ${inside.value}`)
        }),
      ).toThrow('task')
      void around.value
    },
    { flush: 'sync' },
  )
  inside.value++
  expect(runs).toBe(1)
  around.value++
  expect(runs).toBe(2)
  stop()
})
