import { expect, test } from 'vitest'
import type { RouteLocationNormalizedLoaded } from 'vue-router'
import { readLabels } from '../../../src/sources/pages/page-labels.ts'

/** A location whose records, parent to child, have these labels, and nothing else to be read. */
const labelled = (...telemetry: unknown[]) =>
  ({
    matched: telemetry.map((label) => ({ meta: { telemetry: label } })),
    get meta() {
      throw new Error('There, a child takes the place of its parent.')
    },
  }) as unknown as RouteLocationNormalizedLoaded

test('are none where nothing is said', () => {
  expect(readLabels(labelled())).toEqual({})
  expect(readLabels(labelled(undefined, undefined))).toEqual({})
})

test('are merged from parent to child, one by one', () => {
  const labels = readLabels(
    labelled({ name: 'parent', title: 'Parent' }, undefined, { name: 'child', query: ['sort'] }),
  )
  expect(labels).toEqual({ name: 'child', title: 'Parent', query: ['sort'] })
})

test("are the child's lists instead of its parent's", () => {
  const parent = { params: ['tab', 'view'], query: ['sort'] }
  expect(readLabels(labelled(parent, { params: ['step'] }))).toEqual({
    params: ['step'],
    query: ['sort'],
  })
  expect(readLabels(labelled(parent, { params: [] }))).toMatchObject({ params: [] })
})

test.each([
  ['the only record', [false]],
  ['a parent', [false, { name: 'child' }]],
  ['a record in between', [{ name: 'parent' }, false, { name: 'child' }]],
  ['a child', [{ name: 'parent' }, false]],
])('are null where %s says false', (_, telemetry) => {
  expect(readLabels(labelled(...telemetry))).toBeNull()
})

test.each([true, null, 0, 7, '', 'name', 7n, Symbol('name'), () => false])(
  'are not what is no object: %s',
  (junk) => {
    expect(readLabels(labelled({ name: 'parent' }, junk, { title: 'Child' }))).toEqual({
      name: 'parent',
      title: 'Child',
    })
  },
)

test('leave the records as they are', () => {
  const parent = Object.freeze({ name: 'parent' })
  const child = Object.freeze({ name: 'child' })
  expect(readLabels(labelled(parent, child))).toEqual({ name: 'child' })
  expect(parent).toEqual({ name: 'parent' })
})
