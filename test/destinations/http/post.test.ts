// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { post } from '../../../src/destinations/http/post.ts'

const answered = vi.fn<() => Response>()
const abort = new AbortController()
const send = () => post('https://vendor.test/in', '{}', {}, true, abort)

beforeEach(() => void vi.stubGlobal('fetch', async () => answered()))
afterEach(() => vi.unstubAllGlobals())

test('reads the answer, for which the browser keeps room among what may survive the page', async () => {
  const answer = new Response('OK')
  answered.mockReturnValue(answer)
  expect(await send()).toEqual({ judgement: 'delivered', status: 200, retryAfter: null })
  expect(answer.bodyUsed).toBe(true)
})

test('goes by the status where the rest of the answer does not come', async () => {
  const body = new ReadableStream({ start: (stream) => stream.error(new Error('cut off')) })
  answered.mockReturnValue(new Response(body, { status: 202 }))
  expect(await send()).toMatchObject({ judgement: 'delivered', status: 202 })
})
