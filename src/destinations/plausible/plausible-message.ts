import type { LeaveEvent, Page, PageEvent, TelemetryEvent, TrackEvent } from '../../events.ts'
import type { Refusal } from '../destination.ts'
import { toProps, type PlausibleProps } from './plausible-props.ts'

/** What an event says of the page in which it happened. */
export interface PlausiblePage {
  /** The pattern of the page's route under the site's domain; at most 2,000 bytes. */
  readonly u: string
  /** Properties. */
  readonly p?: PlausibleProps
}

/**
 * An event as Plausible takes it (https://plausible.io/docs/events-api, and for `e` and `sd` its
 * tracker/src/engagement.js). There is no time, no id and nobody in it.
 */
export interface PlausibleMessage extends PlausiblePage {
  /** The name: `pageview`, `engagement` or the application's; at most 120 characters. */
  readonly n: string
  /** The site, or several separated by commas. */
  readonly d: string
  /** The referrer: never one. */
  readonly r: null
  /** For how long the page was looked at, in milliseconds. */
  readonly e?: number
  /** How much of the page was seen, in percent. */
  readonly sd?: number
}

// The limits of Plausible's lib/plausible/ingestion/request.ex: it refuses what is beyond.
const URL_BYTES = 2000
const NAME_LENGTH = 120

/** What these names mean to Plausible is told by pages, and never by `track`. */
const OWN_NAMES = ['pageview', 'engagement']

/** Stands for the host of a page where it is not to be told, `NO_ORIGIN`. */
const NO_ORIGIN = /^https:\/\/app\.invalid(?=\/)/

/**
 * Says an event in Plausible's words: from a list, so that nothing leaves that is not named here.
 *
 * @param domain - the site, or several separated by commas
 * @param page - the page in which it happened, as it was told; not for `page` itself
 * @returns why it cannot be said; `undefined` for a sign-out, which is nothing to say
 *
 * @example
 * toPlausibleMessage({ type: 'track', name: 'Form Created', properties: { fields: 3 }, … }, 'a.test',
 *   { u: 'https://a.test/forms/:form' })
 * // { n: 'Form Created', u: 'https://a.test/forms/:form', d: 'a.test', r: null, p: { fields: '3' } }
 */
export function toPlausibleMessage(
  event: TelemetryEvent,
  domain: string,
  page?: PlausiblePage,
): PlausibleMessage | Refusal | undefined {
  const about = { d: domain, r: null }
  switch (event.type) {
    case 'page':
      return withinLimits({ n: 'pageview', ...pageOf(event, domain), ...about })
    case 'leave':
      return engagement(event, { ...(page ?? { u: urlOf(event.page, domain) }), ...about })
    case 'track':
      return custom(event, { u: page?.u ?? `${siteOf(domain)}/`, ...about })
    case 'reset':
      return undefined
    default:
      return 'not-supported'
  }
}

function engagement(
  { activeDuration, maxScroll }: LeaveEvent,
  about: Omit<PlausibleMessage, 'n'>,
): PlausibleMessage | Refusal {
  const e = Math.round(activeDuration * 1000)
  // A page that nobody looked at has none: without either, Plausible takes it for a mistake.
  if (e === 0 && maxScroll === undefined) return 'not-supported'
  const sd = maxScroll === undefined ? {} : { sd: Math.round(maxScroll * 100) }
  return withinLimits({ n: 'engagement', ...about, e, ...sd })
}

function custom(
  { name, properties }: TrackEvent,
  about: Omit<PlausibleMessage, 'n'>,
): PlausibleMessage | Refusal {
  if (OWN_NAMES.includes(name)) return 'not-supported'
  return withinLimits({ n: name, ...about, ...propsOf(properties) })
}

function withinLimits(message: PlausibleMessage): PlausibleMessage | Refusal {
  const { n, u } = message
  const isTooLarge = new TextEncoder().encode(u).length > URL_BYTES || [...n].length > NAME_LENGTH
  return isTooLarge ? 'too-large' : message
}

function pageOf({ page, campaign, params, query }: PageEvent, domain: string): PlausiblePage {
  // Plausible reads campaigns from the query of the address, and from nowhere else.
  const utm = new URLSearchParams(prefixed('utm_', { ...campaign })).toString()
  return {
    u: urlOf(page, domain) + (utm && `?${utm}`),
    ...propsOf({ ...prefixed('param_', params), ...prefixed('query_', query) }),
  }
}

/** A site may be told to take events of its own hosts only, so that its domain is the host. */
function urlOf({ url }: Page, domain: string): string {
  return url.replace(NO_ORIGIN, siteOf(domain))
}

function siteOf(domain: string): string {
  return `https://${domain.split(/[,/]/)[0]!}`
}

function propsOf(values: Parameters<typeof toProps>[0]): { p?: PlausibleProps } {
  const p = toProps(values)
  return Object.keys(p).length > 0 ? { p } : {}
}

function prefixed<T>(prefix: string, values: Readonly<Record<string, T>> = {}): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]))
}
