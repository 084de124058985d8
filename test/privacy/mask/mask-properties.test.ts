import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodedViews } from '../../../src/privacy/mask/decoded-views.ts'
import { isSuspicious } from '../../../src/privacy/mask/is-suspicious.ts'
import { applyRule } from '../../../src/privacy/mask/mask-rule.ts'
import { maskText } from '../../../src/privacy/mask/mask-text.ts'
import { RULES } from '../../../src/privacy/mask/rules.ts'
import { ENCODED, HARMLESS, KNOWN } from './known-texts.ts'

const known = Object.values(KNOWN).flatMap((texts) => texts.map(([text]) => text))

/** Whether any rule, hints aside, finds something in a text or in what it says when decoded. */
const holdsSomething = (text: string): boolean =>
  [text, ...decodedViews(text)].some((view) => RULES.some((rule) => applyRule(view, rule) !== view))

const percentEncoded = (text: string): string =>
  text.replace(/[^a-z\d]/giu, (character) =>
    encodeURIComponent(character.replace(/^[\uD800-\uDFFF]$/, '\uFFFD')),
  )

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Pieces that patterns begin, end or are held apart with. */
const PIECES = [
  '@',
  '.',
  ':',
  '/',
  '+',
  '-',
  '_',
  '=',
  '%',
  '&',
  '?',
  '#',
  '[',
  ']',
  '"',
  "'",
  ' ',
  '\n',
  '\\',
  'eyJ',
  'Bearer ',
  'Basic ',
  'sk-',
  '://',
  '::',
  '1.',
  '--',
  'password',
  'token:',
  '[email]',
  '[token]',
  '/home/',
  'ssn ',
  "by '",
  ' -u a:',
  '<secret>',
  'authorization: ',
  '_sk_',
  'C:\\Users\\',
  '-----BEGIN A-----',
  '%40',
  '%25',
  '\\u',
  '&#',
  '4111',
  '0',
  '\u200B',
  'é',
  '😀',
  'A',
  'z',
  'DE89',
  'AKIA',
  'a@b.co',
  'x'.repeat(40),
  '1'.repeat(12),
]

const piece = fc.oneof(
  fc.constantFrom(...known, ...ENCODED),
  fc.constantFrom(...HARMLESS),
  fc.constantFrom(...PIECES),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(...known).map(percentEncoded),
  fc.constantFrom(...known).map(base64),
)

/** Most of what is put together is broken somewhere: a match cut in two, or run into the next. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('')),
  fc
    .tuple(fc.array(piece, { maxLength: 40 }), fc.nat(40))
    .map(([pieces, from]) => pieces.join(' ').slice(from)),
)

const check = (property: fc.IProperty<[string]>) => {
  fc.assert(property, { numRuns: 3000 })
}

describe('any text', () => {
  test('holds nothing more once it is masked', () => {
    check(
      fc.property(anyText, (text) => {
        expect(holdsSomething(maskText(text).text)).toBe(false)
      }),
    )
  })

  test('is masked once and for all', () => {
    check(
      fc.property(anyText, (text) => {
        const { text: masked } = maskText(text)
        expect(maskText(masked)).toEqual({ text: masked, found: [] })
      }),
    )
  })

  test('is a text, changed if and only if something was found', () => {
    check(
      fc.property(anyText, (text) => {
        const { text: masked, found } = maskText(text)
        expect(masked).toBeTypeOf('string')
        expect(found.length > 0).toBe(masked !== text)
      }),
    )
  })

  test('holds nothing where it is not suspicious', () => {
    const words = fc.array(fc.oneof(fc.stringMatching(/^[\w ,.;/#()'-]{0,20}$/), piece), {
      maxLength: 3,
    })
    const likelyText = fc.oneof(
      anyText,
      words.map((parts) => parts.join('')),
    )
    check(
      fc.property(likelyText, (text) => {
        expect(!isSuspicious(text) && holdsSomething(text)).toBe(false)
      }),
    )
  })

  test('that a rule matches has its hint', () => {
    check(
      fc.property(anyText, (text) => {
        const matching = RULES.filter((rule) => applyRule(text, rule) !== text)
        expect(matching.filter(({ hint }) => !hint.test(text))).toEqual([])
      }),
    )
  })

  test('is masked once and for all by patterns of an application', () => {
    const pattern = fc.constantFrom(/\w+/, /[^a]/g, / /, /x*/y, /(?<=a)./i, /mail|masked|\[/, /^./)
    fc.assert(
      fc.property(anyText, fc.array(pattern, { maxLength: 3 }), (text, extra) => {
        const { text: masked } = maskText(text, { extra })
        expect(maskText(masked, { extra }).text).toBe(masked)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('made at random', () => {
  const email = fc.emailAddress().filter((address) => /[a-z\d]@(?!\d+\.\d+\.\d)/i.test(address))
  const word = fc.constantFrom('', 'by ', 'Sent to ', '(', 'from: ', '日本 ')
  const leaks: [string, fc.Arbitrary<string>][] = [
    ['an e-mail address', email],
    ['an e-mail address, encoded', email.map(percentEncoded)],
    ['an IPv4 address', fc.ipV4().filter((address) => !address.endsWith('.0.0.0'))],
    [
      'a web address with a query',
      fc.webUrl({ validSchemes: ['https'] }).map((url) => `${url}?a=b`),
    ],
    [
      'a JWT',
      fc
        .tuple(fc.json(), fc.json(), fc.base64String({ minLength: 8 }))
        .map(([header, payload, signature]) =>
          [`{"alg":"HS256","x":${header}}`, `{"sub":${payload}}`, signature]
            .map((part) => Buffer.from(part).toString('base64url').slice(0, 200))
            .join('.'),
        ),
    ],
    ['a phone number', fc.stringMatching(/^\+[1-9]\d{1,2}( \d{2,4}){3}$/)],
    ['a token', fc.stringMatching(/^ghp_[A-Za-z0-9]{20}\d[A-Za-z0-9]{15}$/)],
  ]

  test.each(leaks)('%s is found', (_, leak) => {
    fc.assert(
      fc.property(word, leak, (before, text) => {
        expect(maskText(before + text).found).not.toEqual([])
      }),
    )
  })

  const harmless: [string, fc.Arbitrary<string>][] = [
    ['a UUID', fc.uuid()],
    ['a hash', fc.stringMatching(/^[\da-f]{7,64}$/).filter((hash) => /[a-f]/.test(hash))],
    [
      'a date',
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map((date) => date.toISOString()),
    ],
    ['a version', fc.stringMatching(/^v?\d{1,2}\.\d{1,3}\.\d{1,3}(-(alpha|beta|rc)\.\d)?$/)],
    ['a route', fc.stringMatching(/^(\/:?(teams|projects|forms|item|new|edit)){1,6}$/)],
    ['words', fc.stringMatching(/^([A-Z]?[a-z]{1,12}[ ,.-]?){1,20}$/)],
    ['an identifier', fc.stringMatching(/^([a-z]{2,9}[_-]){0,6}[a-z]{2,9}\d{0,6}$/)],
    ['a colour', fc.stringMatching(/^#[\da-f]{6}$/)],
    ['a number', fc.oneof(fc.integer(), fc.double({ min: -1e12, max: 1e12 })).map(String)],
  ]

  test.each(harmless)('%s is left alone', (_, text) => {
    fc.assert(
      fc.property(text, (value) => {
        expect(maskText(value).text).toBe(value.length > 1024 ? '[long]' : value)
      }),
      { numRuns: 1000 },
    )
  })
})
