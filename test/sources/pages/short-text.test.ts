import { expect, test } from 'vitest'
import { isShortText } from '../../../src/sources/pages/short-text.ts'

test.each([
  'a',
  'newsletter',
  'spring sale 2030',
  'v1.2+beta',
  'snake_case-and-kebab',
  ' ',
  'x'.repeat(64),
])('is a word or two: %s', (text) => {
  expect(isShortText(text)).toBe(true)
})

test.each([
  '',
  'x'.repeat(65),
  'ada@example.test',
  'https://example.test',
  'a/b',
  'a=b',
  'a&b',
  '50%',
  'a,b',
  'größe',
  'one\ntwo',
  'one\n',
  '\n',
  'one\ttwo',
  'one\u00A0two',
  '<b>',
  '😀',
])('is no word or two: %j', (text) => {
  expect(isShortText(text)).toBe(false)
})

test.each([undefined, null, 7, true, ['word'], { toString: () => 'word' }, new String('word')])(
  'is no text at all: %s',
  (value) => {
    expect(isShortText(value)).toBe(false)
  },
)
