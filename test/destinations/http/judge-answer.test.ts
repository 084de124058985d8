import { expect, test } from 'vitest'
import { judgeAnswer, type Judgement } from '../../../src/destinations/http/judge-answer.ts'

test.each<[number, string | null, Judgement]>([
  [200, 'application/json', 'delivered'],
  [200, null, 'delivered'],
  [202, 'text/plain', 'delivered'],
  [204, null, 'delivered'],
  [200, 'text/html', 'again'],
  [200, 'Text/HTML; charset=utf-8', 'again'],
  [200, 'application/xhtml+xml', 'delivered'],
  [301, null, 'rejected'],
  [304, null, 'rejected'],
  [400, 'application/json', 'rejected'],
  [401, 'text/html', 'rejected'],
  [404, null, 'rejected'],
  [408, null, 'again'],
  [413, 'text/html', 'too-large'],
  [422, null, 'rejected'],
  [429, 'application/json', 'again'],
  [499, null, 'rejected'],
  [500, null, 'again'],
  [503, 'text/html', 'again'],
  [599, null, 'again'],
])('%i with %s is %s', (status, type, judgement) => {
  expect(judgeAnswer(status, type)).toBe(judgement)
})
