import { describe, expect, test } from 'vitest'
import { hasEncodedText } from '../../../src/privacy/mask/base64.ts'
import { decodeOnce } from '../../../src/privacy/mask/decode-once.ts'
import { isSuspicious } from '../../../src/privacy/mask/is-suspicious.ts'
import { applyRule } from '../../../src/privacy/mask/mask-rule.ts'
import { maskText } from '../../../src/privacy/mask/mask-text.ts'
import { isPrivateKey } from '../../../src/privacy/mask/private-key.ts'
import { RULES } from '../../../src/privacy/mask/rules.ts'

const KB = 1024

/**
 * Repeated, each makes some pattern begin over and over, look as far as it may, and give up: runs
 * without the character that a pattern waits for, and with all but the last one of a match.
 */
const HOSTILE = [
  'a',
  'A',
  '1',
  ' ',
  '-',
  '_',
  '.',
  ':',
  '/',
  '@',
  '+',
  '%',
  '&',
  '\\',
  '"',
  '#',
  '?',
  '=',
  '[',
  'a.',
  'a@',
  'a@a.',
  'a@a-',
  '@a',
  '"@',
  '"a',
  'é',
  'é@',
  'a1',
  'aB1',
  '1.',
  '1.1.1.',
  '1:',
  '::',
  'a:',
  'a://',
  '://',
  'h://a@',
  '?a',
  '?a=',
  'a?',
  '#[',
  'eyJ',
  'eyJ_',
  'eyJa.',
  'eyJabcdefgh.',
  'bearer ',
  'bearer a',
  'Basic ',
  'basic a',
  'Basic YWFh',
  'sk-',
  'sk-a',
  'sk-a1',
  'sk-a-',
  'a_sk_',
  'a_sk_a1_',
  'pat',
  'pata.',
  '1/1',
  'hooks.a',
  'a1/',
  'A1+/',
  'AKIA',
  'SG.',
  'SG.a',
  'AC0',
  '1:AA',
  'hooks.slack.com/services/',
  '-----BEGIN ',
  '-----BEGIN A-----',
  '---',
  'password',
  'password:',
  'password= ',
  'password=\\',
  "password='",
  'token',
  'token="',
  'token=a',
  'token=1',
  '--token ',
  '<token>',
  '<a',
  ' -u a',
  ' --user ',
  'authorization: ',
  'authorization: a ',
  "identified by '",
  'ssn ',
  'ssn1',
  'pin=',
  'pin=1',
  '1-',
  '12-34-',
  '123-45-678',
  '1111 ',
  '1111-',
  '41111',
  'DE89',
  'DE89 ',
  'DE89 1111 ',
  'DE89111',
  'DE89-A',
  '/home/',
  '/home/a',
  '/home/a b',
  'c:\\users\\',
  '+1',
  '+1 ',
  '+',
  '(111) ',
  '(111) 111',
  '%40',
  '%25',
  '%E4',
  '&#',
  '&#1',
  '&#x',
  '\\u',
  '\\u{',
  '&am',
  'YWxp',
  'YWxpY2V',
  '\u200B',
  '\uFF20',
  'Aa',
  'Aa1',
  'aA',
  '😀',
  '\n',
  'a\n',
  "a'",
  'xn--',
  '@xn--a',
]

/** Runs that end where a pattern has looked furthest. */
const filled = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

type Step = [name: string, step: (text: string) => unknown, most?: number]

const STEPS: Step[] = [
  ...RULES.map((rule, index): Step => [
    `rule ${index}, ${rule.kind}`,
    (text) => {
      rule.hint.test(text)
      return applyRule(text, rule)
    },
  ]),
  ['the first look', isSuspicious],
  // Hundreds of thousands of results are a list that leaves the young part of the heap: one step
  // of about 3 on the way from 256 kB to 1 MB, and none from there to 4 MB. A square would be 64.
  ['decoding', decodeOnce, 8],
  ['base64', hasEncodedText],
  ['a key', isPrivateKey],
]

/** The shortest of several runs, in milliseconds: what else the computer does only adds to it. */
function shortest(run: () => unknown, runs: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let index = 0; index < runs; index++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

describe('time grows with the length of a text, and no faster, without any bound on it', () => {
  test.each(STEPS)(
    '%s',
    (_, step, most = 2) => {
      const grown = HOSTILE.map((unit) => [unit, growthOf(step, unit, most)] as const)
      expect(grown.filter(([, growth]) => growth > most)).toEqual([])
    },
    60_000,
  )

  /**
   * How much longer a text of 1 MB takes than 64 of 16 kB. Not 1,024 of 1 kB: they stay in the
   * processor's cache.
   */
  function growthOf(step: (text: string) => unknown, unit: string, most: number): number {
    const part = filled(unit, 16 * KB)
    const text = filled(unit, KB * KB)
    const inParts = () => repeat(() => step(part), 64)
    step(part)
    const whole = shortest(() => step(text), 1)
    // Under 50 ns a character there is nothing to see: were it quadratic, it would be thousands.
    if (whole < 50) return 1
    let growth = whole / shortest(inParts, 1)
    // Something else may have been going on, for a while: what is quadratic is beyond the bar in
    // every round, by far.
    for (let round = 0; round < 10 && growth > most; round++) {
      growth = shortest(() => step(text), 4) / shortest(inParts, 4)
    }
    return growth
  }
})

function repeat(run: () => unknown, times: number): void {
  for (let index = 0; index < times; index++) run()
}

describe('time', () => {
  const PROPERTIES: Record<string, string> = {
    event: 'Form Created',
    formId: 'f_42',
    plan: 'pro',
    route: '/teams/:team',
    kind: 'issue',
    createdAt: '2026-11-21T10:00:00Z',
    version: '1.2.3',
    locale: 'en-US',
    requestId: '123e4567-e89b-12d3-a456-426614174000',
    button: 'create-form-button',
    section: 'Dashboard overview',
    mime: 'application/json',
    feature_flag: 'checkout_v2',
    source: 'sidebar',
    colour: '#ff00aa',
    currency: 'EUR',
    amount: '1,234.56',
    label: 'Save changes',
    view: 'internationalization',
    theme: 'dark',
  }
  const entries = Object.entries(PROPERTIES)

  test('of an event with twenty properties is some millionths of a second', () => {
    const run = () => {
      for (const [key, value] of entries) {
        isPrivateKey(key)
        maskText(value)
      }
    }
    const microseconds = shortest(() => repeat(run, 200), 50) * 5
    // 11 on one core of a server; the bar leaves room for a slower one.
    expect(microseconds).toBeLessThan(40)
  })

  test.each(['a.a@%40+1:1 ', 'eyJ_', 'a@a.', '&#64', 'YWxpY2V', 'password:', '1.1.1.', 'DE89 '])(
    'of the longest text that is looked at, all %s, is a thousandth of a second',
    (unit) => {
      const text = filled(unit, 1024)
      expect(shortest(() => maskText(text), 20)).toBeLessThan(5)
    },
  )
})
