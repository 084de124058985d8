import { describe, expect, test } from 'vitest'
import { parseEndpoint } from '../../src/config/parse-endpoint.ts'
import { ConfigMismatch } from '../../src/config/read-value.ts'

const ORIGIN = 'https://app.test'
const parse = (value: unknown, hosts?: readonly string[]) =>
  parseEndpoint(value, 'url', { origin: ORIGIN, hosts })

describe('an address that may be sent to', () => {
  test.each([
    ['https', 'https://eu.test', 'https://eu.test'],
    ['a port', 'https://eu.test:8443', 'https://eu.test:8443'],
    ['a path', 'https://eu.test/ph', 'https://eu.test/ph'],
    ['one trailing slash', 'https://eu.test/ph/', 'https://eu.test/ph'],
    ['many trailing slashes', 'https://eu.test///', 'https://eu.test'],
    ['capitals', 'HTTPS://EU.Test/Ph', 'https://eu.test/Ph'],
    ['dots in the path', 'https://eu.test/a/../b', 'https://eu.test/b'],
    ['http on localhost', 'http://localhost:8000', 'http://localhost:8000'],
    ['http on 127.0.0.1', 'http://127.0.0.1:8000/', 'http://127.0.0.1:8000'],
    ['http on another loopback address', 'http://127.8.9.10', 'http://127.8.9.10'],
    ['http on the loopback of IPv6', 'http://[::1]:8000', 'http://[::1]:8000'],
    ['an own path', '/ph', 'https://app.test/ph'],
    ['an own path with a slash at the end', '/ph/', 'https://app.test/ph'],
    ['the own root', '/', 'https://app.test'],
    ['an own path that climbs', '/../../ph', 'https://app.test/ph'],
    ['an own path with a colon', '/https:evil.test', 'https://app.test/https:evil.test'],
  ])('%s', (_, value, expected) => {
    expect(parse(value)).toBe(expected)
  })
})

describe('an address that may not', () => {
  test.each([
    ['http elsewhere', 'http://eu.test'],
    ['http on a host that begins like a loopback', 'http://127.0.0.1.evil.test'],
    ['http on a host that begins like localhost', 'http://localhost.evil.test'],
    ['no scheme', 'eu.test'],
    ['a relative path', 'ph'],
    ['two slashes', '//evil.test'],
    ['slash and back slash', '/\\evil.test'],
    ['a back slash further on', 'https://eu.test\\@evil.test'],
    ['a back slash in a path', 'https://eu.test/a\\b'],
    ['a back slash in an own path', '/a\\b'],
    ['a scheme without slashes', 'https:evil.test'],
    ['a scheme with one slash', 'https:/evil.test'],
    ['a scheme with three slashes', 'https:///evil.test'],
    ['a scheme alone', 'https://'],
    ['a user', 'https://user@eu.test'],
    ['a user and a password', 'https://user:secret@eu.test'],
    ['a query', 'https://eu.test/?a=1'],
    ['an empty query', 'https://eu.test/?'],
    ['a hash', 'https://eu.test/#a'],
    ['a query on an own path', '/ph?a=1'],
    ['a space inside', 'https://eu .test'],
    ['a space before', ' https://eu.test'],
    ['a line end after', 'https://eu.test\n'],
    ['a tab that a parser would skip', '/\t/evil.test'],
    ['a port that is none', 'https://eu.test:port'],
    ['javascript', 'javascript:alert(1)'],
    ['data', 'data:text/plain,a'],
    ['javascript behind capitals', 'JavaScript:alert(1)//https://eu.test'],
    ['a file', 'file:///etc/passwd'],
    ['a blob', 'blob:https://app.test/a'],
    ['ftp', 'ftp://eu.test'],
    ['a websocket', 'wss://eu.test'],
    ['nothing', ''],
    ['null', null],
    ['a number', 1],
    ['a URL object', new URL('https://eu.test')],
  ])('%s', (_, value) => {
    expect(() => parse(value)).toThrow(ConfigMismatch)
  })

  test('is told by its key and its type, and never by its value', () => {
    const problem = problemOf(() => parse('http://secret.test'))
    expect(problem).toEqual({
      key: 'url',
      found: 'string',
      expected:
        'an https: address or a path that begins with one "/", without credentials, query or hash',
    })
  })
})

describe('the `hosts` option', () => {
  test.each([
    ['a host that is named', 'https://eu.test/ph', ['eu.test']],
    ['an own path, named or not', '/ph', []],
    ['the own host, named or not', 'https://app.test/ph', []],
    ['a host and its port', 'https://eu.test:8443', ['us.test', 'eu.test:8443']],
  ])('lets through %s', (_, value, hosts) => {
    expect(parse(value, hosts)).toMatch(/^https:/)
  })

  test.each([
    ['another host', 'https://us.test', ['eu.test']],
    ['any host where it is empty', 'https://eu.test', []],
    ['another port', 'https://eu.test:8443', ['eu.test']],
    ['a host below', 'https://a.eu.test', ['eu.test']],
    ['a host that ends alike', 'https://evileu.test', ['eu.test']],
  ])('refuses %s', (_, value, hosts) => {
    expect(problemOf(() => parse(value, hosts))?.expected).toBe(
      'a host that the `hosts` option names',
    )
  })
})

function problemOf(task: () => unknown) {
  try {
    task()
  } catch (error) {
    return (error as ConfigMismatch).problem
  }
  throw new Error('Nothing was thrown.')
}
