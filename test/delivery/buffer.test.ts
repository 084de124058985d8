import { describe, expect, test } from 'vitest'
import { createBuffer } from '../../src/delivery/buffer.ts'

/** Pushes `track:1` and the like into a buffer of a size, and tells what gave way and what is left. */
function fill(size: number, ...items: string[]) {
  const buffer = createBuffer<{ type: string; item: string }>(size)
  const gaveWay = items.flatMap((item) => {
    const lost = buffer.push({ type: item.split(':')[0]!, item })
    return lost ? [lost.item] : []
  })
  return { gaveWay, left: buffer.take().map(({ item }) => item) }
}

describe('a buffer', () => {
  test('lets out what it holds, in order, once', () => {
    const buffer = createBuffer<{ type: string }>(3)
    const items = [{ type: 'track' }, { type: 'page' }, { type: 'reset' }]
    items.forEach((item) => expect(buffer.push(item)).toBeUndefined())
    expect(buffer.take()).toEqual(items)
    expect(buffer.take()).toEqual([])
  })

  test.each([
    ['nothing while it is not full', 2, ['track:1', 'track:2'], []],
    ['the oldest of what somebody did', 2, ['track:1', 'track:2', 'track:3'], ['track:1']],
    ['what somebody did before pages', 2, ['page:1', 'page:2', 'track:3'], ['track:3']],
    ['the oldest page', 2, ['page:1', 'leave:2', 'page:3'], ['page:1']],
    ['a leave like a page', 2, ['leave:1', 'page:2', 'page:3'], ['leave:1']],
    ['a page before identity', 2, ['identify:1', 'page:2', 'group:3'], ['page:2']],
    ['no identity', 1, ['identify:1', 'group:2', 'reset:3'], []],
    ['the newcomer where only identity is left', 1, ['identify:1', 'track:2'], ['track:2']],
    ['everything that may, where it has no room', 0, ['track:1', 'page:2'], ['track:1', 'page:2']],
  ])('gives up %s', (_, size, items, expected) => {
    const { gaveWay, left } = fill(size, ...items)
    expect(gaveWay).toEqual(expected)
    expect(left).toEqual(items.filter((item) => !expected.includes(item)))
  })
})
