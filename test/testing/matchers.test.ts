import { stripVTControlCharacters } from 'node:util'
import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { setActivePinia } from 'pinia'
import { createMemoryHistory, createRouter } from 'vue-router'
import { defineEvents, int, oneOf, text, type TelemetryConfig } from '../../src/index.ts'
import {
  createTestTelemetry,
  telemetryMatchers,
  type TestTelemetry,
  type TestTelemetryOptions,
} from '../../src/testing.ts'
import '../../src/testing/vitest.ts'
import { acceptWarnings, expectReports } from '../helpers/expect-report.ts'

const Empty = { render: () => null }

afterEach(() => setActivePinia(undefined))

/** A telemetry whose app is mounted, on the page of a team. */
async function mounted(options?: TestTelemetryOptions): Promise<TestTelemetry> {
  const telemetry = createTestTelemetry(options)
  const meta = { telemetry: { title: 'A team', params: ['tab'] } }
  const routes = [
    { path: '/teams/:team/:tab?', name: 'team', component: Empty, meta },
    { path: '/about', component: Empty },
  ]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/teams/acme/people')
  mount(Empty, { global: { plugins: [router, telemetry] } })
  return telemetry
}

/** What a failed expectation says, without colours. */
function messageOf(expectation: () => void): string {
  try {
    expectation()
  } catch (error) {
    return stripVTControlCharacters((error as Error).message)
  }
  throw new Error('It was met.')
}

const anonymous = (): TelemetryConfig => ({
  enabled: true,
  frontend: { posthog: { apikey: 'test', apiurl: 'https://telemetry.test' } },
  identity: { mode: 'anonymous' },
})

const created = { formId: 'f_42', kind: 'issue', fields: { count: 3, filled: 1 } }

describe('toHaveTracked', () => {
  it('is met by a name, by part of the properties and by asymmetric matchers', async () => {
    const telemetry = await mounted()
    telemetry.track('Form Created', created)
    telemetry.track('Form Created', { ...created, formId: 'f_43' })
    expect(telemetry).toHaveTracked('Form Created')
    expect(telemetry).toHaveTracked('Form Created', {})
    expect(telemetry).toHaveTracked('Form Created', { kind: 'issue', fields: { count: 3 } })
    expect(telemetry).toHaveTracked('Form Created', {
      formId: expect.stringMatching(/^f_/),
      fields: { count: expect.any(Number) },
    })
    expect(telemetry).toHaveTracked('Form Created', undefined, { times: 2 })
    expect(telemetry).toHaveTracked('Form Created', { formId: 'f_43' }, { times: 1 })
    expect(telemetry).toHaveTracked('Form Deleted', {}, { times: 0 })
    expect(telemetry).not.toHaveTracked('Form Deleted')
    expect(telemetry).not.toHaveTracked('Form Created', { kind: 'request' })
    expect(telemetry).not.toHaveTracked('Form Created', { missing: undefined, kind: 'request' })
    expect(telemetry).not.toHaveTracked('Form Created', { kind: 'issue' }, { times: 1 })
    expect(telemetry).not.toHaveTracked('/teams/:team/:tab')
  })

  it('shows the nearest event of that name, and what became of its properties', async () => {
    const telemetry = await mounted()
    telemetry.track('Form Created', { ...created, kind: 'request', formId: 'f_7' })
    telemetry.track('Form Created', { ...created, owner: 'ann@private.example', password: 'x' })
    const expected = {
      formId: 'f_42',
      kind: 'issue',
      owner: 'ann@private.example',
      fields: { count: expect.any(String) },
    }
    expect(messageOf(() => expect(telemetry).toHaveTracked('Form Created', expected)))
      .toBe(`expect(telemetry).toHaveTracked("Form Created", { "fields": { "count": Any<String> }, "formId": "f_42", "kind": "issue", "owner": "ann@private.example" })

"Form Created" was sent twice, none like that. The nearest:

- Expected
+ Sent

  {
    "fields": {
-     "count": Any<String>,
+     "count": 3,
    },
    "formId": "f_42",
    "kind": "issue",
-   "owner": "ann@private.example",
+   "owner": "[email]",
  }

Before it was sent:
  track.Form Created.owner was masked: email
  track.Form Created.password was dropped: private-key`)
  })

  it('names what the event had besides', async () => {
    const telemetry = await mounted()
    telemetry.track('Form Created', created)
    const message = messageOf(() => expect(telemetry).toHaveTracked('Form Created', { id: 'f_42' }))
    expect(message).toMatch(/^"Form Created" was sent, but not like that:$/m)
    expect(message).toMatch(/^It had as well: formId, kind, fields$/m)
  })

  it('suggests the name that may be meant, and names the others', async () => {
    const telemetry = await mounted()
    telemetry.track('Form Created', created)
    telemetry.track('Menu Opened')
    telemetry.track('Menu Opened')
    expect(messageOf(() => expect(telemetry).toHaveTracked('form_craeted', { kind: 'issue' })))
      .toBe(`expect(telemetry).toHaveTracked("form_craeted", { "kind": "issue" })

No "form_craeted" was sent. Did you mean "Form Created"?

Sent: "Form Created", "Menu Opened" twice`)
    expect(messageOf(() => expect(telemetry).toHaveTracked('Signed Out'))).not.toContain('Did you')
  })

  it('counts', async () => {
    const telemetry = await mounted()
    for (let index = 0; index < 3; index++) telemetry.track('Menu Opened', { index })
    const often = (times: number, properties = {}) =>
      messageOf(() => expect(telemetry).toHaveTracked('Menu Opened', properties, { times }))
    expect(often(1)).toBe(`expect(telemetry).toHaveTracked("Menu Opened", {}, { "times": 1 })

It was sent 3 times, and not once.`)
    expect(often(2, { index: 1 })).toContain('It was sent once, and not twice.')
    expect(often(0, { index: 1 })).toContain('It was sent once, and not 0 times.')
  })

  it('with .not lists what should not be there', async () => {
    const telemetry = await mounted()
    for (let index = 0; index < 12; index++) telemetry.track('Menu Opened', { index, list: [1, 2] })
    const message = messageOf(() => expect(telemetry).not.toHaveTracked('Menu Opened'))
    expect(message).toMatch(`expect(telemetry).not.toHaveTracked("Menu Opened")

"Menu Opened" was sent 12 times:
  { "index": 0, "list": [ 1, 2 ] }`)
    expect(message.split('\n')).toHaveLength(14)
    expect(message).toMatch(/\n  …$/)
  })
})

describe('what was dropped', () => {
  const events = defineEvents({
    'Form Created': {
      description: 'A form was saved',
      properties: {
        kind: oneOf('issue', 'request'),
        fields: int(),
        note: text({ optional: true }),
      },
    },
  })

  it('is said, with the reason', async () => {
    const telemetry = await mounted({ events })
    telemetry.track('Form Craeted', { kind: 'issue' })
    expect(messageOf(() => expect(telemetry).toHaveTracked('Form Craeted', { kind: 'issue' })))
      .toBe(`expect(telemetry).toHaveTracked("Form Craeted", { "kind": "issue" })

Nothing was tracked.

"Form Craeted" was tracked, but dropped: unplanned. The plan, the option \`events\`, does not have it.`)
    acceptWarnings()
  })

  it('is found where it is misspelt', async () => {
    const telemetry = await mounted({ events })
    telemetry.track('Form Craeted', { kind: 'issue' })
    telemetry.track('Form Craeted', { kind: 'request' })
    expect(messageOf(() => expect(telemetry).toHaveTracked('Form Created'))).toContain(
      '\n\n"Form Craeted" was tracked twice, but dropped: unplanned. ',
    )
    acceptWarnings()
  })

  it('includes properties that the plan took away', async () => {
    const telemetry = await mounted({ events })
    telemetry.track('Form Created', { kind: 'bug', fields: 2.5, email: 'x' })
    expect(
      messageOf(() => expect(telemetry).toHaveTracked('Form Created', { kind: 'bug', fields: 2 })),
    ).toContain(`
- Expected
+ Sent

  {
-   "fields": 2,
-   "kind": "bug",
+   "kind": "(other)",
  }

Before it was sent:
  track.Form Created.fields was dropped: wrong-type
  track.Form Created.email was dropped: unplanned
  track.Form Created.kind was replaced: not-listed`)
    acceptWarnings()
  })

  it('is what nobody has agreed to', async () => {
    const telemetry = await mounted({ answer: 'denied' })
    telemetry.track('Form Created')
    expect(messageOf(() => expect(telemetry).toHaveTracked('Form Created')))
      .toBe(`expect(telemetry).toHaveTracked("Form Created")

Nothing was tracked.

"Form Created" was tracked, but dropped: denied. The person has said no.`)
  })

  it('is nothing of another kind', async () => {
    const telemetry = await mounted({ config: anonymous() })
    telemetry.identify('account-7')
    telemetry.group('team', 'team-3')
    expect(messageOf(() => expect(telemetry).toHaveTracked('Form Created'))).toBe(
      `expect(telemetry).toHaveTracked("Form Created")\n\nNothing was tracked.`,
    )
  })

  it('may have no name', async () => {
    const telemetry = await mounted()
    telemetry.track('$pageview')
    expect(messageOf(() => expect(telemetry).toHaveTracked('Form Created'))).toContain(
      '\n\nSomething was tracked, but dropped: invalid. ',
    )
    acceptWarnings()
  })

  it('is everything where the id of a site is refused', async () => {
    const telemetry = await mounted({
      config: { ...anonymous(), identity: { mode: 'instance', instanceId: 'ops@example.com' } },
    })
    telemetry.track('Form Created')
    expect(messageOf(() => expect(telemetry).toHaveTracked('Form Created'))).toContain(
      '"Form Created" was tracked, but dropped: private-id. The configuration has an `identity.instanceId` that is refused',
    )
    expect(telemetry.idle).toBeNull()
    expectReports('VT311')
  })

  it('may still be waiting', async () => {
    const telemetry = await mounted({ config: null })
    telemetry.track('Form Created')
    expect(messageOf(() => expect(telemetry).toHaveTracked('Form Created'))).toContain(
      '\n\n"Form Created" was tracked, and waits: loading. The configuration is still loading.',
    )
  })
})

describe('where nothing was recorded at all', () => {
  const said = (telemetry: TestTelemetry): string =>
    messageOf(() => expect(telemetry).toHaveTracked('Saved'))
      .split('\n\n')
      .slice(1)
      .join('\n\n')

  it('says that the telemetry is not installed', () => {
    expect(said(createTestTelemetry())).toBe(`Nothing was tracked.

The telemetry is not installed: mount(Component, { global: { plugins: [telemetry] } }).`)
  })

  it('says first that nothing has begun', () => {
    const telemetry = createTestTelemetry()
    telemetry.track('Saved')
    telemetry.track('Saved')
    expect(said(telemetry)).toBe(`Nothing was tracked.

The telemetry is not installed: mount(Component, { global: { plugins: [telemetry] } }).

"Saved" was tracked, and waits for that.`)
  })

  it('says where to read what is wrong with the configuration', async () => {
    expect(said(await mounted({ config: { enabled: 'yes' } as never }))).toContain(
      'VT201 on the console names the key',
    )
    expectReports('VT201')
  })

  it('says that nobody has answered, or that an operator has', async () => {
    const telemetry = await mounted({ answer: 'pending' })
    expect(said(telemetry)).toBe(`Nothing was tracked.

The person has not answered yet: telemetry.consent.grant(), or \`answer: 'granted'\`.`)
    telemetry.configure({ enabled: false })
    expect(said(telemetry)).toContain('The configuration has `enabled: false`.')
  })

  it('says no more where everything is as it should be', async () => {
    expect(said(await mounted())).toBe('Nothing was tracked.')
  })
})

describe('toHaveViewed', () => {
  it('is met by a pattern, a title and parameters', async () => {
    const telemetry = await mounted()
    expect(telemetry).toHaveViewed('/teams/:team/:tab')
    expect(telemetry).toHaveViewed('/teams/:team/:tab', {
      title: expect.stringContaining('team'),
      params: { tab: 'people' },
      name: 'team',
      times: 1,
    })
    expect(telemetry).not.toHaveViewed('/about')
    expect(telemetry).not.toHaveViewed('/teams/:team/:tab', { title: 'Another team' })
    expect(telemetry).not.toHaveViewed('/teams/:team/:tab', { times: 2 })
  })

  it('knows an address for the pattern that it fits', async () => {
    const telemetry = await mounted()
    expect(messageOf(() => expect(telemetry).toHaveViewed('/teams/acme/people?sort=name')))
      .toBe(`expect(telemetry).toHaveViewed("/teams/acme/people?sort=name")

No "/teams/acme/people?sort=name" was sent. Did you mean "/teams/:team/:tab"? Pages are told by their patterns, not by their addresses.

Sent: "/teams/:team/:tab"`)
    expect(messageOf(() => expect(telemetry).toHaveViewed('/teams/:taem/:tab?'))).toContain(
      'was sent. Did you mean "/teams/:team/:tab"?\n',
    )
    expect(messageOf(() => expect(telemetry).toHaveViewed('/teams/:team/:tab?'))).toContain(
      'No "/teams/:team/:tab?" was sent. Did you mean "/teams/:team/:tab"?\n',
    )
  })

  it('shows what was viewed instead', async () => {
    const telemetry = await mounted()
    const expected = { title: 'People', params: { tab: 'people' } }
    expect(messageOf(() => expect(telemetry).toHaveViewed('/teams/:team/:tab', expected)))
      .toContain(`"/teams/:team/:tab" was sent, but not like that:

- Expected
+ Sent

  {
    "params": {
      "tab": "people",
    },
-   "title": "People",
+   "title": "A team",
  }`)
  })

  it('says which page was viewed and not sent', async () => {
    const telemetry = await mounted({ answer: 'pending' })
    expect(messageOf(() => expect(telemetry).toHaveViewed('/teams/:team/:tab'))).toContain(
      '"/teams/:team/:tab" was viewed, but dropped: pending. The person has not answered yet',
    )
  })

  it('says what pages need', () => {
    const telemetry = createTestTelemetry()
    mount(Empty, { global: { plugins: [telemetry] } })
    expect(messageOf(() => expect(telemetry).toHaveViewed('/')))
      .toBe(`expect(telemetry).toHaveViewed("/")

No page was viewed. Pages need the router among the plugins, and a navigation: await router.push('/').`)
  })
})

it('is for test telemetries alone', () => {
  expect(messageOf(() => expect({}).toHaveTracked('Saved'))).toBe(
    'expect(…).toHaveTracked is for what createTestTelemetry() returns, and this has recorded nothing.',
  )
})

it('matches as jest calls it', async () => {
  const telemetry = await mounted()
  telemetry.track('Saved')
  const context = { equals: () => true, utils: {} }
  const { pass } = telemetryMatchers.toHaveTracked.call(context as never, telemetry, 'Saved')
  expect(pass).toBe(true)
})
