import type { MiddlewareFunction, Plugin } from '@segment/analytics-next'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { scrubMiddleware } from '../../../../src/destinations/segment/scrub/scrub-middleware.ts'
import { scrubPlugin } from '../../../../src/destinations/segment/scrub/scrub-plugin.ts'
import { createRealSegment, type RealSegment } from '../real-segment.ts'

beforeEach(() => {
  document.title = 'secret'
  history.replaceState(null, '', '/secret?utm_source=secret&btid=secret')
})
afterEach(() => {
  vi.unstubAllGlobals()
  history.replaceState(null, '', '/')
})

const WAYS = {
  'as a middleware': () => {
    const segment = createRealSegment()
    void segment.analytics.addSourceMiddleware(scrubMiddleware() satisfies MiddlewareFunction)
    return segment
  },
  'as a plugin': () => createRealSegment([scrubPlugin() satisfies Plugin]),
} satisfies Record<string, () => RealSegment>

for (const [way, create] of Object.entries(WAYS)) {
  test(`${way} it takes everything of the page out of each kind of call`, async () => {
    const { analytics, sent, load } = create()
    load()
    await analytics.page('Board', 'Home', { plan: 'pro' })
    await analytics.track('Clicked', { a: 1 })
    await analytics.identify('account-7', { plan: 'pro' })
    await analytics.group('team-3', { members: 12 })
    await analytics.alias('account-8', 'account-7')
    await analytics.screen('Board', 'Home')
    expect(sent.map(({ type }) => type as string)).toEqual(
      'page track identify group alias screen'.split(' '),
    )
    expect(JSON.stringify(sent)).not.toContain('secret')
    const [page, track] = sent
    expect(page).toMatchObject({
      name: 'Home',
      category: 'Board',
      properties: { plan: 'pro', name: 'Home', category: 'Board' },
      context: { ip: '0.0.0.0', library: { name: 'analytics.js' } },
      integrations: { All: false, 'Segment.io': true },
    })
    expect(track!.properties).toEqual({ a: 1 })
  })
}

/** A message that cannot be read. */
const hostile = {
  get type(): string {
    throw new Error('secret')
  },
}

test('a middleware drops what it cannot scrub, and does not throw', () => {
  const next = vi.fn<() => void>()
  scrubMiddleware()({ payload: { obj: hostile }, next })
  expect(next).not.toHaveBeenCalled()
  scrubMiddleware()({ payload: { obj: { type: 'track' } }, next })
  expect(next).toHaveBeenCalledOnce()
})

test('what throws later in the SDK is not taken for a failure of its own', () => {
  const next = () => {
    throw new Error('of the SDK')
  }
  expect(() => scrubMiddleware()({ payload: { obj: {} }, next })).toThrow('of the SDK')
})

test('a plugin drops what it cannot scrub for good, and nothing of it is kept', async () => {
  const spoil: Plugin = {
    ...scrubPlugin(),
    name: 'spoil',
    track: (context) => {
      const event = context.event
      context.event = new Proxy(event, {
        ownKeys: () => {
          throw new Error('secret')
        },
      })
      return context
    },
  }
  const { analytics, sent, load } = createRealSegment([spoil, scrubPlugin()])
  load()
  const context = await analytics.track('Clicked')
  expect(context.failedDelivery()?.reason).toMatchObject({ retry: false })
  window.dispatchEvent(new Event('pagehide'))
  expect(JSON.stringify({ ...localStorage })).not.toContain('secret')
  expect(sent).toEqual([])
})
