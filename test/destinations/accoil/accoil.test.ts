import { describe, expect, test } from 'vitest'
import { accoil } from '../../../src/accoil.ts'
import type { EndpointRules } from '../../../src/config/parse-endpoint.ts'
import { ConfigMismatch, problemOf } from '../../../src/config/read-value.ts'
import { expectReports } from '../../helpers/expect-report.ts'

const RULES = { origin: 'https://app.test' }
const CLOUD = 'https://in.accoil.com'
const KEY = 'f6ed0379_secret'
const read = (raw: object, rules: EndpointRules = RULES) =>
  accoil().read(raw as Record<string, unknown>, rules)

/** What developers are told of a configuration that is refused. */
function problem(raw: object, rules?: EndpointRules) {
  try {
    return read(raw, rules)
  } catch (error) {
    if (error instanceof ConfigMismatch) return problemOf(error)
    throw error
  }
}

test('is declared under its own name, with the prefix of its keys', () => {
  expect(accoil()).toMatchObject({ name: 'accoil', keys: ['accoil_'] })
})

describe('what is configured', () => {
  test.each([
    ['Accoil’s own host by default', undefined, CLOUD],
    ['the same for null', null, CLOUD],
    ['another, without its slash', 'https://accoil.test/', 'https://accoil.test'],
    ['a relay of the page', '/accoil', 'https://app.test/accoil'],
  ])('is a key and %s', (_, url, expected) => {
    expect(read({ apiKey: ` ${KEY}\n`, url })).toEqual({ apiKey: KEY, url: expected })
  })

  test('has no other keys, which is told', () => {
    read({ apiKey: KEY, apiurl: '/accoil' })
    expect(expectReports('VT206')[0]).toContain('(frontend.accoil.apiurl)')
  })
})

describe('nothing is configured', () => {
  test.each([
    ['nothing', {}],
    ['null', { apiKey: null, url: CLOUD }],
    ['an inherited one', Object.create({ apiKey: KEY }) as object],
  ])('by %s, and not meant to be', (_, raw) => {
    expect(read(raw)).toBeNull()
    expectReports()
  })

  test.each([
    ['none', { url: CLOUD }],
    ['an empty one', { apiKey: '' }],
    ['one of spaces', { apiKey: '  ' }],
  ])('by %s, which is told', (_, raw) => {
    expect(read(raw)).toBeNull()
    expect(expectReports('VT203')[0]).toContain('(frontend.accoil.apiKey)')
  })
})

describe('what is refused', () => {
  test.each([[7], [{}], [[KEY]], [true]])('is a key of another type: %s', (apiKey) => {
    expect(problem({ apiKey })).toMatchObject({ key: 'frontend.accoil.apiKey' })
  })

  test.each(['two words', 'line\nbreak', 'schlüssel', '…'])(
    'is a key that cannot be in a header: %s',
    (apiKey) => {
      const told = problem({ apiKey })
      expect(told).toMatchObject({ key: 'frontend.accoil.apiKey' })
      expect(JSON.stringify(told)).not.toContain(apiKey)
    },
  )

  test.each(['in.accoil.com', 'http://in.accoil.com', '//in.accoil.com', '', 7])(
    'is no address: %s',
    (url) => {
      expect(problem({ apiKey: KEY, url })).toMatchObject({ key: 'frontend.accoil.url' })
    },
  )

  test('is a host outside of `hosts`', () => {
    const rules = { ...RULES, hosts: ['accoil.test'] }
    expect(problem({ apiKey: KEY }, rules)).toMatchObject({ key: 'frontend.accoil.url' })
    expect(read({ apiKey: KEY, url: 'https://accoil.test' }, rules)).not.toBeNull()
  })
})
