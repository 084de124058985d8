import type { BrowserContext, Page } from '@playwright/test'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { defineEvents, oneOf, type Telemetry } from 'vue-telemetry'
import {
  createTestTelemetry,
  expectNoLeak,
  telemetryMatchers,
  type BrowserPage,
  type TestTelemetry,
} from 'vue-telemetry/testing'
import 'vue-telemetry/testing/vitest'
import type { CollectedRequest } from '../../src/collector.ts'

// Never run: see plan.test-d.ts.

const events = defineEvents({
  Saved: { description: 'Saved', properties: { how: oneOf('key', 'menu') } },
})

describe('a telemetry for tests', () => {
  test('is one for applications as well', () => {
    expectTypeOf<TestTelemetry>().toExtend<Telemetry>()
    expectTypeOf(createTestTelemetry()).toEqualTypeOf<TestTelemetry>()
    expectTypeOf(
      createTestTelemetry({ answer: 'pending', now: 0, pages: false }),
    ).toExtend<Telemetry>()
    // @ts-expect-error -- nothing is sent anywhere
    createTestTelemetry({ destinations: [] })
    // @ts-expect-error -- no answer
    createTestTelemetry({ answer: 'yes' })
  })

  test('holds calls to the plan', () => {
    const telemetry = createTestTelemetry({ events })
    telemetry.track('Saved', { how: 'key' })
    // @ts-expect-error -- none of the words
    telemetry.track('Saved', { how: 'voice' })
    telemetry.configure({ adminOptOut: true })
    // @ts-expect-error -- no such key
    telemetry.configure({ adminOptout: true })
    // @ts-expect-error -- what was sent is not to be changed
    telemetry.events.push()
    expectTypeOf(telemetry).toEqualTypeOf<TestTelemetry<typeof events>>()
  })
})

describe('the matchers', () => {
  test('are those of vitest', () => {
    const telemetry = createTestTelemetry({ events })
    expect(telemetry).toHaveTracked('Saved')
    expect(telemetry).not.toHaveTracked('Saved', { how: expect.any(String) }, { times: 2 })
    expect(telemetry).toHaveViewed('/teams/:team', { title: 'A team', times: 1 })
    // @ts-expect-error -- a name it has to have
    expect(telemetry).toHaveTracked()
    // @ts-expect-error -- as often as it is a number
    expect(telemetry).toHaveTracked('Saved', {}, { times: 'twice' })
    // @ts-expect-error -- a page has no such part
    expect(telemetry).toHaveViewed('/', { address: '/' })
    expect.extend(telemetryMatchers)
  })
})

describe('expectNoLeak', () => {
  test('takes what Playwright has, and what a collector holds', async () => {
    const page = {} as Page
    expectTypeOf<Page>().toExtend<BrowserPage>()
    expectTypeOf<ReturnType<Page['context']>>().toEqualTypeOf<BrowserContext>()
    const { during, inRequests } = expectNoLeak({ 'reset token': 'T0KEN' })
    await during(page, () => page.goto('/'), { to: ['/ph', 'eu.i.posthog.com'], keys: /^ph_/ })
    await inRequests([] as CollectedRequest[], { allowNoRequests: true })
    // @ts-expect-error -- secrets are text
    expectNoLeak({ id: 7 })
  })
})
