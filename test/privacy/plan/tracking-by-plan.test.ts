import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { defineEvents } from '../../../src/privacy/plan/define-events.ts'
import { id, oneOf, route, text } from '../../../src/privacy/plan/properties.ts'
import { expectReports } from '../../helpers/expect-report.ts'
import {
  configured,
  mountGranted,
  settle,
  useFixedClock,
  type MountOptions,
} from '../../helpers/mount-telemetry.ts'

useFixedClock()

const events = defineEvents({
  'Form Created': {
    description: 'A form was saved for the first time',
    properties: {
      formId: id(),
      kind: oneOf(['issue', 'request'], { optional: true }),
      page: route({ optional: true }),
      token: text({ optional: true }),
    },
  },
})

async function track(
  name: string,
  properties: Record<string, unknown>,
  options: MountOptions = {},
) {
  const { telemetry, fake, entries } = await mountGranted({ events, ...options })
  entries.length = 0
  fake.sent.length = 0
  telemetry.track(name, properties)
  await settle()
  return { sent: fake.sent, entries }
}

test('an event of the plan is sent with what the plan leaves of it', async () => {
  const { sent, entries } = await track('Form Created', {
    formId: 'f_42',
    kind: 'bug',
    email: 'ann@example.com',
    get title(): never {
      throw new Error('unreadable')
    },
  })
  expect(sent).toMatchObject([{ type: 'track', name: 'Form Created' }])
  expect(sent[0]!.remarks).toEqual([
    { at: 'track.Form Created.email', what: 'dropped', why: 'unplanned' },
    { at: 'track.Form Created.title', what: 'dropped', why: 'unplanned' },
    { at: 'track.Form Created.kind', what: 'replaced', why: 'not-listed' },
  ])
  expect(sent[0]).toHaveProperty('properties', { formId: 'f_42', kind: '(other)' })
  expect(entries.at(-1)).toMatchObject({ verdict: 'sent', event: sent[0] })
  expectReports('VT307', 'VT308')
})

test('one that keeps to the plan says nothing of it', async () => {
  const { sent } = await track('Form Created', { formId: 'f_42' })
  expect(sent).toHaveLength(1)
  expect(sent[0]).not.toHaveProperty('remarks')
})

test('another event is dropped and counted, and shown to nobody', async () => {
  const { sent, entries } = await track('Form Deleted', { formId: 'f_42' })
  expect(sent).toEqual([])
  expect(entries).toEqual([
    { verdict: 'dropped', type: 'track', reason: 'unplanned', destinations: [], event: null },
  ])
  expectReports('VT306')
})

test('a plan cannot give away what is reserved', async () => {
  const { sent } = await track('Form Created', { formId: 'f_42', token: 'phc_other' })
  expect(sent[0]).toHaveProperty('properties', { formId: 'f_42' })
  expectReports('VT303')
})

test.each([undefined, false] as const)(
  'routes are those of the router, pages: %s',
  async (pages) => {
    const properties = { formId: 'f_42', page: '/teams/:team' }
    const { sent } = await track('Form Created', properties, { pages })
    expect(sent[0]).toHaveProperty('properties', properties)
  },
)

test('everything else is held to no plan', async () => {
  const { telemetry, fake } = await mountGranted({ events })
  telemetry.identify('account-7', { plan: 'pro' })
  telemetry.group('team', 'team-3', { members: 12 })
  await settle()
  expect(fake.sent).toMatchObject([
    { type: 'page' },
    { type: 'identify', traits: { plan: 'pro' } },
    { type: 'group', traits: { members: 12 } },
  ])
})

test('what waited for the configuration is held to it as well', async () => {
  const config = shallowRef<unknown>()
  const { telemetry, fake, entries } = await mountGranted({ events, config, pages: false })
  telemetry.track('Form Deleted')
  telemetry.track('Form Created', { formId: 'f_42', more: 1 })
  config.value = configured()
  await settle()
  expect(fake.sent).toMatchObject([{ name: 'Form Created', remarks: [{ what: 'dropped' }] }])
  expect(fake.sent[0]).toHaveProperty('properties', { formId: 'f_42' })
  expect(entries.filter(({ reason }) => reason === 'unplanned')).toHaveLength(1)
  expectReports('VT306', 'VT307')
})
