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
import { posthog } from '../../src/destinations/posthog/posthog.ts'
import { deferred, type Deferred } from '../helpers/deferred.ts'
import { expectReports } from '../helpers/expect-report.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'
import { setVisibility } from '../helpers/set-visibility.ts'

const ON = { enabled: true }
const OFF = { enabled: false }

let scope: EffectScope

beforeEach(() => {
  scope = effectScope(true)
})

afterEach(() => scope.stop())

const parse = (value: unknown) =>
  parseConfig(value, [fakeDestination()], { origin: 'https://app.test' })

const parsePosthog = (value: unknown) =>
  parseConfig(value, [posthog()], { origin: 'https://app.test' })

/** @returns what each state said, as it arrives: `loading`, `failed`, `on` or `off` */
function follow(source: MaybeRefOrGetter<unknown>, refresh = 15, read = parse): string[] {
  const said: string[] = []
  const say = (state: ConfigState) =>
    void said.push(typeof state === 'object' ? (state.enabled ? 'on' : 'off') : state)
  scope.run(() => watchConfig(source, refresh, read, say))
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

describe('each thing that is served in its place', () => {
  const SECRET = 'secret-marker'
  const posthogAt = (apiurl: unknown) => ({
    enabled: true,
    frontend: { posthog: { apikey: `phc_${SECRET}`, apiurl } },
  })

  test.each<[string, unknown, string]>([
    ['null', null, 'telemetry'],
    ['text', SECRET, 'telemetry'],
    ['no text', '', 'telemetry'],
    ['HTML', `<!doctype html><title>${SECRET}</title>`, 'telemetry'],
    ['JSON that nobody has parsed', `{ "enabled": true, "a": "${SECRET}" }`, 'telemetry'],
    ['a number', 200, 'telemetry'],
    ['a number that is none', Number.NaN, 'telemetry'],
    ['a switch alone', true, 'telemetry'],
    ['a symbol', Symbol(SECRET), 'telemetry'],
    ['a large number', 7n, 'telemetry'],
    ['an array', [{ enabled: true, a: SECRET }], 'telemetry'],
    ['an array inside', { telemetry: [SECRET] }, 'telemetry'],
    ['an array deep inside', { enabled: true, frontend: [[SECRET]] }, 'frontend'],
    ['a destination as text', { enabled: true, frontend: { posthog: SECRET } }, 'frontend.posthog'],
    [
      'a key as an object',
      { enabled: true, frontend: { posthog: { apikey: { a: SECRET } } } },
      'frontend.posthog.apikey',
    ],
    [
      'an address as an object',
      posthogAt({ href: `https://${SECRET}.test` }),
      'frontend.posthog.apiurl',
    ],
    ['a consent model', { enabled: true, consent: { model: SECRET } }, 'consent.model'],
    ['a mode', { enabled: true, identity: { mode: SECRET } }, 'identity.mode'],
    ['a switch as text', { enabled: SECRET }, 'enabled'],
    ['a switch of the prototype', Object.create({ enabled: true }), 'enabled'],
    ['javascript', posthogAt(`javascript:alert('${SECRET}')`), 'frontend.posthog.apiurl'],
    ['data', posthogAt(`data:text/plain,${SECRET}`), 'frontend.posthog.apiurl'],
    ['a file', posthogAt(`file:///${SECRET}`), 'frontend.posthog.apiurl'],
    ['an address of any scheme', posthogAt(`//${SECRET}.test`), 'frontend.posthog.apiurl'],
    ['an open address', posthogAt(`http://${SECRET}.test`), 'frontend.posthog.apiurl'],
    ['credentials', posthogAt(`https://a:${SECRET}@eu.test`), 'frontend.posthog.apiurl'],
  ])('closes, with one message that keeps the value to itself: %s', async (_, value, key) => {
    const said = follow(Promise.resolve(value), 15, parsePosthog)
    await turn()
    expect(said).toEqual(['failed'])
    const [message] = expectReports('VT201')
    expect(message).toContain(`(${key}: found `)
    expect(message).not.toContain(SECRET)
  })

  test.each([
    ['as the whole', '{ "__proto__": { "enabled": true, "a": "secret-marker" } }'],
    ['inside', '{ "telemetry": { "__proto__": { "enabled": true, "a": "secret-marker" } } }'],
    ['that is no object', '{ "__proto__": "secret-marker" }'],
  ])('closes where a file names a prototype %s', async (_, file) => {
    const said = follow(Promise.resolve(JSON.parse(file)), 15, parsePosthog)
    await turn()
    expect(said).toEqual(['failed'])
    const messages = expectReports('VT206', 'VT201')
    expect(messages[0]).toContain('(__proto__)')
    expect(messages[1]).toContain('(enabled: found undefined, expected true or false)')
    expect(messages.join()).not.toContain(SECRET)
  })
})

describe('a function is called again', () => {
  const AGAIN = 15 * 60_000

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000_000_000 })
    return () => vi.useRealTimers()
  })

  /** The tab goes to the back for some time, and comes to the front. */
  const leaveFor = async (milliseconds: number) => {
    setVisibility('hidden')
    await vi.advanceTimersByTimeAsync(milliseconds)
    setVisibility('visible')
    await vi.advanceTimersByTimeAsync(0)
  }
  const arrive = () => vi.advanceTimersByTimeAsync(0)

  /** Answers in turn, and with the last one from there on. */
  const answers = (...list: (() => unknown)[]) => {
    let call = 0
    return vi.fn<() => unknown>(() => list[Math.min(call++, list.length - 1)]!())
  }

  test.each<[string, () => unknown]>([
    ['a value', () => OFF],
    ['a promise', () => Promise.resolve(OFF)],
  ])('when the page is shown after that time, and what it gives counts: %s', async (_, newer) => {
    const read = answers(() => ON, newer)
    const said = follow(read)
    await leaveFor(AGAIN)
    expect(read).toHaveBeenCalledTimes(2)
    expect(said).toEqual(['on', 'off'])
  })

  test.each([
    ['pageshow', () => window.dispatchEvent(new Event('pageshow'))],
    ['resume', () => document.dispatchEvent(new Event('resume'))],
    ['a message of another tab', () => window.dispatchEvent(new StorageEvent('storage'))],
  ])('on %s too', async (_, happen) => {
    const read = answers(() => ON)
    follow(read)
    await vi.advanceTimersByTimeAsync(AGAIN)
    happen()
    expect(read).toHaveBeenCalledTimes(2)
  })

  test('and again, each time after that time', async () => {
    const read = answers(() => ON)
    follow(read)
    await leaveFor(AGAIN)
    await leaveFor(AGAIN - 1)
    expect(read).toHaveBeenCalledTimes(2)
    await leaveFor(1)
    expect(read).toHaveBeenCalledTimes(3)
  })

  test('once, whatever tells that the page is shown', async () => {
    const read = answers(() => ON)
    follow(read)
    await vi.advanceTimersByTimeAsync(AGAIN)
    window.dispatchEvent(new Event('pageshow'))
    document.dispatchEvent(new Event('resume'))
    setVisibility('visible')
    expect(read).toHaveBeenCalledTimes(2)
  })

  test('not before', async () => {
    const read = answers(() => ON)
    follow(read)
    await leaveFor(AGAIN - 1)
    expect(read).toHaveBeenCalledOnce()
  })

  test('not while the page is hidden', async () => {
    const read = answers(() => ON)
    follow(read)
    setVisibility('hidden')
    await vi.advanceTimersByTimeAsync(AGAIN)
    document.dispatchEvent(new Event('visibilitychange'))
    window.dispatchEvent(new StorageEvent('storage'))
    window.dispatchEvent(new Event('pageshow'))
    expect(read).toHaveBeenCalledOnce()
  })

  test('not by itself, however long the page stays on the screen', async () => {
    const read = answers(() => ON)
    follow(read)
    await vi.advanceTimersByTimeAsync(10 * AGAIN)
    expect(read).toHaveBeenCalledOnce()
  })

  test.each([
    [1, 60_000],
    [0.5, 30_000],
    [60, 3_600_000],
  ])('after as many minutes as it is told: %d', async (minutes, milliseconds) => {
    const read = answers(() => ON)
    follow(read, minutes)
    await leaveFor(milliseconds - 1)
    expect(read).toHaveBeenCalledOnce()
    await leaveFor(1)
    expect(read).toHaveBeenCalledTimes(2)
  })

  test('each time the page is shown where the time is none', async () => {
    const read = answers(() => ON)
    follow(read, 0)
    await leaveFor(1)
    await leaveFor(1)
    expect(read).toHaveBeenCalledTimes(3)
  })

  test('never where the time does not end', async () => {
    const read = answers(() => ON)
    follow(read, Infinity)
    await leaveFor(10 * AGAIN)
    expect(read).toHaveBeenCalledOnce()
  })

  test('counted from when it was called for what it depends on', async () => {
    const enabled = ref(true)
    const read = vi.fn<() => object>(() => ({ enabled: enabled.value }))
    const said = follow(read)
    await vi.advanceTimersByTimeAsync(AGAIN - 1)
    enabled.value = false
    await leaveFor(AGAIN - 1)
    expect(read).toHaveBeenCalledTimes(2)
    await leaveFor(1)
    expect(read).toHaveBeenCalledTimes(3)
    enabled.value = true
    expect(read).toHaveBeenCalledTimes(4)
    expect(said.at(-1)).toBe('on')
  })

  test.each<[string, () => { source: MaybeRefOrGetter<unknown>; read: unknown }]>([
    [
      'an object',
      () => {
        const read = vi.fn<() => boolean>(() => true)
        return { source: Object.defineProperty({}, 'enabled', { get: read }), read }
      },
    ],
    [
      'a reactive object',
      () => {
        const read = vi.fn<() => boolean>(() => true)
        return { source: reactive(Object.defineProperty({}, 'enabled', { get: read })), read }
      },
    ],
    [
      'a ref',
      () => {
        const read = vi.fn<() => boolean>(() => true)
        return { source: shallowRef(Object.defineProperty({}, 'enabled', { get: read })), read }
      },
    ],
    [
      'a computed',
      () => {
        const read = vi.fn<() => object>(() => ON)
        return { source: computed(read), read }
      },
    ],
    [
      'a promise',
      () => {
        const read = vi.fn<() => boolean>(() => true)
        return {
          source: Promise.resolve(Object.defineProperty({}, 'enabled', { get: read })),
          read,
        }
      },
    ],
  ])('but nothing else is read again: %s', async (_, make) => {
    const { source, read } = make()
    const said = follow(source)
    await leaveFor(10 * AGAIN)
    expect(said).toEqual(['on'])
    expect(read).toHaveBeenCalledOnce()
  })

  test('and while it loads what stood stands', async () => {
    const newer = deferred<unknown>()
    const said = follow(
      answers(
        () => ON,
        () => newer.promise,
      ),
    )
    await leaveFor(AGAIN)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(said).toEqual(['on'])
    newer.resolve(OFF)
    await arrive()
    expect(said).toEqual(['on', 'off'])
  })

  test.each<[string, () => unknown]>([
    ['rejects', () => Promise.reject(new Error('secret'))],
    [
      'throws',
      () => {
        throw new Error('secret')
      },
    ],
  ])('and changes nothing where it %s, which is told', async (_, broken) => {
    const read = answers(
      () => ON,
      broken,
      broken,
      () => OFF,
    )
    const said = follow(read)
    await leaveFor(AGAIN)
    await leaveFor(AGAIN)
    expect(new Set(said)).toEqual(new Set(['on']))
    expect(expectReports('VT202', 'VT202').join()).not.toContain('secret')
    await leaveFor(AGAIN)
    expect(said.at(-1)).toBe('off')
  })

  test.each<[string, () => unknown]>([
    ['rejects', () => Promise.reject(new Error('secret'))],
    [
      'throws',
      () => {
        throw new Error('secret')
      },
    ],
  ])('and opens nothing that was closed where it %s', async (_, broken) => {
    const said = follow(answers(() => OFF, broken))
    await leaveFor(AGAIN)
    expect(new Set(said)).toEqual(new Set(['off']))
    expectReports('VT202')
  })

  test('and may come right though the first call failed', async () => {
    const said = follow(
      answers(
        () => Promise.reject(new Error('secret')),
        () => Promise.reject(new Error('secret')),
        () => Promise.resolve(ON),
      ),
    )
    await arrive()
    await leaveFor(AGAIN)
    expect(new Set(said)).toEqual(new Set(['failed']))
    await leaveFor(AGAIN)
    expect(said.at(-1)).toBe('on')
    expectReports('VT202', 'VT202')
  })

  test.each([
    ['null', null],
    ['HTML', '<!doctype html>secret'],
    ['a wrong switch', { enabled: 'secret' }],
  ])('and closes what was open where it answers with nonsense: %s', async (_, value) => {
    const said = follow(
      answers(
        () => ON,
        () => Promise.resolve(value),
      ),
    )
    await leaveFor(AGAIN)
    expect(said).toEqual(['on', 'failed'])
    expect(expectReports('VT201')[0]).not.toContain('secret')
  })

  test.each<[string, (older: Deferred<unknown>) => void]>([
    ['arrives late', ({ resolve }) => resolve(ON)],
    ['fails late', ({ reject }) => reject(new Error('secret'))],
    ['is nonsense and late', ({ resolve }) => resolve('nonsense')],
  ])('and no older answer overtakes a newer one: one that %s', async (_, happen) => {
    const [older, newer] = [deferred<unknown>(), deferred<unknown>()]
    const said = follow(
      answers(
        () => older.promise,
        () => newer.promise,
      ),
    )
    await leaveFor(AGAIN)
    newer.resolve(OFF)
    await arrive()
    happen(older)
    await arrive()
    expect(said).toEqual(['off'])
    expectReports()
  })

  test.each<[string, () => unknown]>([
    ['fails', () => Promise.reject(new Error('secret'))],
    [
      'throws',
      () => {
        throw new Error('secret')
      },
    ],
  ])('and one that %s overtakes no answer that is on its way', async (_, fails) => {
    const [first, second] = [deferred<unknown>(), deferred<unknown>()]
    const said = follow(
      answers(
        () => first.promise,
        fails,
        () => second.promise,
        fails,
      ),
    )
    await leaveFor(AGAIN)
    await arrive()
    expect(said).toEqual([])
    first.resolve(ON)
    await arrive()
    await leaveFor(AGAIN)
    await leaveFor(AGAIN)
    second.resolve(OFF)
    await arrive()
    expect(said).toEqual(['on', 'off'])
    expectReports('VT202', 'VT202')
  })

  test('and an answer that is on its way counts until there is a newer one', async () => {
    const [older, newer] = [deferred<unknown>(), deferred<unknown>()]
    const said = follow(
      answers(
        () => older.promise,
        () => newer.promise,
      ),
    )
    await leaveFor(AGAIN)
    older.resolve(OFF)
    await arrive()
    expect(said).toEqual(['off'])
    newer.resolve(ON)
    await arrive()
    expect(said).toEqual(['off', 'on'])
  })

  test('though the clock was set back meanwhile', async () => {
    const read = answers(
      () => ON,
      () => OFF,
    )
    const said = follow(read)
    vi.setSystemTime(Date.now() - 86_400_000)
    await leaveFor(0)
    expect(said).toEqual(['on', 'off'])
  })

  test('though the first call never ends, which is loading until then', async () => {
    const said = follow(
      answers(
        () => new Promise(() => {}),
        () => ON,
      ),
    )
    await vi.advanceTimersByTimeAsync(AGAIN)
    expect(said).toEqual([])
    await leaveFor(0)
    expect(said).toEqual(['on'])
  })

  // What has changed is what it depends on, and of that nothing is known.
  test('and what it depends on may still close it by failing afterwards', async () => {
    const broken = ref(false)
    const said = follow(() => {
      if (broken.value) throw new Error('secret')
      return ON
    })
    await leaveFor(AGAIN)
    broken.value = true
    expectReports('VT202')
    expect(said.at(-1)).toBe('failed')
  })

  test('until the scope ends', async () => {
    const newer = deferred<unknown>()
    const read = answers(
      () => ON,
      () => newer.promise,
    )
    const said = follow(read)
    await leaveFor(AGAIN)
    scope.stop()
    newer.resolve(OFF)
    await leaveFor(AGAIN)
    expect(said).toEqual(['on'])
    expect(read).toHaveBeenCalledTimes(2)
  })
})

test('a value that a newer one overtakes while it is read is ignored', async () => {
  const source = shallowRef<unknown>(ON)
  const read = (value: unknown) => {
    if (value === 'older') source.value = OFF
    return parse(value === 'older' ? ON : value)
  }
  const said = follow(source, 15, read)
  source.value = Promise.resolve('older')
  await turn()
  expect(said.at(-1)).toBe('off')
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
