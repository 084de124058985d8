// @vitest-environment node
import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { expectNoLeak, type Markers, type RecordedRequest } from '../../../src/testing.ts'

const MARKERS = { 'reset token': 'T0KEN-8f3a', 'typed note': 'nobody "may" read this' }

const ADDRESS = 'https://eu.i.posthog.com/e/'

const post = (body: RecordedRequest['body'], more: Partial<RecordedRequest> = {}) => ({
  method: 'POST',
  url: ADDRESS,
  body,
  ...more,
})

/** @returns the message with which it fails; '' where it does not */
async function messageOf(
  requests: readonly RecordedRequest[],
  markers: Markers = MARKERS,
): Promise<string> {
  return expectNoLeak(markers)
    .inRequests(requests)
    .then(
      () => '',
      (error: unknown) => (error as Error).message,
    )
}

const packed = gzipSync('hello T0KEN-8f3a').toString('base64')

const event = { event: 'Saved', properties: { $current_url: '/reset/T0KEN-8f3a' } }

describe('in recorded requests', () => {
  it('says what leaked, where, and in which form', async () => {
    const batch = [event, { properties: { note: MARKERS['typed note'] } }]
    const bytes = gzipSync(JSON.stringify(batch))
    expect(await messageOf([post(bytes, { headers: { referer: 'https://app/?c=T0KEN-8f3a' } })]))
      .toBe(`expectNoLeak: reset token, typed note leaked.

  reset token
    header referer of POST https://eu.i.posthog.com/e/: as it is
    body of POST https://eu.i.posthog.com/e/ (gzip), at [0].properties.$current_url: as it is

  typed note
    body of POST https://eu.i.posthog.com/e/ (gzip), at [1].properties.note: JSON-escaped

Looked at 1 request.`)
  })

  it.each([
    [
      'an address',
      { url: 'https://x.example/i?d=T0KEN-8f3a' },
      'address of GET https://x.example/i: as it is',
    ],
    ['a path', { path: '/i/T0KEN-8f3a' }, 'address of GET /i/[reset token]: as it is'],
    ['a header', { headers: { cookie: 'a=T0KEN-8f3a' } }, 'header cookie of GET : as it is'],
    [
      'JSON',
      post(JSON.stringify(event)),
      `body of POST ${ADDRESS}, at properties.$current_url: as it is`,
    ],
    [
      'a key',
      post('{"a":[{"T0KEN-8f3a":1}]}'),
      `body of POST ${ADDRESS}, at a[0].[reset token]: as it is`,
    ],
    ['text', post('hello T0KEN-8f3a'), `body of POST ${ADDRESS}: as it is`],
    [
      'a form',
      post(`data=${encodeURIComponent(btoa(JSON.stringify(event)))}`),
      `body of POST ${ADDRESS}: base64`,
    ],
    ['gzip', post(gzipSync('hello T0KEN-8f3a')), `body of POST ${ADDRESS} (gzip): as it is`],
    [
      'deflate',
      post(deflateSync('hello T0KEN-8f3a'), { headers: { 'content-encoding': 'deflate' } }),
      `body of POST ${ADDRESS} (deflate): as it is`,
    ],
    [
      'gzip in a form',
      post(new URLSearchParams({ d: gzipSync('T0KEN-8f3a').toString('base64') }).toString()),
      `body of POST ${ADDRESS} (gzip in base64): as it is`,
    ],
    [
      'gzip in an address',
      { url: `https://x.example/i?${new URLSearchParams({ d: packed }).toString()}` },
      'address of GET https://x.example/i (gzip in base64): as it is',
    ],
    [
      'gzip in a header',
      { url: 'https://x.example/i', headers: { 'x-data': packed } },
      'header x-data of GET https://x.example/i (gzip in base64): as it is',
    ],
    [
      'what a collector keeps',
      { method: 'POST', path: '/e/', body: '', raw: gzipSync('T0KEN-8f3a').toString('latin1') },
      'body of POST /e/ (gzip): as it is',
    ],
  ])('finds it in %s', async (_, request, message) => {
    expect(await messageOf([request])).toContain(`\n    ${message}\n`)
  })

  it('holds no marker itself', async () => {
    const found = await messageOf([
      post(`{"T0KEN-8f3a":"${btoa('T0KEN-8f3a')}"}`, { url: 'https://T0KEN-8f3a.x/T0KEN-8f3a' }),
    ])
    expect(found).toContain('address of POST https://[reset token].x/[reset token]: as it is')
    expect(found).not.toContain('T0KEN')
  })

  it('holds none in another case either', async () => {
    const found = await messageOf([{ path: '/t0ken-8F3A' }])
    expect(found).toContain('address of GET /[reset token]: in another case')
  })

  it('holds no end of one of which another is a part', async () => {
    const found = await messageOf([{ path: '/T0KEN-8f3a' }], { short: 'T0KEN', long: 'T0KEN-8f3a' })
    expect(found).toContain('address of GET /[long]: as it is')
    expect(found).not.toContain('8f3a')
  })

  it('says the same place once, and not all of very many', async () => {
    const same = await messageOf([post('T0KEN-8f3a'), post('T0KEN-8f3a')])
    expect(same).toContain('body of POST https://eu.i.posthog.com/e/: as it is, 2 times\n')
    const many = Array.from({ length: 13 }, (_, index) =>
      post('T0KEN-8f3a', { url: `https://x.example/${index}` }),
    )
    expect(await messageOf(many)).toContain('/9: as it is\n    and in 3 more places\n')
  })

  it('passes where there is none', async () => {
    const headers = { host: 'T0KEN-8f3a.example', origin: 'https://T0KEN-8f3a.example' }
    expect(await messageOf([post(gzipSync('{"a":1}')), post('a=1', { headers })])).toBe('')
  })

  it('fails where nothing was sent, unless that is all right', async () => {
    expect(await messageOf([])).toBe(
      'expectNoLeak: there was no request, so nothing was proven.\n\nWait for what is to be ' +
        'looked at before the visit ends, or pass `allowNoRequests: true` where nothing may be sent.',
    )
    await expectNoLeak(MARKERS).inRequests([], { allowNoRequests: true })
  })

  it.each([
    [
      'br',
      post(new Uint8Array([1, 200, 3]), { headers: { 'content-encoding': 'br' } }),
      'packed with br',
    ],
    ['half of gzip', post(gzipSync('hello').subarray(0, 12)), 'broken gzip'],
    ['a body that is not told', post(null, { headers: { 'content-length': '31' } }), 'not told'],
  ])('fails where it cannot look at everything: %s', async (_, request, why) => {
    expect(await messageOf([post('{}'), request])).toBe(
      `expectNoLeak: not everything could be looked at.\n\n  body of POST ${ADDRESS}: ${why}`,
    )
  })
})

it('looks at any text', () => {
  const texts = { 'the log': 'no', 'the page': '<p>T0KEN-8f3a</p>' }
  expect(() => expectNoLeak(MARKERS).inTexts(texts)).toThrow(
    'expectNoLeak: reset token leaked.\n\n  reset token\n    the page: as it is\n\nLooked at 2 texts.',
  )
  expectNoLeak(MARKERS).inTexts({ 'the log': 'no' })
})
