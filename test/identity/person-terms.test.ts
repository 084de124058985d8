import { describe, expect, test, vi } from 'vitest'
import { createPersonTerms } from '../../src/identity/person-terms.ts'

const learned = (...people: [string, unknown?][]) => {
  const terms = createPersonTerms()
  for (const [userId, traits] of people) terms.learn(userId, traits)
  return (text: string): string => terms.hideIn(text).text
}

test('of nobody nothing is hidden', () => {
  expect(learned()('account-7')).toBe('account-7')
})

describe('an id', () => {
  const hide = learned(['account-7'])
  test.each([
    ['account-7', '[person]'],
    ['ACCOUNT-7', '[person]'],
    [' account-7\n', '[person]'],
    ['for account-7, and account-7', 'for [person], and [person]'],
    ['/users/account-7/edit', '/users/[person]/edit'],
    ['by_account-7_today', 'by_[person]_today'],
    ['/users/account%2D7', '[person]'],
    ['/users/account%252D7', '[person]'],
    ['ａccount-7', '[person]'],
    ['acc\u200bount-7', '[person]'],
    [btoa('{"user":"account-7","seats":3}'), '[person]'],
  ])('is hidden in %j', (text, expected) => {
    expect(hide(text)).toBe(expected)
  })

  test.each(['account-77', 'myaccount-7', 'account', '7', 'account-8', 'accountant-7', ''])(
    'is not seen in %j',
    (text) => {
      expect(hide(text)).toBe(text)
    },
  )

  test('that is short is hidden where it stands alone', () => {
    const short = learned(['7'])
    expect(short('7')).toBe('[person]')
    expect(short(' 7 ')).toBe('[person]')
    expect(short('step 7 of 9')).toBe('step 7 of 9')
  })

  test('that begins like another one is not half hidden', () => {
    expect(learned(['team-1'], ['team-1-42'])('by team-1-42')).toBe('by [person]')
  })

  test('may have characters that mean something in a pattern', () => {
    expect(learned(['a.b|c(d)*[e]^$\\'])('x a.b|c(d)*[e]^$\\ y')).toBe('x [person] y')
    expect(learned(['a.b|c'])('aXb')).toBe('aXb')
  })

  test('may be a number', () => {
    const terms = createPersonTerms()
    terms.learn('4711', {})
    expect([4711, 4712, 0].map(terms.has)).toEqual([true, false, false])
  })
})

describe('traits', () => {
  const traits = {
    name: 'Ada Lovelace',
    plan: 'professional',
    login: 'ada',
    contact: { email: 'ada@example.org', city: 'London' },
    phones: ['+44 20 7946 0958'],
    seats: 5,
  }
  const hide = learned(['account-7', traits])

  test.each(['Ada Lovelace', 'Report of Ada Lovelace', 'ada@example.org', '+44 20 7946 0958'])(
    'whose keys say that they are private are hidden: %s',
    (text) => {
      expect(hide(text)).toContain('[person]')
    },
  )

  test.each(['professional', 'London', '5', 'adamant', 'Lovelace'])(
    'others are not: %s',
    (text) => {
      expect(hide(text)).toBe(text)
    },
  )

  test('that are short would be in every other text', () => {
    expect(hide('ada')).toBe('ada')
  })
})

describe('in a script without spaces', () => {
  test.each([
    ['山田太郎', '山田太郎さんが開いた', '[person]さんが開いた'],
    ['山田太郎', '担当は山田太郎', '担当は[person]'],
    ['王芳', '由王芳提交', '由[person]提交'],
    ['김철수', '김철수가 저장', '[person]가 저장'],
    ['สมชาย', 'โดยสมชายแล้ว', 'โดย[person]แล้ว'],
    ['王', '王さん', '王さん'],
    ['さくら', 'さくらんぼ', 'さくらんぼ'],
  ])('%s is looked for in %s', (name, text, expected) => {
    expect(learned(['account-7', { name }])(text)).toBe(expected)
  })

  test('an id is found beside a particle, and not within a longer one', () => {
    const hide = learned(['account-7'])
    expect(hide('account-7さんが開いた')).toBe('[person]さんが開いた')
    expect(hide('account-77さんが開いた')).toBe('account-77さんが開いた')
  })
})

test('learning costs no more than remembering: patterns are made when they are needed', () => {
  let made = 0
  class CountedRegExp extends RegExp {
    constructor(...input: ConstructorParameters<typeof RegExp>) {
      super(...input)
      made++
    }
  }
  vi.stubGlobal('RegExp', CountedRegExp)
  const terms = createPersonTerms()
  terms.learn('account-7', { name: 'Ada Lovelace' })
  expect(made).toBe(0)
  expect(terms.hideIn('by account-7').text).toBe('by [person]')
  const once = made
  expect(once).toBeGreaterThan(0)
  terms.learn('account-7', {})
  terms.hideIn('by account-7')
  expect(made).toBe(once)
  vi.unstubAllGlobals()
})

test('nobody is forgotten who was there before', () => {
  const hide = learned(['account-7'], ['account-8'])
  expect(hide('from account-7 to account-8')).toBe('from [person] to [person]')
})

test('there is room for 500, and what is said later changes none of them', () => {
  const people = Array.from({ length: 600 }, (_, index): [string] => [`account-${index + 1000}`])
  const hide = learned(...people)
  expect(hide('account-1000')).toBe('[person]')
  expect(hide('account-1499')).toBe('[person]')
  expect(hide('account-1500')).toBe('account-1500')
})
