import { describe, expect, test } from 'vitest'
import type { EndpointRules } from '../../../src/config/parse-endpoint.ts'
import { ConfigMismatch, problemOf } from '../../../src/config/read-value.ts'
import { plausible } from '../../../src/plausible.ts'
import { expectReports } from '../../helpers/expect-report.ts'

const RULES = { origin: 'https://app.test' }
const CLOUD = 'https://plausible.io'
const read = (raw: object, rules: EndpointRules = RULES) =>
  plausible().read(raw as Record<string, unknown>, rules)

/** What developers are told of a configuration that is refused. */
function problem(raw: object, rules?: EndpointRules) {
  try {
    return read(raw, rules)
  } catch (error) {
    if (error instanceof ConfigMismatch) return problemOf(error)
    throw error
  }
}

test('is declared under its own name, and stores nothing', () => {
  expect(plausible()).toMatchObject({ name: 'plausible', keys: [] })
})

describe('what is configured', () => {
  test.each([
    ['Plausible’s own cloud by default', undefined, CLOUD],
    ['the same for null', null, CLOUD],
    ['an own server, without its slash', 'https://stats.test/', 'https://stats.test'],
    ['a relay of the page', '/stats', 'https://app.test/stats'],
  ])('is a domain and %s', (_, url, expected) => {
    expect(read({ domain: 'app.test', url })).toEqual({ domain: 'app.test', url: expected })
  })

  test.each(['app.test', 'app.test,all.test', 'app.test/docs', 'localhost:8080', 'bücher.test'])(
    'is a site as Plausible may list it: %s',
    (domain) => {
      expect(read({ domain: ` ${domain}\n` })).toEqual({ domain, url: CLOUD })
    },
  )

  test('has no other keys, which is told', () => {
    read({ domain: 'app.test', apiurl: '/stats' })
    expect(expectReports('VT206')[0]).toContain('(frontend.plausible.apiurl)')
  })
})

describe('nothing is configured', () => {
  test.each([
    ['nothing', {}],
    ['null', { domain: null, url: CLOUD }],
    ['an inherited one', Object.create({ domain: 'app.test' }) as object],
  ])('by %s, and not meant to be', (_, raw) => {
    expect(read(raw)).toBeNull()
    expectReports()
  })

  test.each([
    ['none', { url: CLOUD }],
    ['an empty one', { domain: '' }],
    ['one of spaces', { domain: '  ' }],
  ])('by %s, which is told', (_, raw) => {
    expect(read(raw)).toBeNull()
    expect(expectReports('VT203')[0]).toContain('(frontend.plausible.domain)')
  })
})

describe('what is refused', () => {
  test.each([[7], [{}], [['app.test']], [true]])('is a domain of another type: %s', (domain) => {
    expect(problem({ domain })).toMatchObject({ key: 'frontend.plausible.domain' })
  })

  test.each(['https://app.test', 'app test', 'app.test?a', 'app.test#a', 'me@app.test'])(
    'is no domain: %s',
    (domain) => {
      expect(problem({ domain })).toMatchObject({
        key: 'frontend.plausible.domain',
        expected: expect.stringContaining('without its scheme') as unknown,
      })
    },
  )

  test.each(['plausible.io', 'http://plausible.io', '//plausible.io', '', 7])(
    'is no address: %s',
    (url) => {
      expect(problem({ domain: 'app.test', url })).toMatchObject({ key: 'frontend.plausible.url' })
    },
  )

  test('is a host outside of `hosts`', () => {
    const rules = { ...RULES, hosts: ['stats.test'] }
    expect(problem({ domain: 'app.test' }, rules)).toMatchObject({ key: 'frontend.plausible.url' })
    expect(read({ domain: 'app.test', url: 'https://stats.test' }, rules)).not.toBeNull()
  })
})
