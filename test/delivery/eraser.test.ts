import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NOWHERE, type Target } from '../../src/config/target.ts'
import { createEraser } from '../../src/delivery/eraser.ts'
import { scopeOf } from '../../src/identity/identity-settings.ts'

const PREFIX = 'telemetry:main:'
const destination = (name: string, keys: readonly string[]) => ({
  name,
  keys,
  read: () => null,
  load: () => Promise.reject(new Error('It is not loaded for this.')),
})
const newEraser = () =>
  createEraser([destination('one', ['a_', 'b_']), destination('two', ['c_'])], PREFIX)

const OURS = ['a_telemetry:main:user', 'b_telemetry:main:user_x', 'c_telemetry:main:user']
const THEIRS = [
  'telemetry:main',
  'telemetry:main2:failed:',
  'telemetry:mainly',
  'a_phc_1_posthog',
  'a_telemetry:other:user',
  'x_a_telemetry:main:user',
  'ph_phc_x_posthog',
  'app',
]
// Of what could not be loaded: without these a page might be reloaded for ever.
const MARKS = ['telemetry:main:failed:', 'telemetry:main:failed:one']

function write(): void {
  for (const key of [...OURS, ...THEIRS, ...MARKS]) {
    localStorage.setItem(key, 'x')
    sessionStorage.setItem(key, 'x')
  }
}

const target = (settings: object, identity: Target['identity'] = { mode: 'user' }) =>
  ({ settings, identity }) as Target

const left = () => [Object.keys(localStorage).toSorted(), Object.keys(sessionStorage).toSorted()]

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('removes what every destination stored, and nothing else', () => {
  write()
  newEraser().keepOnly(NOWHERE)
  const expected = [...THEIRS, ...MARKS].toSorted()
  expect(left()).toEqual([expected, expected])
})

test('leaves what the destinations stored that are configured', () => {
  write()
  newEraser().keepOnly(target({ one: {} }))
  const expected = [...OURS.slice(0, 2), ...THEIRS, ...MARKS].toSorted()
  expect(left()).toEqual([expected, expected])
})

test.each<[Target['identity'], string]>([
  [{ mode: 'user' }, 'a_telemetry:main:user_window_id'],
  [{ mode: 'instance', instanceId: 'a' }, 'a_telemetry:main:instance"a":consent'],
  [{ mode: 'instance', instanceId: 'ab' }, 'a_telemetry:main:instance"ab"'],
])(
  'leaves what was stored as whom events are sent now, and as nobody else: %o',
  (identity, kept) => {
    const keys = ['user_window_id', 'instance"a":consent', 'instance"ab"', 'anonymous', 'other']
    for (const key of keys) localStorage.setItem(`a_telemetry:main:${key}`, 'x')
    newEraser().keepOnly(target({ one: {} }, identity))
    expect(Object.keys(localStorage)).toEqual([kept])
  },
)

test.each(['a)b', 'a"b', 'a"_x"', 'a\\', '"'])(
  'takes no id of another site for this one, as which it begins: %s',
  (instanceId) => {
    const other = scopeOf({ mode: 'instance', instanceId })
    localStorage.setItem(`a_telemetry:main:${other}_window_id`, 'x')
    newEraser().keepOnly(target({ one: {} }, { mode: 'instance', instanceId: 'a' }))
    expect(Object.keys(localStorage)).toEqual([])
  },
)

test('throws nothing where a storage may not be touched, and still empties the other', () => {
  write()
  vi.stubGlobal(
    'localStorage',
    new Proxy(
      {},
      {
        ownKeys() {
          throw new DOMException('No.', 'SecurityError')
        },
      },
    ),
  )
  expect(() => newEraser().keepOnly(NOWHERE)).not.toThrow()
  vi.unstubAllGlobals()
  expect(Object.keys(sessionStorage).toSorted()).toEqual([...THEIRS, ...MARKS].toSorted())
  expect(Object.keys(localStorage)).toContain('a_telemetry:main:user')
})

test('removes once more, two seconds later, what was written meanwhile', () => {
  newEraser().keepOnly(target({ one: {} }))
  write()
  vi.advanceTimersByTime(1999)
  expect(left()[0]).toContain('c_telemetry:main:user')
  vi.advanceTimersByTime(1)
  const expected = [...OURS.slice(0, 2), ...THEIRS, ...MARKS].toSorted()
  expect(left()).toEqual([expected, expected])
})

test('removes then what may not be stored any more by the last that was said', () => {
  const eraser = newEraser()
  eraser.keepOnly(NOWHERE)
  vi.advanceTimersByTime(1000)
  eraser.keepOnly(target({ two: {} }))
  write()
  vi.advanceTimersByTime(5000)
  const expected = [...OURS.slice(2), ...THEIRS, ...MARKS].toSorted()
  expect(left()).toEqual([expected, expected])
})

test('ends by removing everything, and touches nothing after that', () => {
  const eraser = newEraser()
  eraser.keepOnly(target({ one: {} }))
  write()
  eraser.end()
  const expected = [...THEIRS, ...MARKS].toSorted()
  expect(left()).toEqual([expected, expected])
  write()
  expect(vi.getTimerCount()).toBe(0)
})
