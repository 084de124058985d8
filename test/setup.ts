import { afterEach, beforeEach, expect, vi } from 'vitest'

// A message on the console is part of what a developer sees: each has to be expected by the test
// that causes it, with `expect(console.warn)`, or the test fails.
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  const unexpected = [console.warn, console.error].flatMap((method) => vi.mocked(method).mock.calls)
  vi.restoreAllMocks()
  // The names that telemetries have claimed, where a test has not disposed of its own.
  for (const claim of Object.getOwnPropertySymbols(globalThis)) {
    if (claim.description?.startsWith('vue-telemetry:')) Reflect.deleteProperty(globalThis, claim)
  }
  if (typeof localStorage === 'object') localStorage.clear()
  if (typeof sessionStorage === 'object') sessionStorage.clear()
  expect(unexpected, 'unexpected messages on the console').toEqual([])
})
