import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Plugin } from 'vue'
import {
  bool,
  createTelemetry,
  defineEvents,
  id,
  int,
  number,
  oneOf,
  route,
  telemetryPlugin,
  text,
  useTelemetry,
  type EventPlan,
  type PropertiesOf,
  type Telemetry,
  type Track,
} from 'vue-telemetry'

// Never run: what is held here is held by the type check, on the source by `npm run typecheck`, and
// on what is published by `test/package/types.test.ts`.

const events = defineEvents({
  'Form Created': {
    description: 'A form was saved for the first time',
    properties: {
      formId: id(),
      kind: oneOf('issue', 'request'),
      fields: int({ min: 0, max: 500 }),
      ratio: number({ optional: true }),
      ok: bool({ optional: false }),
      page: route({ optional: true, description: 'Where it was', example: '/teams/:team' }),
      note: text({ optional: true, maxLength: 20 }),
      via: oneOf(['menu', 'key'], { optional: true, example: 'menu' }),
    },
  },
  'Help Opened': {
    description: 'Help',
    properties: { topic: oneOf(['a', 'b'], { optional: true }) },
  },
  'Signed Out': { description: 'The person signed out' },
  'Menu Opened': { description: 'No properties either', properties: {} },
})

const create = () => createTelemetry({ config: { enabled: false }, events, name: 'typed' })

describe('the properties of an event', () => {
  test('follow from its plan', () => {
    expectTypeOf<PropertiesOf<(typeof events)['Form Created']>>().toEqualTypeOf<{
      formId: string
      kind: 'issue' | 'request'
      fields: number
      ok: boolean
      ratio?: number | undefined
      page?: string | undefined
      note?: string | undefined
      via?: 'menu' | 'key' | undefined
    }>()
    expectTypeOf<PropertiesOf<(typeof events)['Signed Out']>>().toEqualTypeOf<
      Record<string, never>
    >()
    expectTypeOf<PropertiesOf<(typeof events)['Menu Opened']>>().toEqualTypeOf<
      Record<string, never>
    >()
  })
})

describe('with a plan', () => {
  const complete = { formId: 'f_1', kind: 'issue', fields: 3, ok: true } as const

  test('track takes what is declared', () => {
    const { track } = create()
    track('Form Created', complete)
    track('Form Created', { ...complete, via: 'key', ratio: 0.5, note: undefined })
    track('Help Opened')
    track('Help Opened', { topic: 'a' })
    track('Signed Out')
    track('Signed Out', {})
    track('Menu Opened')
    expectTypeOf(track).toEqualTypeOf<Track<typeof events>>()
  })

  test('track refuses everything else', () => {
    const { track } = create()
    // @ts-expect-error -- no event of the plan
    track('Form Craeted', complete)
    // @ts-expect-error -- properties are missing
    track('Form Created')
    // @ts-expect-error -- one property is missing
    track('Form Created', { formId: 'f_1', kind: 'issue', fields: 3 })
    // @ts-expect-error -- none of the words
    track('Form Created', { ...complete, kind: 'bug' })
    // @ts-expect-error -- ids are text
    track('Form Created', { ...complete, formId: 1 })
    // @ts-expect-error -- numbers are no text
    track('Form Created', { ...complete, fields: '3' })
    // @ts-expect-error -- there is no null
    track('Form Created', { ...complete, note: null })
    // @ts-expect-error -- not declared
    track('Form Created', { ...complete, email: 'a@b.c' })
    // @ts-expect-error -- nothing is declared
    track('Signed Out', { why: 'bored' })
    // @ts-expect-error -- nothing is declared
    track('Menu Opened', { why: 'bored' })
    expectTypeOf(track).not.toEqualTypeOf<Track<EventPlan>>()
  })

  test('the rest is as without one', () => {
    const telemetry = create()
    telemetry.identify('account-7', { anything: 1 })
    telemetry.group('team', 'team-3')
    expectTypeOf(telemetry).toEqualTypeOf<Telemetry<typeof events>>()
    expectTypeOf(telemetry).toExtend<Plugin>()
  })

  test('a plan may be written in place', () => {
    const { track } = createTelemetry({
      config: null,
      name: 'in-place',
      events: { Saved: { description: 'Saved', properties: { how: oneOf('key', 'menu') } } },
    })
    track('Saved', { how: 'key' })
    // @ts-expect-error -- none of the words
    track('Saved', { how: 'voice' })
    expectTypeOf(track).not.toEqualTypeOf<Track<EventPlan>>()
  })

  test('the plugin takes it as well', () => {
    expectTypeOf(telemetryPlugin.install).parameter(1).toHaveProperty('events')
    telemetryPlugin satisfies {
      install(app: never, options: { config: null; events: typeof events }): void
    }
  })
})

describe('without a plan', () => {
  test('track takes anything, here and where it is used', () => {
    const { track } = createTelemetry({ config: null, name: 'untyped' })
    track('Anything', { of: ['any', { kind: 1 }] })
    track('Anything')
    useTelemetry().track('Anything', { at: 'all' })
    expectTypeOf<Telemetry['track']>().toEqualTypeOf<
      (name: string, properties?: Record<string, unknown>) => void
    >()
    // @ts-expect-error -- but a name it has to have
    track()
  })
})

describe('a plan that cannot be kept', () => {
  test('is refused', () => {
    // @ts-expect-error -- what is not described is not declared
    expect(defineEvents({ Saved: { properties: { how: text() } } })).toBeDefined()
    // @ts-expect-error -- no property that there is
    expect(defineEvents({ Saved: { description: '', properties: { how: 'text' } } })).toBeDefined()
    // @ts-expect-error -- an example is one of the words
    expect(oneOf(['a', 'b'], { example: 'c' })).toBeDefined()
    // @ts-expect-error -- numbers are bounded by numbers
    expect(int({ max: '5' })).toBeDefined()
  })
})
