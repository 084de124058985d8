import { expect, test, vi } from 'vitest'
import { claimName } from '../src/claim-name.ts'

test('a name is claimed once', () => {
  expect(claimName('main')).toBeTypeOf('function')
  expect(claimName('main')).toBeNull()
  expect(claimName('main')).toBeNull()
})

test('another name is another claim', () => {
  claimName('main')
  const release = claimName('other')
  expect(release).toBeTypeOf('function')
  release?.()
  expect(claimName('main')).toBeNull()
})

test('a name that is given back can be claimed again', () => {
  const release = claimName('main')
  release?.()
  expect(claimName('main')).toBeTypeOf('function')
  expect(claimName('main')).toBeNull()
})

test('a claim holds across bundled copies of the package', async () => {
  const release = claimName('main')
  vi.resetModules()
  const copy = await import('../src/claim-name.ts')
  expect(copy.claimName).not.toBe(claimName)
  expect(copy.claimName('main')).toBeNull()
  release?.()
  expect(copy.claimName('main')).toBeTypeOf('function')
})

test('a claim leaves no name on the page', () => {
  const before = Object.keys(globalThis)
  claimName('main')
  expect(Object.keys(globalThis)).toEqual(before)
})
