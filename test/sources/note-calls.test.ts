import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { reactive, ref, watchEffect } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { TelemetryEntry } from '../../src/delivery/journal.ts'
import { createTestTelemetry, type TestTelemetry } from '../../src/testing.ts'
import { expectReports } from '../helpers/expect-report.ts'

const NOW = 1_000_000_000_000

let telemetry: TestTelemetry
let entries: TelemetryEntry[]

/** An app on a page that has been viewed. */
beforeEach(async () => {
  const component = { render: () => null }
  const routes = [{ path: '/', component }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/')
  telemetry = createTestTelemetry({ now: NOW })
  mount(component, { global: { plugins: [router, telemetry] } })
  telemetry.clear()
  entries = []
  telemetry.onEvent((entry) => entries.push(entry))
})

const types = () => telemetry.events.map(({ type }) => type)

describe('each call', () => {
  test('is an event, in order, as it was said', () => {
    telemetry.track('Form Created', { formId: 'f_42' })
    telemetry.identify('account-7', { plan: 'pro' })
    telemetry.group('team', 'team-3', { members: 12 })
    telemetry.reset()
    expect(telemetry.events).toMatchObject([
      { type: 'track', time: NOW, name: 'Form Created', properties: { formId: 'f_42' } },
      { type: 'identify', time: NOW, userId: 'account-7', traits: { plan: 'pro' } },
      { type: 'group', time: NOW, groupType: 'team', groupKey: 'team-3', traits: { members: 12 } },
      { type: 'leave', time: NOW, page: { route: '/' } },
      { type: 'reset', time: NOW },
    ])
  })

  test('may say nothing more than it must', () => {
    telemetry.track('Form Created')
    telemetry.identify('account-7')
    telemetry.group('team', 'team-3')
    expect(telemetry.events).toMatchObject([{ properties: {} }, { traits: {} }, { traits: {} }])
  })

  test('has an id of its own, sorted as the calls were', () => {
    for (let call = 0; call < 50; call++) telemetry.track('Clicked')
    const ids = telemetry.events.map(({ id }) => id)
    expect(new Set(ids).size).toBe(50)
    expect(ids).toEqual(ids.toSorted())
  })

  test('needs no "this"', () => {
    const { track, identify, group, reset } = telemetry
    track('Clicked')
    identify('account-7')
    group('team', 'team-3')
    reset()
    expect(types()).toEqual(['track', 'identify', 'group', 'leave', 'reset'])
  })

  test('says what was so when it was made', () => {
    const form = { id: 'f_42', fields: [1] }
    telemetry.track('Form Created', form)
    form.id = 'later'
    form.fields.push(2)
    expect(telemetry.events).toMatchObject([{ properties: { id: 'f_42', fields: [1] } }])
  })
})

describe('an id that identifies nobody', () => {
  test.each(['', 'undefined', 'null', 'anonymous', '[object Object]', 'x'.repeat(201), 7, null])(
    'drops the call, which is told and counted: %s',
    (id) => {
      telemetry.identify(id as string)
      telemetry.group('team', id as string)
      telemetry.group(id as string, 'team-3')
      const messages = expectReports('VT301', 'VT301', 'VT301')
      expect(messages.map((message) => /\((\w+)\)/.exec(message)?.[1])).toEqual([
        'identify',
        'group',
        'group',
      ])
      // Nobody is there: whoever was there before is not, should somebody be known.
      expect(telemetry.events).toMatchObject([{ type: 'reset', ifKnown: true }])
      const refused = { verdict: 'dropped', reason: 'invalid', destinations: [], event: null }
      expect(entries.filter(({ verdict }) => verdict === 'dropped')).toEqual([
        { ...refused, type: 'identify' },
        { ...refused, type: 'group' },
        { ...refused, type: 'group' },
      ])
    },
  )
})

describe('a name that is none', () => {
  test.each(['', '$pageview', '$anything', 'secret'.repeat(40), undefined, 7])(
    'drops the call, which is told and counted: %s',
    (name) => {
      telemetry.track(name as string, { a: 1 })
      const [message] = expectReports('VT302')
      expect(message).not.toContain('secret')
      expect(telemetry.events).toEqual([])
      expect(entries).toEqual([
        { verdict: 'dropped', type: 'track', reason: 'invalid', destinations: [], event: null },
      ])
    },
  )
})

describe('reserved keys', () => {
  test('are left out of every call, and named', () => {
    const record = { distinct_id: 'secret', $set: { a: 'secret' }, token: 'secret', kept: 1 }
    telemetry.track('Clicked', record)
    telemetry.identify('account-7', record)
    telemetry.group('team', 'team-3', record)
    expect(telemetry.events).toMatchObject([
      { properties: { kept: 1 } },
      { traits: { kept: 1 } },
      { traits: { kept: 1 } },
    ])
    expect(JSON.stringify(telemetry.events)).not.toContain('secret')
    const messages = expectReports('VT303', 'VT303', 'VT303')
    expect(messages[0]).toContain('(distinct_id, $set, token)')
    expect(messages.join()).not.toContain('secret')
  })
})

describe('hostile values', () => {
  const cycle: Record<string, unknown> = {}
  cycle.self = cycle
  let deep: unknown = 1
  for (let depth = 0; depth < 1000; depth++) deep = { deep }
  const itself: Record<string, unknown> = {}
  itself['__v_raw'] = itself
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()

  test.each<[string, unknown]>([
    [
      'a getter that throws',
      {
        get a() {
          throw new Error('hostile')
        },
      },
    ],
    ['a revoked proxy', revoked.proxy],
    ['a revoked proxy inside', { proxy: revoked.proxy }],
    ['what is the raw side of itself', itself],
    ['a cycle', cycle],
    ['a megabyte of a key', { ['k'.repeat(1_000_000)]: 1 }],
    ['a depth of a thousand', deep],
    ['ten thousand keys', Object.fromEntries(Array.from({ length: 10_000 }, (_, key) => [key, 1]))],
    ['a megabyte of text', { text: 'x'.repeat(1_000_000) }],
    ['a bigint', { n: 1n }],
    ['a symbol', { s: Symbol('s') }],
    ['a function', { f() {} }],
    ['an element', { body: document.body }],
    ['a date that is none', { at: new Date('never') }],
    ['NaN', { n: Number.NaN }],
    ['a prototype of its own', JSON.parse('{ "__proto__": { "a": 1 } }')],
    ['text', 'text'],
    ['null', null],
  ])('throw nothing, and leave an event that can be sent: %s', (_, value) => {
    const record = value as Record<string, unknown>
    expect(() => telemetry.track('Clicked', record)).not.toThrow()
    expect(() => telemetry.identify('account-7', record)).not.toThrow()
    expect(() => telemetry.group('team', 'team-3', record)).not.toThrow()
    const events = telemetry.events
    expect(events.map(({ type }) => type)).toEqual(['track', 'identify', 'group'])
    // Nothing is left that JSON would change: what is seen is what is sent.
    expect(JSON.parse(JSON.stringify(events))).toEqual(events)
    expect(JSON.stringify(events).length).toBeLessThan(20_000)
  })
})

test('an effect that calls does not come to depend on what it passes', () => {
  const state = reactive({ count: 0, form: { fields: [1] } })
  let runs = 0
  const stop = watchEffect(
    () => {
      runs++
      telemetry.track('Changed', state)
      telemetry.identify('account-7', state)
      telemetry.group('team', 'team-3', { state })
      telemetry.reset()
    },
    { flush: 'sync' },
  )
  state.count++
  state.form.fields.push(2)
  stop()
  expect(runs).toBe(1)
  expect(types()).toEqual(['track', 'identify', 'group', 'leave', 'reset'])
})

test('an effect that calls does not come to depend on what a getter reads', () => {
  const count = ref(0)
  const record = {
    get count() {
      return count.value
    },
  }
  let runs = 0
  const stop = watchEffect(
    () => {
      runs++
      telemetry.track('Changed', record)
      telemetry.identify('account-7', record)
      telemetry.group('team', 'team-3', record)
    },
    { flush: 'sync' },
  )
  count.value++
  stop()
  expect(runs).toBe(1)
  expect(telemetry.events).toMatchObject([
    { properties: { count: 0 } },
    { traits: { count: 0 } },
    { traits: { count: 0 } },
  ])
})

test('an effect that calls does not come to depend on configuration or consent', () => {
  const { consent } = telemetry
  let runs = 0
  const stop = watchEffect(
    () => {
      runs++
      telemetry.track('Seen')
      telemetry.identify('account-7')
    },
    { flush: 'sync' },
  )
  consent.deny()
  consent.grant()
  telemetry.configure(null)
  stop()
  expect(runs).toBe(1)
})
