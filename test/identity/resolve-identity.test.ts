// @vitest-environment node
import { expect, test } from 'vitest'
import { resolveIdentity, type IdentityConfig } from '../../src/identity/resolve-identity.ts'

const PERSON = { userId: 'account-7', traits: { plan: 'pro' } }
const NOBODY = { distinctId: null, traits: null, hasGroups: false }

test.each<[IdentityConfig | null | undefined]>([[undefined], [null], [{}], [{ mode: 'user' }]])(
  'people are told apart unless something else is said: %o',
  (identity) => {
    expect(resolveIdentity(identity, PERSON)).toEqual({
      distinctId: 'account-7',
      traits: { plan: 'pro' },
      hasGroups: true,
    })
  },
)

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

test.each<[string, unknown]>([
  ['anonymous', { mode: 'anonymous' }],
  ['anonymous, with the id of a site', { mode: 'anonymous', instanceId: 'site-1' }],
  ['a site without its id', { mode: 'instance' }],
  ['a site with an empty id', { mode: 'instance', instanceId: '' }],
  ['a mode that there is not', { mode: 'session' }],
  ['a mode that is none', { mode: null }],
])('nobody is named: %s', (_, identity) => {
  expect(resolveIdentity(identity as IdentityConfig, PERSON)).toEqual(NOBODY)
})

test('traits keep their type', () => {
  const { traits } = resolveIdentity({ mode: 'user' }, PERSON)
  const plan: string | undefined = traits?.plan
  expect(plan).toBe('pro')
})
