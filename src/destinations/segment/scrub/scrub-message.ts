import { allowIntegrations, type AllowedIntegrations } from './allow-integrations.ts'
import { isRecord } from './is-record.ts'
import { scrubContext } from './scrub-context.ts'

/** A message as the SDK holds it: plain data, but for dates. */
export type SegmentMessage = Readonly<Record<string, unknown>>

export interface ScrubOptions {
  /**
   * The destinations behind Segment that messages may go to, by their names in Segment's catalogue.
   * All others are switched off for each message; `'unchanged'` leaves that to the application.
   *
   * @default {} Segment itself, and nobody else
   */
  integrations?: AllowedIntegrations
}

/** What a message may hold; what a later version of the SDK adds stays home. */
const ALLOWED = [
  'type',
  'messageId',
  'timestamp',
  'userId',
  'anonymousId',
  'groupId',
  'previousId',
  'from',
  'to',
  'event',
  'traits',
  'properties',
] as const

/** What the SDK writes into the properties of a page view, from the address and the document. */
const OF_THE_PAGE = ['path', 'referrer', 'search', 'title', 'url']

/** What the application calls a page. */
const NAMES = ['name', 'category']

/**
 * Builds a message without anything that the SDK has read from the address, the referrer or the
 * document: afresh from lists, so that what is not known is not sent.
 *
 * Names and categories of pages are the application's words, and stay, unless they hold what was
 * read: `analytics.page(document.title)` says the title by another name. What else an application
 * passes, as properties, traits and ids, is its own affair and is left alone.
 *
 * Once more on its own result it changes nothing, since the SDK runs its hooks again on a retry.
 *
 * @example
 * scrubMessage({ type: 'page', properties: { url: 'https://…?token=…', plan: 'pro' }, context })
 * // { type: 'page', properties: { plan: 'pro' }, context: { ip: '0.0.0.0', … },
 * //   integrations: { All: false, 'Segment.io': true } }
 */
export function scrubMessage(
  message: SegmentMessage,
  { integrations = {} }: ScrubOptions = {},
): Record<string, unknown> {
  const isPage = message.type === 'page'
  const read = isPage ? whatWasRead(message) : []
  const isRead = (value: unknown): boolean =>
    read.some((text) => typeof value === 'string' && value.includes(text))
  const kept = Object.entries(message).filter(
    ([key, value]) => isOneOf(ALLOWED, key) || (isOneOf(NAMES, key) && !isRead(value)),
  )
  return {
    ...Object.fromEntries(kept),
    ...(isPage && { properties: withoutPage(message.properties, isRead) }),
    context: scrubContext(message.context),
    integrations: allowIntegrations(message.integrations, integrations),
  }
}

/** The texts of the page as the SDK has read them. One character, as the path `/`, says nothing. */
function whatWasRead({ properties, context }: SegmentMessage): string[] {
  const sources = [properties, isRecord(context) ? context.page : undefined].filter(isRecord)
  return sources
    .flatMap((source) => OF_THE_PAGE.map((key) => source[key]))
    .filter((text): text is string => typeof text === 'string' && text.length > 1)
}

function withoutPage(
  properties: unknown,
  isRead: (value: unknown) => boolean,
): Record<string, unknown> {
  if (!isRecord(properties)) return {}
  const kept = Object.entries(properties).filter(
    ([key, value]) => !OF_THE_PAGE.includes(key) && !(NAMES.includes(key) && isRead(value)),
  )
  return Object.fromEntries(kept)
}

function isOneOf(list: readonly string[], key: string): boolean {
  return list.includes(key)
}
