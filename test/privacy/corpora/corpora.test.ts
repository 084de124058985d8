import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readHarmless, readSecrets, readStored } from './read-corpora.ts'
import { score, survives } from './score-mask.ts'

/**
 * What each file held when rows were last added, by date. A date that is written here is closed:
 * rows that come later go under a date of their own.
 */
const FROZEN = {
  secrets: { '2026-11-21': '5ff92c605d72cf823ff32519f49ce13d071c77623e0a684fe0b1316ff7107ce8' },
  'secrets-held-out': {
    '2026-11-21': '81b8f54d675f7bb679b69dbf745b5bf67bfe898b4602e0b21929c5782f76f4de',
  },
  harmless: { '2026-11-21': '0e5e1774be31a705aab83821c86e2e7f5e6692df28be87dae4444be29bac98c1' },
  'harmless-held-out': {
    '2026-11-21': 'aba0b3459a8417dd73e747c1b6db9f571e7079c20457c3e3d551dcbe2f23690b',
  },
}

/** Capital letters in groups, or small ones in one: what comes after it is none of its. */
const IBAN = /[A-Z]{2}\d{2}(?:[ -]?[A-Z\d])+|[a-z]{2}\d{2}[a-z\d]+/g

const secrets = readSecrets()
const harmless = readHarmless()
const allSecrets = [...secrets.open, ...secrets.heldOut]
const allHarmless = [...harmless.open, ...harmless.heldOut]
const all = [...allSecrets, ...allHarmless]

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const repeated = (list: readonly string[]) =>
  list.filter((entry, index) => list.indexOf(entry) !== index)
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
const ofKind = (kind: string) => allSecrets.filter((row) => row.kind === kind)

describe('the corpora', () => {
  test.each(Object.entries(FROZEN))('are frozen: %s', (file, dates) => {
    const held = Object.entries(readStored(file)).map(([date, rows]) => [
      date,
      digest(JSON.stringify(rows)),
    ])
    expect(Object.fromEntries(held)).toEqual(dates)
  })

  test('are large enough to say something', () => {
    expect(allSecrets.length).toBeGreaterThanOrEqual(400)
    expect(allHarmless.length).toBeGreaterThanOrEqual(300)
    expect(ofKind('vendor-token').length).toBeGreaterThanOrEqual(100)
  })

  test('name each row once, after what it is', () => {
    expect(repeated(idsOf(all))).toEqual([])
    for (const { id, kind } of allSecrets) expect(id).toMatch(new RegExp(`^${kind}-[a-z\\d-]+$`))
    for (const { id, group } of allHarmless) expect(id).toMatch(new RegExp(`^${group}-\\d+$`))
  })

  test('have no text twice, least of all as a secret and as harmless', () => {
    expect(repeated(all.map(({ text }) => text))).toEqual([])
  })

  test('have no text that is too long to be looked at', () => {
    expect(idsOf(all.filter(({ text }) => text.length > 1024))).toEqual([])
  })

  test('have only keys that are read', () => {
    const keys = Object.keys(FROZEN).flatMap((file) =>
      Object.values(readStored(file)).flat().flatMap(Object.keys),
    )
    const known = ['id', 'kind', 'group', 'text', 'secret', 'encoded', 'carrier', 'note', 'heldOut']
    expect([...new Set(keys)].filter((key) => !known.includes(key))).toEqual([])
  })
})

describe('what is held out', () => {
  test('lies in files of its own', () => {
    expect([...secrets.open, ...harmless.open].filter((row) => row.heldOut)).toEqual([])
    expect([...secrets.heldOut, ...harmless.heldOut].filter((row) => !row.heldOut)).toEqual([])
  })

  test.each(['secrets', 'harmless'])('was drawn by lot, half of each kind: %s', (name) => {
    const dates = [readStored(name), readStored(`${name}-held-out`)]
    for (const date of new Set(dates.flatMap(Object.keys))) {
      const drawn = dates
        .flatMap((stored) => stored[date] ?? [])
        .map((row) => ({ ...row, lot: `${row.kind ?? row.group} ${digest(`${date}/${row.id}`)}` }))
        .toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
      expect(idsOf(drawn.filter((row, index) => row.heldOut !== (index % 2 === 1)))).toEqual([])
    }
  })
})

describe('a secret', () => {
  test('is in its text, unless it is encoded there', () => {
    const astray = allSecrets.filter(({ text, secret, encoded, carrier }) => {
      return secret.length < 3 || text.includes(secret) === encoded || !text.includes(carrier)
    })
    expect(idsOf(astray)).toEqual([])
  })

  test('is gone when it is taken out, and nothing beside it reads like it', () => {
    const surviving = allSecrets.filter((row) => {
      return survives(row, row.text.replace(row.encoded ? row.carrier : row.secret, '…'))
    })
    expect(idsOf(surviving)).toEqual([])
  })

  test('is written in parts where a scanner would take it for a real one', () => {
    const inParts = ['vendor-token', 'jwt', 'pem', 'connection-string', 'random-token', 'cookie']
    const rows = [readStored('secrets'), readStored('secrets-held-out')]
      .flatMap((stored) => Object.values(stored).flat())
      .filter(({ kind = '' }) => inParts.includes(kind))
    expect(rows.length).toBeGreaterThan(100)
    expect(idsOf(rows.filter(({ text }) => typeof text === 'string'))).toEqual([])
  })

  test('that is the number of a card has a valid check digit', () => {
    const hasCard = ({ text }: { text: string }) =>
      (text.match(/\d[\d .\u00A0-]{10,22}\d/g) ?? []).some(isLuhn)
    expect(idsOf(ofKind('card').filter((row) => !hasCard(row)))).toEqual([])
    expect(ofKind('card').length).toBeGreaterThanOrEqual(15)
  })

  test('that is an IBAN has valid check digits', () => {
    const hasIban = ({ text }: { text: string }) => (text.match(IBAN) ?? []).some(isIban)
    expect(idsOf(ofKind('iban').filter((row) => !hasIban(row)))).toEqual([])
    expect(ofKind('iban').length).toBeGreaterThanOrEqual(15)
  })
})

describe('the score', () => {
  const totals = {
    secrets: [secrets.open.length, secrets.heldOut.length],
    harmless: [harmless.open.length, harmless.heldOut.length],
  }

  test('of a mask that does nothing is the worst, without harm', () => {
    const result = score((text) => text)
    expect(result.secrets.open).toEqual({
      caught: 0,
      total: totals.secrets[0],
      missed: idsOf(secrets.open),
    })
    expect(result.secrets.heldOut.missed).toEqual(idsOf(secrets.heldOut))
    expect(result.harmless.open).toEqual({ altered: 0, total: totals.harmless[0], ids: [] })
    expect(result.harmless.heldOut).toEqual({ altered: 0, total: totals.harmless[1], ids: [] })
  })

  test('of a mask that takes everything is the best, and nothing arrives', () => {
    const result = score(() => '[masked]')
    expect(result.secrets.open.missed).toEqual([])
    expect(result.secrets.heldOut).toEqual({
      caught: totals.secrets[1],
      total: totals.secrets[1],
      missed: [],
    })
    expect(result.harmless.open.altered).toBe(totals.harmless[0])
    expect(result.harmless.heldOut.ids).toEqual(idsOf(harmless.heldOut))
  })

  test('counts a long secret as survived when only one end of it is gone', () => {
    const long = allSecrets.filter(({ text, secret }) => text === secret && text.length > 30)
    expect(long.length).toBeGreaterThan(5)
    const withoutStart = long.filter((row) => survives(row, row.text.slice(16)))
    const withoutEnd = long.filter((row) => survives(row, row.text.slice(0, -16)))
    const middle = long.filter((row) => survives(row, row.text.slice(14, -14)))
    expect([withoutStart, withoutEnd, middle].map(idsOf)).toEqual([idsOf(long), idsOf(long), []])
  })

  test('does not mind when an encoded secret goes with all of its text', () => {
    const encoded = allSecrets.filter((row) => row.encoded)
    expect(encoded.length).toBeGreaterThan(5)
    expect(idsOf(encoded.filter((row) => !survives(row, row.text)))).toEqual([])
    expect(idsOf(encoded.filter((row) => survives(row, '[masked]')))).toEqual([])
  })
})

/** By ISO/IEC 7812-1: from the right, every second digit counts twice. */
function isLuhn(number: string): boolean {
  const digits = number.replaceAll(/\D/g, '').split('').map(Number).toReversed()
  const sum = digits.reduce((total, digit, index) => {
    const weighed = index % 2 === 0 ? digit : digit * 2
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
  return sum % 10 === 0
}

/** By ISO 13616: the first four characters go last, letters become numbers, and 97 leaves 1. */
function isIban(account: string): boolean {
  const compact = account.replaceAll(/[ -]/g, '')
  const moved = compact.slice(4) + compact.slice(0, 4)
  const digits = moved.replaceAll(/[a-z]/gi, (letter) => String(parseInt(letter, 36)))
  return BigInt(digits) % 97n === 1n
}
