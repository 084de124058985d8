import { expect, test } from 'vitest'
import { createMessageQueue, type Message } from '../../../src/destinations/http/message-queue.ts'

const message = (text: string, bytes: number, url = '/a') =>
  ({ event: { id: text }, text, bytes, url }) as Message

const filled = (...messages: Message[]) => {
  const queue = createMessageQueue()
  messages.forEach(queue.add)
  return queue
}

const texts = (messages: readonly Message[]) => messages.map(({ text }) => text).join('')

const A = message('a', 10)
const B = message('b', 20)
const C = message('c', 30)
const OTHER = message('o', 1, '/other')

test.each<[string, Message[], number, number, string, number]>([
  ['all where there is room', [A, B, C], 9, 99, 'abc', 0],
  ['as many as may be', [A, B, C], 2, 99, 'ab', 1],
  ['as many bytes as may be, exactly', [A, B, C], 9, 30, 'ab', 1],
  ['one byte less', [A, B, C], 9, 29, 'a', 2],
  ['one that alone is too much', [C, A], 9, 5, 'c', 1],
  ['what goes to one address', [A, B, OTHER, C], 9, 99, 'ab', 2],
  ['the other address by itself', [OTHER, A], 9, 99, 'o', 1],
  ['nothing of nothing', [], 9, 99, '', 0],
])('takes %s', (_, messages, count, bytes, taken, left) => {
  const queue = filled(...messages)
  expect(texts(queue.take({ messages: count, bytes }))).toBe(taken)
  expect(queue.size).toBe(left)
})

test('has what was put back in front, in its order', () => {
  const queue = filled(A, B, C)
  const first = queue.take({ messages: 1, bytes: 99 })
  const second = queue.take({ messages: 1, bytes: 99 })
  // Of two requests that were under way the later may fail first.
  queue.putBack(first)
  queue.putBack(second)
  expect(texts(queue.take({ messages: 9, bytes: 99 }))).toBe('abc')
})

test('forgets everything', () => {
  const queue = filled(A, B)
  queue.clear()
  expect(queue.size).toBe(0)
})
