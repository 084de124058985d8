// @vitest-environment node
import { expect, it } from 'vitest'
import { belowBase, normalizeBase } from '../../src/collector/base-path.ts'

it.each([
  ['/collector/e/?v=1', '/e/?v=1'],
  ['/collector', '/'],
  ['/collector?a', '/?a'],
  ['/collectors/e/', undefined],
  ['/app/collector/e/', undefined],
  ['http://localhost/collector/e/', undefined],
])('of %s, the path below /collector is %s', (url, path) => {
  expect(belowBase(url, '/collector')).toBe(path)
})

it.each([
  [undefined, ''],
  ['/', ''],
  ['collector/', '/collector'],
  ['/a/b/', '/a/b'],
])('compares the base %s as "%s"', (base, normal) => {
  expect(normalizeBase(base)).toBe(normal)
})
