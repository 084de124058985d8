import { describe, expect, test } from 'vitest'
import {
  scrubMessage,
  type SegmentMessage,
} from '../../../../src/destinations/segment/scrub/scrub-message.ts'

const ADDRESS = {
  path: '/reset/secret',
  referrer: 'https://mail.example/secret',
  search: '?code=secret',
  title: 'secret of Jane Doe',
  url: 'https://app.example/reset/secret?code=secret',
}

/** A message as the SDK makes it, and as a later version might. */
const MESSAGE: SegmentMessage = {
  type: 'page',
  messageId: 'message-id',
  timestamp: new Date(0),
  userId: 'account-7',
  anonymousId: 'device',
  groupId: 'team-3',
  event: 'Clicked',
  traits: { plan: 'pro' },
  properties: { ...ADDRESS, plan: 'pro' },
  integrations: {},
  address: ADDRESS,
  context: {
    page: ADDRESS,
    campaign: { source: 'secret' },
    referrer: { id: 'secret', type: 'dataxu' },
    amp: { id: 'secret' },
    userAgentData: { brands: ['secret'] },
    screen: { width: 'secret' },
    library: { name: 'analytics.js', version: 'npm:next-1', url: ADDRESS.url },
    consent: { categoryPreferences: { Advertising: false, on: ADDRESS.url }, url: ADDRESS.url },
    userAgent: 'Browser/1.0',
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    groupId: 'team-3',
    active: true,
    traits: { plan: 'pro' },
    ip: 'secret',
    direct: 'secret',
  },
}

const CONTEXT = {
  library: { name: 'analytics.js', version: 'npm:next-1' },
  consent: { categoryPreferences: { Advertising: false } },
  userAgent: 'Browser/1.0',
  locale: 'de-DE',
  timezone: 'Europe/Berlin',
  groupId: 'team-3',
  active: true,
  traits: { plan: 'pro' },
  ip: '0.0.0.0',
}

test('what is read of the page, and what is not known, stays home', () => {
  const { address: _, ...known } = MESSAGE
  expect(scrubMessage(MESSAGE)).toStrictEqual({
    ...known,
    properties: { plan: 'pro' },
    context: CONTEXT,
    integrations: { All: false, 'Segment.io': true },
  })
  expect(JSON.stringify(scrubMessage(MESSAGE))).not.toContain('secret')
})

test('what was handed over is not changed', () => {
  const before = structuredClone(MESSAGE)
  scrubMessage(MESSAGE)
  expect(MESSAGE).toStrictEqual(before)
})

test('once more changes nothing', () => {
  for (const name of ['Home', ADDRESS.title, `at ${ADDRESS.path}`]) {
    const once = scrubMessage({ ...MESSAGE, name }, { integrations: { Accoil: true } })
    expect(scrubMessage(once, { integrations: { Accoil: true } })).toStrictEqual(once)
  }
})

test('what an application passes to other calls is its own affair', () => {
  const event = { ...MESSAGE, type: 'track', properties: { path: '/a', title: 'A form' } }
  expect(scrubMessage(event).properties).toStrictEqual({ path: '/a', title: 'A form' })
})

test('a context that is none becomes one', () => {
  for (const context of [undefined, null, 'text', [ADDRESS]]) {
    expect(scrubMessage({ type: 'track', context }).context).toStrictEqual({ ip: '0.0.0.0' })
  }
})

test('parts of a context that are not what they are called stay home', () => {
  const odd = { library: 'secret', consent: [], userAgent: ADDRESS, locale: {}, active: 'secret' }
  expect(scrubMessage({ type: 'track', context: odd }).context).toStrictEqual({ ip: '0.0.0.0' })
})

describe('what a page is called', () => {
  const named = (name: unknown) => {
    const properties = { ...ADDRESS, name, category: name }
    return scrubMessage({ ...MESSAGE, properties, name, category: name })
  }

  test.each(['Home', '/teams/:team', '/'])('%s stays', (name) => {
    const nameless = { ...MESSAGE, name, category: name, properties: { ...ADDRESS, path: '/' } }
    expect(named(name)).toMatchObject({ name, category: name, properties: { name } })
    expect(scrubMessage(nameless)).toMatchObject({ name })
  })

  test.each([
    ['the title', ADDRESS.title],
    ['a part of a longer text', `Page: ${ADDRESS.title}`],
    ['the address below the origin', ADDRESS.path + ADDRESS.search],
    ['the address', ADDRESS.url],
    ['the referrer', ADDRESS.referrer],
  ])('%s goes, wherever it stands', (_, name) => {
    const scrubbed = named(name)
    for (const of of [scrubbed, scrubbed.properties]) {
      expect(of).not.toHaveProperty('name')
      expect(of).not.toHaveProperty('category')
    }
  })

  test('is compared with the context where the properties say less', () => {
    const message = { ...MESSAGE, properties: {}, name: ADDRESS.title }
    expect(scrubMessage(message)).not.toHaveProperty('name')
  })
})

describe('destinations behind Segment', () => {
  const allowed = (given: unknown, integrations: Record<string, boolean>) =>
    scrubMessage({ type: 'track', integrations: given }, { integrations }).integrations

  test('are off, but for those that are named', () => {
    expect(allowed({ Intercom: true }, { 'Accoil Analytics': true, Amplitude: false })).toEqual({
      All: false,
      'Accoil Analytics': true,
      'Segment.io': true,
    })
    expect(allowed(undefined, {})).toEqual({ All: false, 'Segment.io': true })
  })

  test('cannot be allowed all at once by name', () => {
    expect(allowed({ All: true }, { All: true })).toEqual({ All: false, 'Segment.io': true })
  })

  test('stay off where the application says so, and keep its settings', () => {
    const given = { Accoil: false, Amplitude: { session_id: 5 }, 'Segment.io': false }
    expect(allowed(given, { Accoil: true, Amplitude: true })).toEqual({
      All: false,
      Accoil: false,
      Amplitude: { session_id: 5 },
      'Segment.io': false,
    })
  })

  test('are the application’s, where it says so', () => {
    const given = { Intercom: true }
    const message = { type: 'track', integrations: given }
    expect(scrubMessage(message, { integrations: 'unchanged' }).integrations).toBe(given)
  })
})
