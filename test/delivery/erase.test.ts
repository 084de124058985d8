import { afterEach, expect, test, vi } from 'vitest'
import { createErase } from '../../src/delivery/erase.ts'

const PREFIX = 'telemetry:main:'
const destination = (name: string, keys: readonly string[]) => ({
  name,
  keys,
  read: () => null,
  load: () => Promise.reject(new Error('It is not loaded for this.')),
})
const erase = createErase([destination('one', ['a_', 'b_']), destination('two', ['c_'])], PREFIX)

const OURS = ['a_telemetry:main:user', 'b_telemetry:main:', 'c_telemetry:main:x']
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

const left = () => [Object.keys(localStorage).toSorted(), Object.keys(sessionStorage).toSorted()]

afterEach(() => vi.unstubAllGlobals())

test('removes what every destination stored, and nothing else', () => {
  write()
  erase({})
  const expected = [...THEIRS, ...MARKS].toSorted()
  expect(left()).toEqual([expected, expected])
})

test('leaves what the destinations stored that are configured', () => {
  write()
  erase({ one: {} })
  const expected = [...OURS.slice(0, 2), ...THEIRS, ...MARKS].toSorted()
  expect(left()).toEqual([expected, expected])
})

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
  expect(() => erase({})).not.toThrow()
  vi.unstubAllGlobals()
  expect(Object.keys(sessionStorage).toSorted()).toEqual([...THEIRS, ...MARKS].toSorted())
  expect(Object.keys(localStorage)).toContain('a_telemetry:main:user')
})
