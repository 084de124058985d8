import { describe, expect, test } from 'vitest'
import { maskText, wouldMask } from '../../../src/privacy/mask/mask-text.ts'
import { ENCODED, HARMLESS, KNOWN } from './known-texts.ts'

describe.each(Object.entries(KNOWN))('%s', (kind, texts) => {
  test.each(texts)('%s', (text, masked) => {
    expect(maskText(text)).toEqual({ text: masked, found: [kind] })
  })
})

describe('an encoded address takes the whole text with it', () => {
  test.each(ENCODED)('%s', (text) => {
    expect(maskText(`seen: ${text} and more`)).toEqual({ text: '[email]', found: ['email'] })
  })

  test('under the marker of what was found first', () => {
    expect(maskText('10.1.2.3 alice%40corp.example')).toEqual({
      text: '[ip]',
      found: ['ip', 'email'],
    })
  })

  test.each([
    ['a token', '%41KIAIOSFODNN7EXAMPLE', '[token]'],
    ['a JWT', 'ey\u200BJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', '[jwt]'],
    ['a phone', '%2B49 30 1234567', '[phone]'],
    ['a password', 'password&equals;hunter2', '[secret]'],
    ['an address', 'https%3A%2F%2Fapp.example%2Fx%3Fy%3D1', '[url]'],
    ['a card', '4111\u00A01111\u00A01111\u00A01111', '[card]'],
    ['a user', '%2Fhome%2Falice%2Fx', '[user]'],
  ])('and so does %s', (_, text, masked) => {
    expect(maskText(text).text).toBe(masked)
  })

  test.each([
    '&#99999999;',
    String.raw`\u{ffffffff}`,
    '%',
    '%zz',
    '%E4',
    '%%%',
    '&;',
    '\uD800',
    '\\',
  ])('while %s says nothing', (text) => {
    expect(maskText(text)).toEqual({ text, found: [] })
  })
})

describe('left alone', () => {
  test.each(HARMLESS)('%s', (text) => {
    expect(maskText(text)).toEqual({ text, found: [] })
  })
})

describe('several', () => {
  test('are replaced one by one, and each is told of once', () => {
    expect(maskText('a@b.co wrote c@d.co from 10.1.2.3')).toEqual({
      text: '[email] wrote [email] from [ip]',
      found: ['email', 'ip'],
    })
  })
})

describe('length', () => {
  test('of 1,024 is looked at', () => {
    expect(maskText(`${'x '.repeat(508)}a@b.c.de`).text).toBe(`${'x '.repeat(508)}[email]`)
  })

  test('of more is not, and nothing is cut', () => {
    expect(maskText('x'.repeat(1025))).toEqual({ text: '[long]', found: ['long'] })
  })

  test('of more after masking is too much as well', () => {
    const { text, found } = maskText('a@b.co '.repeat(146))
    expect(text).toBe('[email]')
    expect(found).toEqual(['email', 'long'])
  })
})

describe("an application's patterns", () => {
  const mask = (text: string, ...extra: RegExp[]) => maskText(text, { extra }).text

  test('are masked beside ours', () => {
    expect(maskText('case ACME-1234 of a@b.co', { extra: [/ACME-\d+/] })).toEqual({
      text: 'case [masked] of [email]',
      found: ['email', 'masked'],
    })
  })

  test('are masked everywhere, whatever their flags', () => {
    for (const flags of ['', 'g', 'y', 'gy', 'i', 'gimsu']) {
      expect(mask('acme acme', new RegExp('acme', flags))).toBe('[masked] [masked]')
    }
  })

  test('are not touched', () => {
    const pattern = Object.freeze(/acme/g)
    const sticky = /acme/y
    sticky.lastIndex = 3
    expect(mask('acme', pattern)).toBe('[masked]')
    expect(mask('acme', sticky)).toBe('[masked]')
    expect(sticky.lastIndex).toBe(3)
  })

  test('are found in decoded views too', () => {
    expect(mask('a %61cme b', /acme/)).toBe('[masked]')
  })

  test('that match nothing, or everything, do no harm', () => {
    expect(mask('abc', /x*/)).toBe('abc')
    expect(mask('abc', /(?:)/)).toBe('abc')
    expect(mask('a b', /\w+/)).toBe('[masked]')
    expect(mask('[masked]', /\w+/)).toBe('[masked]')
    expect(mask('mail a@b.co', /email/)).toBe('mail [[masked]]')
    expect(mask('[email]', /email/)).toBe('[email]')
  })

  test('are not run on long texts', () => {
    expect(mask('x'.repeat(2000), /^(x+x+)+y$/)).toBe('[long]')
  })

  test('that fail hide the text, and throw nothing', () => {
    const failing = {
      get source(): string {
        throw new Error('no')
      },
    } as RegExp
    expect(mask('abc', failing)).toBe('[masked]')
    expect(mask('abc', 'abc' as unknown as RegExp)).toBe('[masked]')
  })
})

describe('an id', () => {
  test.each(['alice@corp.example', '+49 30 1234567', 'alice%40corp.example', 'x'.repeat(1025)])(
    'may not be %s',
    (id) => {
      expect(wouldMask(id)).toBe(true)
    },
  )

  test.each(['account-7', '42', '123e4567-e89b-12d3-a456-426614174000', 'team/3'])(
    'may be %s',
    (id) => {
      expect(wouldMask(id)).toBe(false)
    },
  )

  test("may not be what an application's patterns match", () => {
    expect(wouldMask('ACME-1', { extra: [/ACME/] })).toBe(true)
  })
})
