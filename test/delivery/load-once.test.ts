import { afterEach, describe, expect, test, vi } from 'vitest'
import { createLoader } from '../../src/delivery/load-once.ts'

const KEY = 'telemetry:main:failed:fake'

afterEach(() => vi.unstubAllGlobals())

describe('what loads', () => {
  test('is loaded when it is asked for, and once', async () => {
    const load = vi.fn<() => Promise<string>>(() => Promise.resolve('code'))
    const loader = createLoader(KEY, load)
    expect(load).not.toHaveBeenCalled()
    expect(await Promise.all([loader(), loader()])).toEqual(['code', 'code'])
    expect(await loader()).toBe('code')
    expect(load).toHaveBeenCalledOnce()
    expect(sessionStorage.getItem(KEY)).toBeNull()
  })
})

describe('what does not', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['fails', () => Promise.reject(new Error('404'))],
    [
      'throws',
      () => {
        throw new Error('404')
      },
    ],
    ['gives nothing, as after preventDefault', () => Promise.resolve(undefined)],
  ])('is not tried again, in this page or the next, where it %s', async (_, load) => {
    const spy = vi.fn<() => Promise<unknown>>(load)
    const loader = createLoader(KEY, spy)
    await expect(loader()).rejects.toThrow(Error)
    await expect(loader()).rejects.toThrow(Error)
    await expect(createLoader(KEY, spy)()).rejects.toThrow(Error)
    expect(spy).toHaveBeenCalledOnce()
    expect(Object.keys(sessionStorage)).toEqual([KEY])
  })

  test('keeps nothing else from loading', async () => {
    await expect(createLoader(KEY, () => Promise.reject(new Error('404')))()).rejects.toThrow('404')
    expect(await createLoader(`${KEY}2`, () => Promise.resolve('code'))()).toBe('code')
  })

  test.each<[string, object]>([
    ['read', { getItem: fail, setItem: () => {}, removeItem: () => {} }],
    ['written', { getItem: () => null, setItem: fail, removeItem: () => {} }],
  ])('is not even tried where a failure could not be %s', async (_, storage) => {
    vi.stubGlobal('sessionStorage', storage)
    const load = vi.fn<() => Promise<string>>(() => Promise.resolve('code'))
    await expect(createLoader(KEY, load)()).rejects.toThrow('No.')
    expect(load).not.toHaveBeenCalled()
    vi.unstubAllGlobals()
  })
})

function fail(): never {
  throw new DOMException('No.', 'SecurityError')
}
