// @vitest-environment node
import { expect, it } from 'vitest'
import type { CollectedRequest } from '../../src/collector.ts'
import { createRequestLog } from '../../src/collector/request-log.ts'

function ofSize(id: number, raw: string): CollectedRequest {
  const fixed = { at: '', method: 'POST', path: '/e/', headers: {}, size: 0, body: '', status: 200 }
  return { ...fixed, id, raw, encoding: 'none', accepted: true, events: [] }
}

it('drops the oldest requests early when the bodies are large together', () => {
  const log = createRequestLog(500)
  const large = 'x'.repeat(30_000_000)
  for (const id of [1, 2, 3]) log.add(ofSize(id, large))
  expect(log.requests().map(({ id }) => id)).toEqual([2, 3])
})

it('keeps the newest request however large it is', () => {
  const log = createRequestLog(500)
  log.add(ofSize(1, ''))
  log.add(ofSize(2, 'x'.repeat(70_000_000)))
  expect(log.requests().map(({ id }) => id)).toEqual([2])
})
