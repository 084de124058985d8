import { describe, expect, test } from 'vitest'
import type { EndpointRules } from '../../../src/config/parse-endpoint.ts'
import { ConfigMismatch, problemOf } from '../../../src/config/read-value.ts'
import { rudderstack } from '../../../src/destinations/rudderstack/rudderstack.ts'
import { segment } from '../../../src/destinations/segment/segment.ts'
import { expectReports } from '../../helpers/expect-report.ts'

const RULES = { origin: 'https://app.test' }
const KEY = 'secret'
const URL = 'https://data.customer.test'

const VENDORS = [
  ['segment', segment()],
  ['rudderstack', rudderstack()],
] as const

describe.each(VENDORS)('%s', (name, destination) => {
  const read = (raw: object, rules: EndpointRules = RULES) =>
    destination.read(raw as Record<string, unknown>, rules)
  /** What is told of a configuration that is refused. */
  const problem = (raw: object, rules?: EndpointRules) => {
    try {
      read(raw, rules)
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigMismatch)
      return problemOf(error)
    }
    return undefined
  }

  test('is declared under its own name, with the prefix of its keys', () => {
    expect(destination).toMatchObject({ name, keys: [`${name}_`] })
  })

  test.each([
    ['an address', `${URL}/`, URL],
    ['a path of the page', '/relay', 'https://app.test/relay'],
  ])('is configured with a key and %s', (_, url, expected) => {
    expect(read({ writeKey: ` ${KEY}\n`, url })).toEqual({
      writeKey: KEY,
      url: expected,
      integrations: {},
    })
    expectReports()
  })

  test('may name destinations of the vendor', () => {
    const integrations = { 'Accoil Analytics': true, Mixpanel: false }
    expect(read({ writeKey: KEY, url: URL, integrations })).toMatchObject({ integrations })
    expect(read({ writeKey: KEY, url: URL, integrations: null })).toMatchObject({
      integrations: {},
    })
    expectReports()
  })

  test.each([
    ['nothing', {}],
    ['null', { writeKey: null, url: URL }],
    ['an inherited key', Object.create({ writeKey: KEY, url: URL }) as object],
  ])('is not configured, and not meant to be: %s', (_, raw) => {
    expect(read(raw)).toBeNull()
    expectReports()
  })

  test.each([
    ['an empty key', { writeKey: '', url: URL }],
    ['a key of spaces', { writeKey: ' ', url: URL }],
    ['no key, and an address that is none', { url: 7 }],
  ])('is not configured, which is told: %s', (_, raw) => {
    expect(read(raw)).toBeNull()
    expect(expectReports('VT203')[0]).toContain(`(frontend.${name}.writeKey)`)
  })

  test('tells of keys that it does not know', () => {
    read({ writeKey: KEY, url: URL, writekey: KEY, integration: {} })
    const [message] = expectReports('VT206')
    expect(message).toContain(`(frontend.${name}.writekey, frontend.${name}.integration)`)
    expect(message).not.toContain(KEY)
  })

  test.each<[string, object, string, string]>([
    ['a key of another type', { writeKey: 7, url: URL }, 'writeKey', 'number'],
    ['a list of keys', { writeKey: [KEY], url: URL }, 'writeKey', 'array'],
    ['an address without a scheme', { writeKey: KEY, url: 'data.test' }, 'url', 'string'],
    ['an address that is not secret', { writeKey: KEY, url: 'http://data.test' }, 'url', 'string'],
    ['an empty address', { writeKey: KEY, url: '' }, 'url', 'string'],
    ['an address with a query', { writeKey: KEY, url: `${URL}?k=1` }, 'url', 'string'],
    ['no address', { writeKey: KEY, url: 7 }, 'url', 'number'],
    ['a list', { writeKey: KEY, url: URL, integrations: ['All'] }, 'integrations', 'array'],
    ['a word', { writeKey: KEY, url: URL, integrations: 'All' }, 'integrations', 'string'],
    [
      'no switch',
      { writeKey: KEY, url: URL, integrations: { Mixpanel: 'false' } },
      'integrations.Mixpanel',
      'string',
    ],
  ])('refuses %s', (_, raw, key, found) => {
    expect(problem(raw)).toMatchObject({ key: `frontend.${name}.${key}`, found })
  })

  test('refuses a host outside of `hosts`', () => {
    const rules = { ...RULES, hosts: ['data.customer.test'] }
    expect(problem({ writeKey: KEY, url: URL }, rules)).toBeUndefined()
    expect(problem({ writeKey: KEY, url: 'https://other.test' }, rules)).toBeDefined()
  })

  test('takes no integration from a prototype', () => {
    const integrations = Object.create({ Mixpanel: true }) as object
    expect(read({ writeKey: KEY, url: URL, integrations })).toMatchObject({ integrations: {} })
    expect(JSON.stringify(read({ writeKey: KEY, url: URL, integrations }))).not.toContain(
      'Mixpanel',
    )
  })
})

test.each([undefined, null])('Segment’s own address is taken where none is given: %s', (url) => {
  expect(segment().read({ writeKey: KEY, url }, RULES)).toMatchObject({
    url: 'https://api.segment.io',
  })
  const rules = { ...RULES, hosts: ['relay.test'] }
  expect(() => segment().read({ writeKey: KEY, url }, rules)).toThrow(ConfigMismatch)
})

test.each([undefined, null])('RudderStack has none of its own: %s', (url) => {
  expect(() => rudderstack().read({ writeKey: KEY, url }, RULES)).toThrow(ConfigMismatch)
})
