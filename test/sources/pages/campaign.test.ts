import { describe, expect, test, vi } from 'vitest'
import { createFirstWall } from '../../../src/privacy/first-wall.ts'
import { createCampaignReader } from '../../../src/sources/pages/campaign.ts'

/** Has the document loaded from this address, as the browser tells it. */
const landAt = (name: unknown) =>
  vi
    .spyOn(performance, 'getEntriesByType')
    .mockImplementation((type) =>
      type === 'navigation' ? ([{ name }] as unknown as PerformanceEntryList) : [],
    )

const { isPrivate } = createFirstWall({})

const campaignOf = (query: string) => {
  landAt(`https://app.test/teams/secret${query}`)
  return createCampaignReader('test', isPrivate)()
}

describe('a campaign', () => {
  test('is the source, the medium and the campaign, and nothing else', () => {
    const query =
      '?utm_source=news&utm_medium=e-mail&utm_campaign=spring+sale&utm_term=secret&utm_id=7&q=secret#utm_source=hash'
    expect(campaignOf(query)).toEqual({ source: 'news', medium: 'e-mail', campaign: 'spring sale' })
  })

  test('has what is there', () => {
    expect(campaignOf('?utm_medium=email')).toEqual({ medium: 'email' })
  })

  test('is what stands first of one name', () => {
    expect(campaignOf('?utm_source=one&utm_source=two')).toEqual({ source: 'one' })
  })

  test.each([
    ['nothing', ''],
    ['empty values', '?utm_source=&utm_medium='],
    ['other names', '?source=news&UTM_SOURCE=news&xutm_source=news'],
    ['an address for a value', '?utm_source=ada%40example.test'],
    ['a long value', `?utm_source=${'x'.repeat(65)}`],
    ['the hash', '#?utm_source=news'],
  ])('is none for %s', (_, query) => {
    expect(campaignOf(query)).toBeUndefined()
  })

  test('loses the part that is no word or two, and no other', () => {
    expect(campaignOf(`?utm_source=${'x'.repeat(64)}&utm_medium=a/b`)).toEqual({
      source: 'x'.repeat(64),
    })
  })
})

test.each(['AKIAIOSFODNN7EXAMPLE', '+1 415 555 2671', '10.1.2.3'])(
  'a value that the mask would alter is left out: %s',
  (value) => {
    const query = `?utm_source=${encodeURIComponent(value)}&utm_medium=mail`
    expect(campaignOf(query)).toEqual({ medium: 'mail' })
  },
)

describe('the reader', () => {
  test('reads nothing until it is asked', () => {
    const entries = landAt('https://app.test/?utm_source=news')
    const take = createCampaignReader('test', isPrivate)
    expect(entries).not.toHaveBeenCalled()
    take()
    expect(entries).toHaveBeenCalledExactlyOnceWith('navigation')
  })

  test('gives it once', () => {
    const entries = landAt('https://app.test/?utm_source=news')
    const take = createCampaignReader('test', isPrivate)
    expect([take(), take(), take()]).toEqual([{ source: 'news' }, undefined, undefined])
    expect(entries).toHaveBeenCalledOnce()
  })

  test('gives none later where there was none at first', () => {
    landAt('https://app.test/')
    const take = createCampaignReader('test', isPrivate)
    take()
    landAt('https://app.test/?utm_source=news')
    expect(take()).toBeUndefined()
  })

  test.each([['document'], [''], [undefined], [null], ['/teams?utm_source=news'], [7]])(
    'finds nothing where the browser gives %j for an address',
    (name) => {
      landAt(name)
      expect(createCampaignReader('test', isPrivate)()).toBeUndefined()
    },
  )

  test.each([
    ['has none', () => []],
    ['gives none', () => undefined as never],
    [
      'throws',
      () => {
        throw new Error('patched')
      },
    ],
  ])('finds nothing where a browser with such entries %s', (_, entries) => {
    vi.spyOn(performance, 'getEntriesByType').mockImplementation(entries)
    expect(createCampaignReader('test', isPrivate)()).toBeUndefined()
  })
})
