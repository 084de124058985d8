import { expect, test } from 'vitest'
import { withoutReserved } from '../../src/privacy/reserved.ts'

const RESERVED = [
  'token',
  'distinct_id',
  'userId',
  'anonymousId',
  'context',
  'integrations',
  'timestamp',
  'messageId',
  '$ip',
  '$set',
  '$current_url',
  '$',
]

test.each(RESERVED)('%s is left out, and told', (key) => {
  expect(withoutReserved({ a: 1, [key]: 'x', b: 2 })).toEqual({
    kept: { a: 1, b: 2 },
    dropped: [key],
  })
})

test.each(['tokens', 'tokenCount', 'Token', 'user_id', 'cost$', 'time'])('%s is kept', (key) => {
  expect(withoutReserved({ [key]: 'x' })).toEqual({ kept: { [key]: 'x' }, dropped: [] })
})

test('what lies deeper is the application’s', () => {
  expect(withoutReserved({ form: { token: 1 } }).kept).toEqual({ form: { token: 1 } })
})
