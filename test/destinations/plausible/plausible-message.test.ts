import { describe, expect, test } from 'vitest'
import {
  toPlausibleMessage,
  type PlausibleMessage,
} from '../../../src/destinations/plausible/plausible-message.ts'
import type { LeaveEvent, PageEvent, TelemetryEvent, TrackEvent } from '../../../src/events.ts'

const BASE = { id: 'our-id', time: 1 }
const REMARKS = [{ path: 'secret', reason: 'masked' }] as unknown as TelemetryEvent['remarks']
const PAGE = { route: '/teams/:team', name: 'team', url: 'https://app.invalid/teams/:team' }
const AT = { u: 'https://site.test/teams/:team', d: 'site.test', r: null }

const page: PageEvent = { ...BASE, type: 'page', page: PAGE }
const leave: LeaveEvent = {
  ...BASE,
  type: 'leave',
  page: PAGE,
  view: 'view-id',
  duration: 3,
  activeDuration: 2.0316,
  maxScroll: 0.734,
  cause: 'route',
}
const track: TrackEvent = { ...BASE, type: 'track', name: 'Form Created', properties: {} }

/** As a message: a refusal has none of its fields. */
const say = (...[event, domain = 'site.test', at]: [TelemetryEvent, string?, { u: string }?]) =>
  toPlausibleMessage(event, domain, at) as PlausibleMessage

describe('a page view', () => {
  test('is a pageview of the pattern under the site’s domain, and nothing else', () => {
    const full: PageEvent = {
      ...page,
      previous: { route: '/secret', view: 'secret', duration: 1, activeDuration: 1 },
      title: 'secret',
      remarks: REMARKS,
    }
    expect(say(full)).toStrictEqual({ n: 'pageview', ...AT })
  })

  test.each([
    ['site.test', 'https://site.test/teams/:team'],
    ['site.test,all.test', 'https://site.test/teams/:team'],
    ['site.test/docs', 'https://site.test/teams/:team'],
    ['localhost:8080', 'https://localhost:8080/teams/:team'],
  ])('has the first site’s host, of %s', (domain, u) => {
    expect(say(page, domain)).toMatchObject({ u, d: domain })
  })

  test('keeps the origin where the application tells it', () => {
    const url = 'https://eu.app.test/teams/:team'
    expect(say({ ...page, page: { ...PAGE, url } }).u).toBe(url)
    const alike = 'https://app.invalid.test/teams/:team'
    expect(say({ ...page, page: { ...PAGE, url: alike } }).u).toBe(alike)
  })

  test('has the campaign in its query, where Plausible reads it, escaped', () => {
    const campaign = { source: 'a+b c', medium: 'mail&x=1', campaign: 'spring' }
    const { u } = say({ ...page, campaign })
    expect(u).toBe(`${AT.u}?utm_source=a%2Bb+c&utm_medium=mail%26x%3D1&utm_campaign=spring`)
    expect(say({ ...page, campaign: { medium: 'mail' } }).u).toBe(`${AT.u}?utm_medium=mail`)
  })

  test('has as properties what the application allows of its parameters and its query', () => {
    const { p } = say({ ...page, params: { tab: 'a', page: 2 }, query: { tab: 'b', tags: ['c'] } })
    expect(p).toStrictEqual({ param_tab: 'a', param_page: '2', query_tab: 'b' })
  })

  test('is refused where its address is longer than Plausible takes, in bytes', () => {
    const ofLength = (length: number, domain: string) => {
      const path = 'a'.repeat(length - 'https://a.test/'.length)
      return say({ ...page, page: { ...PAGE, url: `https://app.invalid/${path}` } }, domain)
    }
    expect(ofLength(2000, 'a.test').u).toHaveLength(2000)
    expect(ofLength(2001, 'a.test')).toBe('too-large')
    expect(ofLength(2000, 'ä.test')).toBe('too-large')
  })
})

describe('the end of a view', () => {
  test('is an engagement: milliseconds and percent, both whole', () => {
    const told = { u: `${AT.u}?utm_source=news`, p: { param_tab: 'a' } }
    expect(say(leave, 'site.test', told)).toStrictEqual({
      n: 'engagement',
      ...AT,
      ...told,
      e: 2032,
      sd: 73,
    })
  })

  test('of a view that was not told has the page’s address', () => {
    expect(say(leave)).toStrictEqual({ n: 'engagement', ...AT, e: 2032, sd: 73 })
  })

  test('has no scroll depth where none was measured, and may have no time', () => {
    const { maxScroll: _, ...unmeasured } = leave
    expect(say(unmeasured)).toStrictEqual({ n: 'engagement', ...AT, e: 2032 })
    expect(say({ ...leave, activeDuration: 0 })).toMatchObject({ e: 0, sd: 73 })
    expect(say({ ...leave, maxScroll: 0 })).toMatchObject({ e: 2032, sd: 0 })
  })

  test('is none where neither is known, which Plausible would refuse', () => {
    const { maxScroll: _, ...unseen } = { ...leave, activeDuration: 0.0004 }
    expect(say(unseen)).toBe('not-supported')
  })
})

describe('an event of the application', () => {
  test('is told by its name, with texts, in the page where it happened', () => {
    const properties = { formId: 'f_1', fields: 3, tags: ['a'] }
    const told = { u: AT.u, p: { param_tab: 'a' } }
    expect(say({ ...track, properties, remarks: REMARKS }, 'site.test', told)).toStrictEqual({
      n: 'Form Created',
      ...AT,
      p: { formId: 'f_1', fields: '3' },
    })
  })

  test('outside of any page that was told is the site’s', () => {
    expect(say(track, 'site.test,all.test')).toStrictEqual({
      n: 'Form Created',
      u: 'https://site.test/',
      d: 'site.test,all.test',
      r: null,
    })
  })

  test.each(['pageview', 'engagement'])('may not be taken for Plausible’s own: %s', (name) => {
    expect(say({ ...track, name })).toBe('not-supported')
  })

  test('is refused where its name is longer than Plausible takes, in characters', () => {
    expect(say({ ...track, name: '🙂'.repeat(120) }).n).toHaveLength(240)
    expect(say({ ...track, name: 'a'.repeat(121) })).toBe('too-large')
  })
})

test('people and groups are unknown to Plausible, and a sign-out is nothing to say', () => {
  const person = { traits: { plan: 'pro' } }
  expect(say({ ...BASE, ...person, type: 'identify', userId: 'u1' })).toBe('not-supported')
  const group = { ...person, groupType: 'team', groupKey: 't1' }
  expect(say({ ...BASE, ...group, type: 'group' })).toBe('not-supported')
  expect(say({ ...BASE, type: 'reset' })).toBeUndefined()
})
