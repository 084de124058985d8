import { describe, expect, test, vi } from 'vitest'
import type { RouteLocationNormalizedLoaded } from 'vue-router'
import { titleOf } from '../../../src/sources/pages/page-title.ts'
import { expectReports } from '../../helpers/expect-report.ts'

const location = (params: RouteLocationNormalizedLoaded['params'] = {}) =>
  ({ params }) as RouteLocationNormalizedLoaded

/** The title as it is read of a page that is on the screen. */
const read = (title: unknown, route = location()) =>
  titleOf(route, title as Parameters<typeof titleOf>[1], true)

describe('a title', () => {
  test('is the text that is given, rendered or not', () => {
    expect(titleOf(location(), 'Teams', false)).toBe('Teams')
    expect(titleOf(location(), 'Teams', true)).toBe('Teams')
  })

  test('is what the function gives for the route', () => {
    const route = location()
    const title = vi.fn<(to: RouteLocationNormalizedLoaded) => string>(() => 'Teams')
    expect(read(title, route)).toBe('Teams')
    expect(title).toHaveBeenCalledExactlyOnceWith(route)
  })

  test('is none where its page is not on the screen, and no function is called', () => {
    const title = vi.fn<() => string>(() => 'The page before')
    expect(titleOf(location(), title, false)).toBeUndefined()
    expect(title).not.toHaveBeenCalled()
  })

  test.each([undefined, ''])('is none where it says none: %j', (title) => {
    expect(read(title)).toBeUndefined()
    expect(read(() => title)).toBeUndefined()
  })

  test.each([null, false, true, 7, {}, ['Teams'], Promise.resolve('Teams')])(
    'is none where it is no text, which is reported: %s',
    (title) => {
      expect(read(title)).toBeUndefined()
      expect(read(() => title)).toBeUndefined()
      expectReports('VT304', 'VT304')
    },
  )

  test('is none where it comes later, and is nobody’s error where it never does', async () => {
    expect(read(() => Promise.reject(new Error('secret')))).toBeUndefined()
    expectReports('VT304')
    await new Promise((resolve) => setTimeout(resolve))
  })

  test('is none where the function throws, which is reported', () => {
    const title = () => {
      throw new Error('secret')
    }
    expect(read(title)).toBeUndefined()
    const [message] = expectReports('VT304')
    expect(message).toContain('(title)')
    expect(message).not.toContain('secret')
  })

  test('has at most 100 characters', () => {
    expect(read('x'.repeat(100))).toBe('x'.repeat(100))
    expect(read('x'.repeat(101))).toBe('[long]')
    expect(read(() => 'x'.repeat(101))).toBe('[long]')
  })
})

describe('a title that holds a parameter', () => {
  test.each([
    ['of three characters', 'The abc team', { team: 'abc' }],
    ['within a word', 'Teamabcs', { team: 'abc' }],
    ['one of several', 'The abc team', { tab: 'open', team: 'abc' }],
    ['one of a repeated one', 'The abc team', { path: ['x', 'abc'] }],
    ['beyond what is sent', `${'x'.repeat(101)} abc`, { team: 'abc' }],
  ])('is reported, without the value: %s', (_, title, params) => {
    read(title, location(params))
    read(() => title, location(params))
    for (const message of expectReports('VT305', 'VT305')) expect(message).not.toContain('abc')
  })

  test('is sent all the same', () => {
    expect(read('The abc team', location({ team: 'abc' }))).toBe('The abc team')
    expectReports('VT305')
  })

  test.each([
    ['short values, by chance', 'Step 1 of 12', { step: '1', of: '12', path: ['1', ''] }],
    ['another spelling', 'The ABC team', { team: 'abc' }],
    ['nothing of them', 'Team', { team: 'abc' }],
    ['an empty value', 'Team', { team: '' }],
  ])('is not one that holds %s', (_, title, params) => {
    expect(read(title, location(params))).toBe(title)
  })

  test('is not looked for where there is no title', () => {
    const hostile = {
      get params(): never {
        throw new Error('read')
      },
    } as unknown as RouteLocationNormalizedLoaded
    expect(read(undefined, hostile)).toBeUndefined()
  })
})
