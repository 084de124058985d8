import { expect, test } from 'vitest'
import { PAGE_RULES, whoTells } from '../../../src/sources/pages/page-rules.ts'
import type { LeaveMode } from '../../../src/sources/pages/pages-options.ts'

test('what happens ends a view, begins one, or neither', () => {
  expect(PAGE_RULES).toEqual({
    'another page': { ends: 'route', begins: true },
    'same page': { ends: null, begins: false },
    'excluded page': { ends: 'route', begins: false },
    'document ends': { ends: 'exit', begins: false },
    'document returns': { ends: null, begins: true },
    'person leaves': { ends: 'exit', begins: false },
  })
})

test.each([
  ['route', true, 'leave'],
  ['route', false, 'leave'],
  ['exit', true, 'next view'],
  ['exit', false, 'leave'],
  [false, true, 'next view'],
  [false, false, 'nobody'],
] as const)('of a stay, with leave: %s, followed: %s, is told by: %s', (mode, followed, teller) => {
  expect(whoTells(mode, followed)).toBe(teller)
})

test.each([undefined, null, true, 'Exit', '', 0, {}])(
  'of a stay is told by a leave where the mode is unknown: %s',
  (mode) => {
    expect(whoTells(mode as LeaveMode, true)).toBe('leave')
    expect(whoTells(mode as LeaveMode, false)).toBe('leave')
  },
)

// A name that every object inherits: nobody tells, neither the leave nor the next view.
test.each(['toString', 'constructor', '__proto__'])(
  'of a stay is told by a leave where the mode is a name of every object: %s',
  (mode) => {
    expect(whoTells(mode as unknown as LeaveMode, true)).toBe('leave')
  },
)
