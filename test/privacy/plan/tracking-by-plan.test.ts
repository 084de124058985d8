import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { TelemetryEntry } from '../../../src/delivery/journal.ts'
import { defineEvents } from '../../../src/privacy/plan/define-events.ts'
import type { EventPlan } from '../../../src/privacy/plan/event-plan.ts'
import { id, oneOf, route, text } from '../../../src/privacy/plan/properties.ts'
import { createTestTelemetry, type TestTelemetryOptions } from '../../../src/testing.ts'
import '../../../src/testing/vitest.ts'
import { expectReports } from '../../helpers/expect-report.ts'

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

const Empty = { render: () => null }

/** A telemetry with the plan, in an app that has pages. Without type checks anything is tracked. */
function mounted(options: TestTelemetryOptions = {}) {
  const telemetry = createTestTelemetry({ events: events as EventPlan, ...options })
  const routes = ['/', '/teams/:team'].map((path) => ({ path, component: Empty }))
  const router = createRouter({ history: createMemoryHistory(), routes })
  mount(Empty, { global: { plugins: [router, telemetry] } })
  return telemetry
}

test('an event of the plan is sent with what the plan leaves of it', () => {
  const telemetry = mounted()
  const entries: TelemetryEntry[] = []
  telemetry.onEvent((entry) => entries.push(entry))
  telemetry.track('Form Created', {
    formId: 'f_42',
    kind: 'bug',
    email: 'ann@example.com',
    get title(): never {
      throw new Error('unreadable')
    },
  })
  const [sent] = telemetry.events
  expect(sent).toHaveProperty('properties', { formId: 'f_42', kind: '(other)' })
  expect(sent!.remarks).toEqual([
    { at: 'track.Form Created.email', what: 'dropped', why: 'unplanned' },
    { at: 'track.Form Created.title', what: 'dropped', why: 'unplanned' },
    { at: 'track.Form Created.kind', what: 'replaced', why: 'not-listed' },
  ])
  expect(entries).toMatchObject([{ verdict: 'sent', event: sent }])
  expectReports('VT307', 'VT308')
})

test('one that keeps to the plan says nothing of it', () => {
  const telemetry = mounted()
  telemetry.track('Form Created', { formId: 'f_42' })
  expect(telemetry).toHaveTracked('Form Created', {}, { times: 1 })
  expect(telemetry.events[0]).not.toHaveProperty('remarks')
})

test('another event is dropped and counted, and shown to nobody', () => {
  const telemetry = mounted()
  const entries: TelemetryEntry[] = []
  telemetry.onEvent((entry) => entries.push(entry))
  telemetry.track('Form Deleted', { formId: 'f_42' })
  expect(telemetry.events).toEqual([])
  expect(telemetry.dropped).toEqual([{ type: 'track', name: 'Form Deleted', reason: 'unplanned' }])
  expect(entries).toEqual([
    { verdict: 'dropped', type: 'track', reason: 'unplanned', destinations: [], event: null },
  ])
  expectReports('VT306')
})

test('a plan cannot give away what is reserved', () => {
  const telemetry = mounted()
  telemetry.track('Form Created', { formId: 'f_42', token: 'phc_other' })
  expect(telemetry.events[0]).toHaveProperty('properties', { formId: 'f_42' })
  expectReports('VT303')
})

test.each([undefined, false] as const)('routes are those of the router, pages: %s', (pages) => {
  const telemetry = mounted({ pages })
  const properties = { formId: 'f_42', page: '/teams/:team' }
  telemetry.track('Form Created', properties)
  expect(telemetry).toHaveTracked('Form Created', properties)
})

test('everything else is held to no plan', () => {
  const telemetry = mounted()
  telemetry.identify('account-7', { plan: 'pro' })
  telemetry.group('team', 'team-3', { members: 12 })
  expect(telemetry.events).toMatchObject([
    { type: 'identify', traits: { plan: 'pro' } },
    { type: 'group', traits: { members: 12 } },
  ])
})

test('what waited for the configuration is held to it as well', () => {
  const telemetry = mounted({ config: null })
  telemetry.track('Form Deleted')
  telemetry.track('Form Created', { formId: 'f_42', more: 1 })
  expect(telemetry.waiting).toHaveLength(2)
  telemetry.configure({})
  expect(telemetry.events).toMatchObject([{ name: 'Form Created', remarks: [{ what: 'dropped' }] }])
  expect(telemetry.events[0]).toHaveProperty('properties', { formId: 'f_42' })
  expect(telemetry.dropped).toMatchObject([{ reason: 'unplanned' }])
  expectReports('VT306', 'VT307')
})
