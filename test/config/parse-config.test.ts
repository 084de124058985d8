import { afterEach, describe, expect, test } from 'vitest'
import { reactive } from 'vue'
import { parseConfig } from '../../src/config/parse-config.ts'
import { problemOf } from '../../src/config/read-value.ts'
import { posthog } from '../../src/destinations/posthog/posthog.ts'
import { expectReports } from '../helpers/expect-report.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'

const RULES = { origin: 'https://app.test' }
const parse = (value: unknown, destinations = [fakeDestination()]) => {
  try {
    return { config: parseConfig(value, destinations, RULES) }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

const FULL = {
  enabled: true,
  adminOptOut: true,
  frontend: { fake: { key: 'k1' } },
  consent: { policyVersion: 3 },
}

/** What stands where nothing is said but that telemetry is on. */
const DEFAULTS = {
  enabled: true,
  adminOptOut: false,
  policyVersion: 1,
  model: 'opt-in',
  target: { identity: { mode: 'user' }, settings: {} },
}

describe('a configuration that is understood', () => {
  const parsed = {
    enabled: true,
    adminOptOut: true,
    policyVersion: 3,
    model: 'opt-in',
    target: { identity: { mode: 'user' }, settings: { fake: { key: 'k1' } } },
  }

  test('is accepted without the outer key', () => {
    expect(parse(FULL)).toEqual({ config: parsed })
  })

  test('is accepted with the outer key', () => {
    expect(parse({ telemetry: FULL, other: 'part of the same file' })).toEqual({ config: parsed })
  })

  test('is accepted as a reactive object', () => {
    expect(parse(reactive({ telemetry: FULL }))).toEqual({ config: parsed })
  })

  test('has defaults for all but the switch', () => {
    expect(parse({ enabled: false })).toEqual({ config: { ...DEFAULTS, enabled: false } })
  })

  test.each([
    ['frontend', { enabled: true, frontend: null }],
    ['a destination', { enabled: true, frontend: { fake: null } }],
    ['the key of a destination', { enabled: true, frontend: { fake: { key: null } } }],
    ['consent', { enabled: true, consent: null }],
    ['the policy version', { enabled: true, consent: { policyVersion: null } }],
    ['the consent model', { enabled: true, consent: { model: null } }],
    ['adminOptOut', { enabled: true, adminOptOut: null }],
  ])('takes null as "not configured": %s', (_, value) => {
    expect(parse(value)).toEqual({ config: DEFAULTS })
  })

  test.each(['opt-in', 'opt-out', 'none'] as const)('has a consent model: %s', (model) => {
    expect(parse({ ...FULL, consent: { policyVersion: 3, model } })).toEqual({
      config: { ...parsed, model },
    })
    expectReports()
  })

  test('has settings for the destinations that are set up in code, and no others', () => {
    const destinations = [fakeDestination({ name: 'one' }), fakeDestination({ name: 'two' })]
    const frontend = { one: { key: 'k1' }, two: {}, three: { key: 'k3' } }
    expect(parse({ enabled: true, frontend }, destinations).config?.target.settings).toEqual({
      one: { key: 'k1' },
    })
  })

  test('may have keys that are not known, which are named', () => {
    expect(parse({ ...FULL, enabeld: 'secret' }).config).toEqual(parsed)
    const [message] = expectReports('VT206')
    expect(message).toContain('(enabeld)')
    expect(message).not.toContain('secret')
  })

  test.each<[unknown, object]>([
    [undefined, { mode: 'user' }],
    [null, { mode: 'user' }],
    [{}, { mode: 'user' }],
    [{ mode: null }, { mode: 'user' }],
    [{ mode: 'user' }, { mode: 'user' }],
    // It is of no matter then, and a change of it no reason to begin anew.
    [{ mode: 'user', instanceId: 'site-1' }, { mode: 'user' }],
    [{ instanceId: null }, { mode: 'user' }],
    [{ mode: 'anonymous' }, { mode: 'anonymous' }],
    [{ mode: 'anonymous', instanceId: 'site-1' }, { mode: 'anonymous' }],
    [
      { mode: 'instance', instanceId: 'site-1' },
      { mode: 'instance', instanceId: 'site-1' },
    ],
  ])('says as whom events are sent: %o', (identity, expected) => {
    expect(parse({ ...FULL, identity }).config?.target.identity).toEqual(expected)
    expectReports()
  })
})

describe('keys that nobody reads', () => {
  test.each([
    ['above all', { ...FULL, debug: false }, 'debug'],
    ['of the consent', { ...FULL, consent: { policyversion: 'secret' } }, 'consent.policyversion'],
    ['of the identity', { ...FULL, identity: { instanceid: 'secret' } }, 'identity.instanceid'],
    ['of the consent model', { ...FULL, consent: { Model: 'secret' } }, 'consent.Model'],
    ['that are several', { ...FULL, debug: 'secret', enabeld: 1 }, 'debug, enabeld'],
  ])('are named with their path, and never with their value: %s', (_, value, keys) => {
    expect(parse(value).problem).toBeUndefined()
    const [message] = expectReports('VT206')
    expect(message).toContain(`(${keys})`)
    expect(message).not.toContain('secret')
  })

  test('of the consent switch nothing', () => {
    expect(parse({ ...FULL, consent: { policyversion: 7 } }).config?.policyVersion).toBe(1)
    expectReports('VT206')
  })

  test('of PostHog are named beside what is missing then', () => {
    const frontend = { posthog: { apiKey: 'phc_secret', apiurl: '/ph' } }
    const config = parseConfig({ enabled: true, frontend }, [posthog()], RULES)
    expect(config?.target.settings).toEqual({})
    const messages = expectReports('VT206', 'VT203')
    expect(messages[0]).toContain('(frontend.posthog.apiKey)')
    expect(messages.join()).not.toContain('secret')
  })

  test('are not those of destinations that are not set up in code', () => {
    expect(parse({ ...FULL, frontend: { other: { apikey: 'k1' } } }).problem).toBeUndefined()
    expectReports()
  })

  test('are not those that a prototype has', () => {
    expect(parse(Object.assign(Object.create({ debug: true }), FULL)).problem).toBeUndefined()
    expectReports()
  })
})

describe('a configuration that is not understood', () => {
  test.each([
    ['text', 'secret', 'telemetry', 'string', 'an object'],
    ['HTML', '<!doctype html><p>secret', 'telemetry', 'string', 'an object'],
    ['an array', [FULL], 'telemetry', 'array', 'an object'],
    ['a number', 1, 'telemetry', 'number', 'an object'],
    ['a function', () => FULL, 'telemetry', 'function', 'an object'],
    ['true', true, 'telemetry', 'boolean', 'an object'],
    ['null', null, 'telemetry', 'null', 'an object'],
    ['null inside', { telemetry: null }, 'telemetry', 'null', 'an object'],
    ['text inside', { telemetry: 'secret' }, 'telemetry', 'string', 'an object'],
    ['nothing', {}, 'enabled', 'undefined', 'true or false'],
    ['enabled as null', { enabled: null }, 'enabled', 'null', 'true or false'],
    ['enabled as text', { enabled: 'true' }, 'enabled', 'string', 'true or false'],
    ['enabled as a number', { enabled: 1 }, 'enabled', 'number', 'true or false'],
    ['enabled as an object', { enabled: {} }, 'enabled', 'object', 'true or false'],
    ['adminOptOut', { ...FULL, adminOptOut: 'no' }, 'adminOptOut', 'string', 'true or false'],
    ['frontend', { ...FULL, frontend: 'secret' }, 'frontend', 'string', 'an object'],
    ['a destination', { ...FULL, frontend: { fake: [] } }, 'frontend.fake', 'array', 'an object'],
    [
      'the key of a destination',
      { ...FULL, frontend: { fake: { key: 7 } } },
      'frontend.fake.key',
      'number',
      'a string',
    ],
    ['consent', { ...FULL, consent: 'opt-in' }, 'consent', 'string', 'an object'],
    ['identity', { ...FULL, identity: 'user' }, 'identity', 'string', 'an object'],
    [
      'a mode that there is not',
      { ...FULL, identity: { mode: 'session' } },
      'identity.mode',
      'string',
      '"user", "instance" or "anonymous"',
    ],
    ...['site-1', '', 7].map((instanceId): [string, unknown, string, string, string] => [
      `the id of a site without a mode: ${JSON.stringify(instanceId)}`,
      { ...FULL, identity: { instanceId } },
      'identity.mode',
      'undefined',
      '"user", "instance" or "anonymous"',
    ]),
    [
      'a mode of another type',
      { ...FULL, identity: { mode: false } },
      'identity.mode',
      'boolean',
      '"user", "instance" or "anonymous"',
    ],
    [
      'the policy version as text',
      { ...FULL, consent: { policyVersion: '2' } },
      'consent.policyVersion',
      'string',
      'a whole number from 0',
    ],
    ...[Infinity, Number.NaN, 1.5, -1].map(
      (policyVersion): [string, unknown, string, string, string] => [
        `the policy version ${policyVersion}`,
        { ...FULL, consent: { policyVersion } },
        'consent.policyVersion',
        'number',
        'a whole number from 0',
      ],
    ),
  ])('is told by key, type and expectation: %s', (_, value, key, found, expected) => {
    expect(parse(value)).toEqual({ problem: { key, found, expected } })
  })

  test.each([
    ['another word', 'secret', 'string'],
    ['a word that begins like one', 'opt-in-secret', 'string'],
    ['capitals', 'OPT-OUT', 'string'],
    ['a space', 'none ', 'string'],
    ['no text at all', '', 'string'],
    ['true', true, 'boolean'],
    ['false', false, 'boolean'],
    ['a number', 0, 'number'],
    ['a list', ['opt-out'], 'array'],
    ['an object', { toString: () => 'none' }, 'object'],
    ['a function', () => 'none', 'function'],
  ])('is one whose consent model is none of the three: %s', (_, model, found) => {
    expect(parse({ ...FULL, consent: { model } })).toEqual({
      problem: {
        key: 'consent.model',
        found,
        expected: '"opt-in", "opt-out" or "none"',
      },
    })
  })

  test('may throw when it is read', () => {
    const value = {
      get enabled() {
        throw new Error('secret')
      },
    }
    expect(parse(value)).toEqual({
      problem: { key: 'telemetry', found: 'an error', expected: 'readable properties' },
    })
  })

  test('may be a revoked proxy', () => {
    const { proxy, revoke } = Proxy.revocable(FULL, {})
    revoke()
    expect(parse(proxy).problem).toBeDefined()
  })

  test.each([[new TypeError('secret')], ['secret'], [null], [undefined]])(
    'is a problem of the destination that fails in a way of its own: %s',
    (thrown) => {
      const broken = {
        ...fakeDestination({ name: 'broken' }),
        read() {
          throw thrown
        },
      }
      const value = { ...FULL, frontend: { fake: { key: 'k1' }, broken: { key: 'secret' } } }
      expect(parse(value, [fakeDestination(), broken])).toEqual({
        problem: { key: 'frontend.broken', found: 'object', expected: 'other settings' },
      })
    },
  )
})

test.each([undefined, null, '', ' ', 'undefined', 'x'.repeat(201), 7, {}])(
  'an instance needs an id that is one: %o',
  (instanceId) => {
    const { problem } = parse({ ...FULL, identity: { mode: 'instance', instanceId } })
    expect(problem).toEqual({
      key: 'identity.instanceId',
      found: instanceId === null ? 'null' : typeof instanceId,
      expected: 'an opaque id of 1 to 200 characters, with the mode "instance"',
    })
  },
)

describe('prototypes', () => {
  const polluted = Object.prototype as Record<string, unknown>
  const POLLUTED = ['enabled', 'telemetry', 'frontend', 'fake', 'key', 'consent', 'model']

  afterEach(() => {
    for (const key of POLLUTED) delete polluted[key]
  })

  test('cannot switch telemetry on', () => {
    polluted.enabled = true
    expect(parse({}).problem?.key).toBe('enabled')
  })

  test('cannot stand for the whole', () => {
    polluted.telemetry = FULL
    expect(parse({ enabled: false }).config?.enabled).toBe(false)
  })

  test('cannot configure a destination', () => {
    polluted.frontend = { fake: { key: 'k1' } }
    polluted.fake = { key: 'k1' }
    polluted.key = 'k1'
    expect(parse({ enabled: true }).config?.target.settings).toEqual({})
    expect(parse({ enabled: true, frontend: {} }).config?.target.settings).toEqual({})
    expect(parse({ enabled: true, frontend: { fake: {} } }).config?.target.settings).toEqual({})
  })

  test('cannot be set by a file', () => {
    const file = '{ "enabled": true, "__proto__": { "frontend": { "fake": { "key": "k1" } } } }'
    expect(parse(JSON.parse(file)).config?.target.settings).toEqual({})
    expectReports('VT206')
    expect(polluted.frontend).toBeUndefined()
  })

  test('cannot bring a switch along with a file', () => {
    expect(parse(JSON.parse('{ "__proto__": { "enabled": true } }')).problem?.key).toBe('enabled')
    expectReports('VT206')
  })

  test('cannot choose the consent model', () => {
    polluted.model = 'none'
    polluted.consent = { model: 'none' }
    expect(parse({ enabled: true }).config?.model).toBe('opt-in')
    expect(parse({ enabled: true, consent: {} }).config?.model).toBe('opt-in')
    const inherited = Object.create({ model: 'none' }) as object
    expect(parse({ enabled: true, consent: inherited }).config?.model).toBe('opt-in')
  })

  test('cannot choose the consent model from a file', () => {
    const file = '{ "enabled": true, "consent": { "__proto__": { "model": "none" } } }'
    expect(parse(JSON.parse(file)).config?.model).toBe('opt-in')
    expect(expectReports('VT206')[0]).toContain('(consent.__proto__)')
  })
})
