import { describe, expect, test } from 'vitest'
import type { TelemetryEventType } from '../../src/events.ts'
import { createWaitingRoom, type Tell, type WaitingRoom } from '../../src/delivery/waiting-room.ts'

interface Item {
  type: TelemetryEventType
  item: string
}

/** An item such as `track:1`. */
const toItem = (item: string): Item => ({ type: item.split(':')[0] as TelemetryEventType, item })

/** Lets items into a room of a size, and tells what gave way and what is left. */
function fill(size: number, ...items: string[]) {
  const gaveWay: string[] = []
  const room = createWaitingRoom<Item>(size, ({ item }, verdict, reason) => {
    expect([verdict, reason]).toEqual(['dropped', 'buffer-full'])
    gaveWay.push(item)
  })
  items.map(toItem).forEach((item) => room.enter(item))
  return { gaveWay, left: room.leave().map(({ item }) => item) }
}

describe('a waiting room', () => {
  test('lets out what it holds, in order, once', () => {
    const room = createWaitingRoom<Item>(3, () => {})
    const items = ['track:1', 'page:2', 'reset:3'].map(toItem)
    items.forEach((item) => room.enter(item))
    expect(room.leave()).toEqual(items)
    expect(room.leave()).toEqual([])
  })

  test('tells of what waits for something, and of all that it turns away', () => {
    const told: string[] = []
    const tell: Tell<Item> = ({ item }, ...what) => void told.push([item, ...what].join(' '))
    const room = createWaitingRoom<Item>(2, tell)
    room.enter(toItem('track:1'), 'pending')
    room.enter(toItem('track:2'))
    room.drop('denied')
    expect(told).toEqual([
      'track:1 buffered pending',
      'track:1 dropped denied',
      'track:2 dropped denied',
    ])
    expect(room.leave()).toEqual([])
  })

  test('is empty after somebody who is told of an arrival has emptied it', () => {
    const told: string[] = []
    const room: WaitingRoom<Item> = createWaitingRoom<Item>(2, ({ item }, verdict) => {
      told.push(`${item} ${verdict}`)
      if (verdict === 'buffered') room.drop('denied')
    })
    room.enter(toItem('track:1'), 'starting')
    expect(told).toEqual(['track:1 buffered', 'track:1 dropped'])
    expect(room.leave()).toEqual([])
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
