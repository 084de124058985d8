// @vitest-environment node
import { expect, test } from 'vitest'
import { resolveIdentity } from '../../src/identity/resolve-identity.ts'

const PERSON = { userId: 'account-7', traits: { plan: 'pro' } }
const NOBODY = { distinctId: null, traits: null, hasGroups: false }

test.each<[unknown]>([
  [undefined],
  [null],
  [{}],
  [{ mode: null }],
  [{ mode: 'user' }],
  [{ mode: 'user', instanceId: 4711 }],
])('people are told apart unless something else is said: %o', (identity) => {
  expect(resolveIdentity(identity, PERSON)).toEqual({
    distinctId: 'account-7',
    traits: { plan: 'pro' },
    hasGroups: true,
  })
})

test('nobody who is not signed in is made up', () => {
  const unknown = { distinctId: null, traits: null, hasGroups: true }
  expect(resolveIdentity({ mode: 'user' })).toEqual(unknown)
  expect(resolveIdentity({ mode: 'user' }, { userId: null, traits: { a: 1 } })).toEqual(unknown)
  expect(resolveIdentity({ mode: 'user' }, { userId: '' })).toEqual(unknown)
})

test.each([PERSON, {}, { userId: 'account-8' }])(
  'everybody on a site is the site, and nothing is said of a person: %o',
  (person) => {
    const site = { mode: 'instance', instanceId: 'site-1' } as const
    expect(resolveIdentity(site, person)).toEqual({
      distinctId: 'site-1',
      traits: null,
      hasGroups: true,
    })
  },
)

const PRIVATE = ['ops@example.com', '+1 415 555 2671', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a']
const NO_ID = ['', '  ', 'undefined', 'null', 'x'.repeat(201), 4711, true, {}, ['site-1']]

test.each<[string, unknown]>([
  ['anonymous', { mode: 'anonymous' }],
  ['anonymous, with the id of a site', { mode: 'anonymous', instanceId: 'site-1' }],
  ['a site without its id', { mode: 'instance' }],
  ['the id of a site without a mode', { instanceId: 'site-1' }],
  ['a mode that there is not', { mode: 'session' }],
  ['a mode that is none', { mode: false }],
  ...['anonymous', 'instance', 'user', '', 5, true, ['anonymous'], [], () => {}].map(
    (identity): [string, unknown] => [`no object: ${JSON.stringify(identity)}`, identity],
  ),
  ...[...NO_ID, ...PRIVATE, 'distinct_id'].map((instanceId): [string, unknown] => [
    `a site with the id ${JSON.stringify(instanceId)}`,
    { mode: 'instance', instanceId },
  ]),
  [
    'what cannot be read',
    {
      get mode(): string {
        throw new Error('of the application')
      },
    },
  ],
])('nobody is named: %s', (_, identity) => {
  expect(resolveIdentity(identity, PERSON)).toEqual(NOBODY)
})

test.each([...NO_ID, ...PRIVATE, 'anonymous', 'distinct_id'])(
  'nobody is known by an id that the browser refuses: %j',
  (userId) => {
    const person = { userId: userId as string, traits: { plan: 'pro' } }
    const unknown = { distinctId: null, traits: null, hasGroups: true }
    expect(resolveIdentity({ mode: 'user' }, person)).toEqual(unknown)
  },
)

test('nothing in traits is masked', () => {
  const traits = { note: 'of ops@example.com' }
  expect(resolveIdentity(null, { userId: 'account-7', traits }).traits).toBe(traits)
})

test('what a configuration inherits is not its own', () => {
  const identity: unknown = Object.create({ mode: 'anonymous' })
  expect(resolveIdentity(identity, PERSON).distinctId).toBe('account-7')
})

test('traits keep their type', () => {
  const { traits } = resolveIdentity({ mode: 'user' }, PERSON)
  const plan: string | undefined = traits?.plan
  expect(plan).toBe('pro')
})
