import { describe, expect, test, vi } from 'vitest'
import type { PlainRecord } from '../../src/events.ts'
import { createKeyReader, maskRecord } from '../../src/privacy/mask-record.ts'
import type { Masked } from '../../src/privacy/mask/mask-rule.ts'
import { maskText } from '../../src/privacy/mask/mask-text.ts'
import type { Remark } from '../../src/privacy/remark.ts'

const MAIL = 'ann@example.com'

function mask(record: PlainRecord, ...allowed: string[]) {
  const remarks: Remark[] = []
  const maskOne = (text: string) => maskText(text)
  const rules = { mask: maskOne, readKey: createKeyReader(maskOne), allowed: new Set(allowed) }
  const masked = maskRecord(record, 'track.Saved', rules, (remark) => remarks.push(remark))
  return { masked, remarks: remarks.map(({ at, what, why }) => `${at} ${what} ${why}`) }
}

describe('a text', () => {
  test('that is harmless stays, and nobody is told anything', () => {
    const record = { title: 'Holidays', id: 'f_42', nested: { list: ['a', 1, null, true] } }
    expect(mask(record)).toEqual({ masked: record, remarks: [] })
  })

  test('loses what is private, wherever it stands', () => {
    const { masked, remarks } = mask({
      note: `Mail ${MAIL} today`,
      nested: { deep: { note: MAIL } },
      list: ['a', MAIL, { note: MAIL }],
    })
    expect(masked).toEqual({
      note: 'Mail [email] today',
      nested: { deep: { note: '[email]' } },
      list: ['a', '[email]', { note: '[email]' }],
    })
    expect(remarks).toEqual([
      'track.Saved.note masked email',
      'track.Saved.nested.deep.note masked email',
      'track.Saved.list masked email',
      'track.Saved.list.note masked email',
    ])
  })
})

describe('a key', () => {
  test('that says that its text is private costs the text, but no count and no state', () => {
    const { masked, remarks } = mask({
      userEmail: 'somebody',
      password: 'hunter2',
      tokenCount: 5,
      token: 5,
      password_ok: true,
      secret: null,
      eventName: 'Saved',
    })
    expect(masked).toEqual({
      tokenCount: 5,
      token: 5,
      password_ok: true,
      secret: null,
      eventName: 'Saved',
    })
    expect(remarks).toEqual([
      'track.Saved.userEmail dropped private-key',
      'track.Saved.password dropped private-key',
    ])
  })

  test('says so of all that is below it', () => {
    const { masked } = mask({ password: { old: 'hunter2', list: ['hunter3', 4], length: 7 } })
    expect(masked).toEqual({ password: { list: [4], length: 7 } })
  })

  test('has nothing to say of an empty text', () => {
    expect(mask({ email: '' })).toEqual({ masked: { email: '' }, remarks: [] })
  })

  test('that is private itself is masked, and of several alike remains how many there were', () => {
    const { masked, remarks } = mask({ [MAIL]: 'reader', 'bob@example.com': { any: 1 }, a: 1 })
    expect(masked).toEqual({ '[email]': 2, a: 1 })
    expect(remarks).toEqual([
      'track.Saved.[email] masked email',
      'track.Saved.[email] masked email',
    ])
    expect(JSON.stringify({ masked, remarks })).not.toMatch(/ann|bob/)
  })
})

describe('what is allowed', () => {
  test.each(['track.Saved.email', 'track.Saved.nested', 'track.Saved.nested.email'])(
    'by its full path stays, with all below it: %s',
    (path) => {
      const record = { email: MAIL, nested: { email: MAIL } }
      const { masked } = mask(record, path)
      expect(JSON.stringify(masked).split(MAIL)).toHaveLength(2)
    },
  )

  test.each(['email', 'track.Other.email', 'Saved.email', 'track.Saved.email.x'])(
    'is that alone: %s',
    (path) => {
      expect(mask({ email: MAIL }, path).masked).toEqual({})
    },
  )
})

test('what is masked has no prototype to be polluted, and the record stays as it was', () => {
  const record = JSON.parse(
    `{ "__proto__": { "polluted": "${MAIL}" }, "a": "${MAIL}" }`,
  ) as PlainRecord
  const before = JSON.stringify(record)
  const { masked } = mask(record)
  expect(Object.getPrototypeOf(masked)).toBeNull()
  expect('polluted' in masked).toBe(false)
  expect(JSON.stringify(masked)).not.toContain('ann')
  expect(JSON.stringify(record)).toBe(before)
})

test('a key that was read before is read the same, and only so many are remembered', () => {
  const maskOne = vi.fn<(text: string) => Masked>((text) => maskText(text))
  const readKey = createKeyReader(maskOne)
  for (let round = 0; round < 2; round++) {
    expect(readKey('note')).toEqual({ text: 'note', found: [], isPrivate: false })
    expect(readKey('userEmail')).toEqual({ text: 'userEmail', found: [], isPrivate: true })
    expect(readKey(MAIL)).toEqual({ text: '[email]', found: ['email'], isPrivate: false })
  }
  expect(maskOne).toHaveBeenCalledTimes(3)
  for (let key = 0; key < 1000; key++) readKey(`key ${key}`)
  maskOne.mockClear()
  readKey('key 999')
  expect(maskOne).toHaveBeenCalledOnce()
})
