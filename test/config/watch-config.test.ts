import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  computed,
  effectScope,
  reactive,
  ref,
  shallowRef,
  type EffectScope,
  type MaybeRefOrGetter,
} from 'vue'
import { parseConfig } from '../../src/config/parse-config.ts'
import type { ConfigState } from '../../src/config/runtime-config.ts'
import { watchConfig } from '../../src/config/watch-config.ts'
import { deferred, type Deferred } from '../helpers/deferred.ts'
import { expectReports } from '../helpers/expect-report.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'

const ON = { enabled: true }
const OFF = { enabled: false }

let scope: EffectScope

beforeEach(() => {
  scope = effectScope(true)
})

afterEach(() => scope.stop())

const parse = (value: unknown) =>
  parseConfig(value, [fakeDestination()], { origin: 'https://app.test' })

/** @returns what each state said, as it arrives: `loading`, `failed`, `on` or `off` */
function follow(source: MaybeRefOrGetter<unknown>, refresh = 15): string[] {
  const said: string[] = []
  const say = (state: ConfigState) =>
    void said.push(state.status === 'ready' ? (state.config.enabled ? 'on' : 'off') : state.status)
  scope.run(() => watchConfig(source, refresh, parse, say))
  return said
}

/** Lets every promise that can settle do so. */
const turn = () => new Promise((resolve) => setTimeout(resolve))

describe('each form is read', () => {
  test.each<[string, MaybeRefOrGetter<unknown>]>([
    ['an object', ON],
    ['a reactive object', reactive({ telemetry: ON })],
    ['a ref', ref(ON)],
    ['a shallow ref', shallowRef(ON)],
    ['a computed', computed(() => ON)],
    ['a getter', () => ON],
  ])('%s, at once', (_, source) => {
    expect(follow(source)).toEqual(['on'])
  })

  test.each<[string, () => MaybeRefOrGetter<unknown>]>([
    ['a promise', () => Promise.resolve(ON)],
    ['an async function', () => async () => ON],
    ['a ref of a promise', () => shallowRef(Promise.resolve(ON))],
    // oxlint-disable-next-line unicorn/no-thenable
    ['a thenable', () => ({ then: (give: (value: unknown) => void) => give(ON) })],
  ])('%s, when it is there', async (_, source) => {
    const said = follow(source())
    await turn()
    expect(said).toEqual(['on'])
  })

  test('a function is called once, and again for what it depends on', () => {
    const enabled = ref(true)
    const read = vi.fn<() => object>(() => ({ enabled: enabled.value }))
    const said = follow(read)
    expect(read).toHaveBeenCalledOnce()
    enabled.value = false
    expect(said).toEqual(['on', 'off'])
    expect(read).toHaveBeenCalledTimes(2)
  })
})

describe('a ref', () => {
  test('is loading while it holds nothing', () => {
    const source = shallowRef<unknown>(undefined)
    const said = follow(source)
    source.value = ON
    source.value = null
    expect(said).toEqual(['loading', 'on', 'loading'])
  })

  test('is followed within the change', () => {
    const source = ref(ON)
    const said = follow(source)
    source.value = OFF
    expect(said).toEqual(['on', 'off'])
  })

  test('is followed into the depth of it', () => {
    const source = ref({ telemetry: { enabled: true } })
    const said = follow(source)
    source.value.telemetry.enabled = false
    expect(said).toEqual(['on', 'off'])
  })

  test('a reactive object is followed too', () => {
    const source = reactive({ enabled: true })
    const said = follow(source)
    source.enabled = false
    expect(said).toEqual(['on', 'off'])
  })
})

describe('promises', () => {
  test('nothing is said of one that has not arrived', async () => {
    const first = deferred<unknown>()
    const said = follow(first.promise)
    await turn()
    expect(said).toEqual([])
    first.resolve(OFF)
    await turn()
    expect(said).toEqual(['off'])
  })

  test('the older state stands while a newer one loads', async () => {
    const newer = deferred<unknown>()
    const source = shallowRef<unknown>(ON)
    const said = follow(source)
    source.value = newer.promise
    await turn()
    expect(said).toEqual(['on'])
    newer.resolve(OFF)
    await turn()
    expect(said).toEqual(['on', 'off'])
  })

  test('one that a newer promise overtakes is ignored', async () => {
    const [older, newer] = [deferred<unknown>(), deferred<unknown>()]
    const source = shallowRef<unknown>(older.promise)
    const said = follow(source)
    source.value = newer.promise
    newer.resolve(OFF)
    await turn()
    older.resolve(ON)
    await turn()
    expect(said).toEqual(['off'])
  })

  test('one that a newer value overtakes is ignored', async () => {
    const older = deferred<unknown>()
    const source = shallowRef<unknown>(older.promise)
    const said = follow(source)
    source.value = OFF
    older.resolve(ON)
    await turn()
    expect(said).toEqual(['off'])
  })

  test('one that loading overtakes is ignored', async () => {
    const older = deferred<unknown>()
    const source = shallowRef<unknown>(older.promise)
    const said = follow(source)
    source.value = null
    older.resolve(ON)
    await turn()
    expect(said).toEqual(['loading'])
  })

  test('one that gives null has failed, since nothing more will come', async () => {
    const said = follow(Promise.resolve(null))
    await turn()
    expect(said).toEqual(['failed'])
    expect(expectReports('VT201')[0]).toContain('telemetry: found null, expected an object')
  })

  test('one that fails is a failure, and its reason is kept to itself', async () => {
    const failing = {
      // oxlint-disable-next-line unicorn/no-thenable
      then: (_: unknown, fail: (error: Error) => void) => fail(new Error('secret')),
    }
    const said = follow(() => failing)
    await turn()
    expect(said).toEqual(['failed'])
    expect(expectReports('VT202')[0]).not.toContain('secret')
  })

  test.each<[string, () => unknown]>([
    ['that a function gives', () => Promise.reject(new Error('secret'))],
    [
      'that is a function that throws',
      () => {
        throw new Error('secret')
      },
    ],
  ])('one %s and that fails is no error of the application', async (_, source) => {
    const said = follow(source)
    await turn()
    expect(said).toEqual(['failed'])
    // Vue would have warned of an error that nobody handles.
    expect(expectReports('VT202')[0]).not.toContain('secret')
  })

  test('a function that throws no more is read again', async () => {
    const broken = ref(true)
    const said = follow(() => {
      if (broken.value) throw new Error('secret')
      return ON
    })
    await turn()
    expectReports('VT202')
    broken.value = false
    expect(said).toEqual(['failed', 'on'])
  })

  test('a good value after a failure is good', async () => {
    const source = shallowRef<unknown>(Promise.resolve(null))
    const said = follow(source)
    await turn()
    expectReports('VT201')
    source.value = ON
    expect(said).toEqual(['failed', 'on'])
  })
})

describe('what cannot be understood', () => {
  test.each([
    ['text', 'secret-marker'],
    ['HTML', '<!doctype html><title>secret-marker</title>'],
    ['an array', ['secret-marker']],
    ['a wrong type', { enabled: 'secret-marker' }],
    [
      'a wrong key of a destination',
      { enabled: true, frontend: { fake: { key: ['secret-marker'] } } },
    ],
    ['a wrong version', { enabled: true, consent: { policyVersion: 'secret-marker' } }],
  ])('is a failure, told without its value: %s', async (_, value) => {
    expect(follow(() => value)).toEqual(['failed'])
    const said = follow(Promise.resolve(value))
    await turn()
    expect(said).toEqual(['failed'])
    const messages = expectReports('VT201', 'VT201')
    expect(messages.join()).not.toContain('secret-marker')
    expect(messages[0]).toMatch(/\([\w.]+: found \w+, expected [\w ]+\)/)
  })
})

test('the end of the scope is the end of it', () => {
  const source = ref(ON)
  const said = follow(source)
  scope.stop()
  source.value = OFF
  expect(said).toEqual(['on'])
})

test.each<[string, (config: Deferred<unknown>) => void]>([
  ['arrives', ({ resolve }) => resolve(ON)],
  ['arrives and cannot be understood', ({ resolve }) => resolve('nonsense')],
  ['fails', ({ reject }) => reject(new Error('secret'))],
])('nothing is said of what %s after the end of the scope', async (_, happen) => {
  const config = deferred<unknown>()
  const said = follow(config.promise)
  scope.stop()
  happen(config)
  await turn()
  expect(said).toEqual([])
  expectReports()
})
