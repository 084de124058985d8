import { expect, test, vi } from 'vitest'
import { mountGranted, settle, useFixedClock } from '../helpers/mount-telemetry.ts'

useFixedClock()

const deep = (depth: number): unknown => (depth === 0 ? 'secret' : { deep: deep(depth - 1) })

const cycle: Record<string, unknown> = { a: 1 }
cycle.self = cycle

const revoked = Proxy.revocable({}, {})
revoked.revoke()

const throwing = {
  get hidden(): never {
    throw new Error('secret')
  },
}

const HOSTILE: [string, unknown][] = [
  ['a text of a megabyte', 'secret'.repeat(200_000)],
  [
    'ten thousand keys',
    Object.fromEntries(Array.from({ length: 10_000 }, (_, key) => [`k${key}`, key])),
  ],
  ['a depth of a thousand', deep(1000)],
  ['a cycle', cycle],
  ['a getter that throws', throwing],
  ['a revoked proxy', revoked.proxy],
  ['a big integer', 10n ** 40n],
  ['a symbol', Symbol('secret')],
  ['a function', () => 'secret'],
  ['an element', document.createElement('input')],
  ['a number that is none', Number.NaN],
  ['a lone surrogate', 'a\uD800b'],
  [
    'a toJSON that throws',
    {
      toJSON() {
        throw new Error('secret')
      },
    },
  ],
  ['a toJSON that lies', { toJSON: () => 'ann@example.com' }],
  ['a prototype', JSON.parse('{ "__proto__": { "polluted": "ann@example.com" } }')],
  ['an error', new Error('ann@example.com')],
]

test.each(HOSTILE)('%s makes a bounded event, and throws nothing', async (_, value) => {
  const { telemetry, fake, entries } = await mountGranted({ pages: false })
  entries.length = 0
  telemetry.track('Direct', value as never)
  telemetry.track('Nested', { before: 1, value, list: [value] })
  telemetry.identify('account-7', { value })
  telemetry.group('team', 'team-3', { value })
  await settle()
  expect(fake.sent.map(({ type }) => type)).toEqual(['track', 'track', 'identify', 'group'])
  expect(fake.sent[1]).toMatchObject({ properties: { before: 1 } })
  for (const event of fake.sent) {
    const text = JSON.stringify(event)
    expect(text.length).toBeLessThan(10_000)
    expect(text).not.toMatch(/secret.{3}|ann@/)
  }
  expect(entries.filter(({ verdict }) => verdict === 'sent')).toHaveLength(4)
  expect('polluted' in {}).toBe(false)
})

const IDS: [string, unknown][] = [
  ...HOSTILE.filter(([, value]) => value !== 'a\uD800b'),
  ['nothing', undefined],
  ['null', null],
  ['an empty text', ''],
  ['a number', 7],
  ['a list', ['account-7']],
]

test.each(IDS)('%s as an id or a name is a counted drop, and throws nothing', async (_, value) => {
  const { telemetry, fake, entries } = await mountGranted({ pages: false })
  entries.length = 0
  telemetry.track(value as never)
  telemetry.identify(value as never)
  telemetry.group(value as never, 'team-3')
  telemetry.group('team', value as never)
  await settle()
  // Nobody is there: whoever may be known from before is not, and that is all that is said.
  expect(fake.sent).toMatchObject([{ type: 'reset', ifKnown: true }])
  const dropped = entries.filter(({ verdict }) => verdict === 'dropped')
  expect(dropped.map(({ reason }) => reason)).toEqual(Array.from({ length: 4 }, () => 'invalid'))
  vi.mocked(console.warn).mockClear()
})

test('an id that is somebody’s address is a counted drop, told without it', async () => {
  const { telemetry, fake, entries } = await mountGranted({ pages: false })
  entries.length = 0
  telemetry.identify('ann@example.com')
  telemetry.group('ann@example.com', 'team-3')
  telemetry.group('team', 'ann@example.com')
  await settle()
  expect(fake.sent).toMatchObject([{ type: 'reset', ifKnown: true }])
  const dropped = entries.filter(({ verdict }) => verdict === 'dropped')
  expect(dropped.map(({ type, reason }) => `${type} ${reason}`)).toEqual([
    'identify private-id',
    'group private-id',
    'group private-id',
  ])
  const messages = vi.mocked(console.warn).mock.calls.map(String).join('\n')
  expect(messages).toContain('VT310')
  expect(messages).not.toContain('ann@')
  vi.mocked(console.warn).mockClear()
})

test.each<[string, object]>([
  [
    'a plan with a property of no kind',
    { events: { Saved: { properties: { a: { type: 'oneOf' } } } } },
  ],
  [
    'a plan that throws',
    {
      events: {
        get Saved(): never {
          throw new Error('of the application')
        },
      },
    },
  ],
])('%s loses the event in the log, and nothing else', async (_, options) => {
  const { telemetry, fake, entries } = await mountGranted({ pages: false, ...options } as never)
  entries.length = 0
  telemetry.track('Saved', { a: 'b' })
  telemetry.reset()
  await settle()
  expect(fake.sent.map(({ type }) => type)).toEqual(['reset'])
  expect(entries.filter(({ verdict }) => verdict === 'dropped')).toMatchObject([
    { type: 'track', reason: 'invalid' },
  ])
  vi.mocked(console.warn).mockClear()
})
