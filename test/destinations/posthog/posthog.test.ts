import { describe, expect, test } from 'vitest'
import type { EndpointRules } from '../../../src/config/parse-endpoint.ts'
import { ConfigMismatch } from '../../../src/config/read-value.ts'
import { posthog } from '../../../src/destinations/posthog/posthog.ts'
import { expectReports } from '../../helpers/expect-report.ts'

const RULES = { origin: 'https://app.test' }
const KEY = 'phc_secret'
const EU = 'https://eu.i.posthog.com'
const read = (raw: object, rules: EndpointRules = RULES) =>
  posthog().read(raw as Record<string, unknown>, rules)

test('is declared under its own name, with the prefix of its keys', () => {
  expect(posthog()).toMatchObject({ name: 'posthog', keys: ['ph_'] })
})

describe('what is configured', () => {
  test.each([
    ['the cloud', EU, EU],
    ['the other cloud, with a slash', 'https://us.i.posthog.com/', 'https://us.i.posthog.com'],
    ['an own server', 'https://posthog.customer.test/', 'https://posthog.customer.test'],
    ['a relay of the page', '/ph', 'https://app.test/ph'],
  ])('is a key and %s', (_, apiurl, host) => {
    expect(read({ apikey: KEY, apiurl })).toEqual({ key: KEY, host })
    expectReports()
  })

  test('is a key without the space around it', () => {
    expect(read({ apikey: ` ${KEY}\n`, apiurl: EU })).toEqual({ key: KEY, host: EU })
  })

  test.each([undefined, null])(
    'goes to the US where no address is given, which is told: %s',
    (apiurl) => {
      expect(read({ apikey: KEY, apiurl })).toEqual({ key: KEY, host: 'https://us.i.posthog.com' })
      expect(expectReports('VT204')[0]).not.toContain('secret')
    },
  )

  test('may ask for page views of PostHog’s own, which is told', () => {
    expect(read({ apikey: KEY, apiurl: EU, capture_pageview: true })).toEqual({
      key: KEY,
      host: EU,
    })
    expectReports('VT205')
    read({ apikey: KEY, apiurl: EU, capture_pageview: false })
    expectReports()
  })
})

describe('nothing is configured', () => {
  test.each([
    ['no key', {}],
    ['null', { apikey: null, apiurl: EU }],
    ['an empty key', { apikey: '', apiurl: EU }],
    ['a key of spaces', { apikey: '  ', apiurl: EU }],
    ['an inherited key', Object.create({ apikey: KEY, apiurl: EU }) as object],
  ])('by %s, which is told', (_, raw) => {
    expect(read(raw)).toBeNull()
    expect(expectReports('VT203')[0]).toContain('(frontend.posthog.apikey)')
  })
})

test('nothing is wrong with `hosts` that leave out the cloud where nothing is configured', () => {
  expect(read({}, { ...RULES, hosts: ['relay.test'] })).toBeNull()
  expectReports('VT203')
})

describe('what is refused', () => {
  test.each([[7], [{}], [[KEY]], [true]])('is a key of another type: %s', (apikey) => {
    expect(() => read({ apikey, apiurl: EU })).toThrow(ConfigMismatch)
  })

  test.each([
    'https://app.posthog.com',
    'https://us.posthog.com',
    'https://eu.posthog.com',
    'https://app.i.posthog.com',
    'https://us-assets.i.posthog.com',
    'https://eu-assets.i.posthog.com',
    'https://EU.POSTHOG.COM',
    'https://eu.i.posthog.com/ph',
    'https://eu.i.posthog.com:8443',
    'https://eu.i.posthog.com.evil.test',
    'https://relay.test/https://app.posthog.com',
    '/ph/https://us.i.posthog.com',
  ])('is an address that the SDK would send somewhere else: %s', (apiurl) => {
    expect(() => read({ apikey: KEY, apiurl })).toThrow(ConfigMismatch)
  })

  test.each(['http://eu.i.posthog.com', '//eu.i.posthog.com', '', 7])(
    'is no address: %s',
    (apiurl) => {
      expect(() => read({ apikey: KEY, apiurl })).toThrow(ConfigMismatch)
    },
  )

  test('is a host outside of `hosts`', () => {
    const rules = { ...RULES, hosts: ['eu.i.posthog.com'] }
    expect(read({ apikey: KEY, apiurl: EU }, rules)).toEqual({ key: KEY, host: EU })
    expect(() => read({ apikey: KEY, apiurl: 'https://us.i.posthog.com' }, rules)).toThrow(
      ConfigMismatch,
    )
    expect(() => read({ apikey: KEY }, rules)).toThrow(ConfigMismatch)
  })
})
