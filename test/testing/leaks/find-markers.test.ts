// @vitest-environment node
import { expect, it } from 'vitest'
import { findMarkers } from '../../../src/testing.ts'

const SECRET = 'T/ K+ë"N'
const forms = (text: string, secret = SECRET): string[] =>
  findMarkers(text, { secret }).map(({ form }) => form)

const percent = encodeURIComponent(SECRET)
const json = JSON.stringify(SECRET)
const ascii = (text: string): string =>
  text.replace(/[^ -~]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)
const base64 = (text: string): string => Buffer.from(text).toString('base64')

it.each([
  ['as it is', `before ${SECRET} behind`],
  ['percent-encoded', `?code=${percent}&more`],
  ['percent-encoded', `?code=${percent.replace(/%../g, (code) => code.toLowerCase())}`],
  ['percent-encoded', `#${encodeURI(SECRET)}`],
  ['percent-encoded', new URLSearchParams({ code: SECRET }).toString()],
  ['percent-encoded twice', `?to=${encodeURIComponent(`/x?code=${percent}`)}`],
  ['JSON-escaped', json],
  ['JSON-escaped', JSON.stringify(json)],
  ['base64', base64(SECRET)],
  ['base64', base64(`a${SECRET}`)],
  ['base64', base64(`ab${SECRET}`)],
  ['base64', base64(`{"code":${json}}`)],
  ['base64', base64(`/?code=${percent}`)],
  ['base64', Buffer.from(`?${SECRET}`).toString('base64url')],
  ['percent-encoded', encodeURIComponent(json)],
  ['as it is', SECRET.normalize('NFD')],
  ['percent-encoded', encodeURIComponent(SECRET.normalize('NFD'))],
  ['JSON-escaped', ascii(json)],
  ['JSON-escaped', JSON.stringify(ascii(json))],
  ['JSON-escaped', ascii(json).replaceAll('/', '\\/')],
  ['percent-encoded', `data=${encodeURIComponent(ascii(json))}`],
  ['base64', base64(ascii(json))],
  ['base64', base64(SECRET.normalize('NFD'))],
  ['in another case', SECRET.toLowerCase()],
  ['in another case', ascii(json).replace('00eb', '00EB')],
  ['in another case', encodeURIComponent(SECRET.toLowerCase())],
  ['in another case', encodeURIComponent(SECRET.toUpperCase())],
  ['in another case', base64(SECRET.toUpperCase())],
])('finds a marker %s: %s', (form, text) => {
  expect(forms(text)).toEqual([form])
})

it.each(['ann?x@example.com', 'what now>?', 'a~b~c~d~', 'Müller-Lüdenscheidt', '>>>???>>>'])(
  'finds %s in the base64 of a form, whatever stands before it',
  (secret) => {
    for (const before of ['', 'a', 'ab']) {
      const text = base64(before + secret)
      const { search } = new URL(`https://x/?${new URLSearchParams({ data: text }).toString()}`)
      expect(forms(search, secret)).toEqual(['base64'])
      expect(
        forms(
          search.replaceAll(/%../g, (code) => code.toLowerCase()),
          secret,
        ),
      ).toEqual(['base64'])
    }
  },
)

it('finds a short one at each alignment of base64, and not by chance', () => {
  for (const before of ['', 'a', 'ab', 'abc']) {
    expect(forms(base64(`${before}T0KEN!?`), 'T0KEN')).toEqual(['base64'])
    expect(forms(base64(`${before}T0K3N!?`), 'T0KEN')).toEqual([])
  }
})

it('says one form of a secret that is written alike in several', () => {
  expect(forms('code=T0KEN', 'T0KEN')).toEqual(['as it is'])
  expect(forms(`code=T0KEN ${btoa('T0KEN')}`, 'T0KEN')).toEqual(['as it is', 'base64'])
  expect(forms(`${SECRET} ${percent}`)).toEqual(['as it is', 'percent-encoded'])
})

it('calls markers of a list by their numbers', () => {
  expect(findMarkers('of Bert', ['Anna', 'Bert'])).toEqual([
    { label: 'marker 2', form: 'as it is' },
  ])
})

it('finds nothing where there is nothing', () => {
  expect(forms('T/ K+ë N, and more')).toEqual([])
  expect(forms('')).toEqual([])
})

it.each([
  [{ token: '' }, 'expectNoLeak: token is no text of at least 4 characters.'],
  [['Anna', 'abc'], 'expectNoLeak: marker 2 is no text of at least 4 characters.'],
  [{ token: undefined }, 'expectNoLeak: token is no text of at least 4 characters.'],
  [{}, 'expectNoLeak: there are no markers, so nothing would be looked for.'],
])('refuses markers that prove nothing: %o', (markers, message) => {
  expect(() => findMarkers('', markers as Record<string, string>)).toThrow(message)
})
