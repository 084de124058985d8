import { isRecord } from './is-record.ts'

/** Texts that may leave. They tell of the browser, or the application has put them there. */
const TEXTS = ['userAgent', 'locale', 'timezone', 'groupId'] as const

/**
 * Builds the context of a message afresh. Of what surrounds a message the SDK knows the address,
 * the referrer, the title, the campaign, the ids of advertisements and fine details of the device,
 * and later versions may know more; only what is listed here leaves.
 *
 * - `library`, by name and version, `userAgent`, `locale` and `timezone`
 * - `groupId`, `active` and `traits`, which the application puts there
 * - `consent`, by which Segment holds destinations to what a person has agreed to
 * - `ip`, always `'0.0.0.0'`: without it Segment takes the address of the sender
 */
export function scrubContext(context: unknown): Record<string, unknown> {
  const given = isRecord(context) ? context : {}
  const texts = TEXTS.filter((key) => typeof given[key] === 'string')
  const library = libraryOf(given)
  const consent = isRecord(given.consent) ? given.consent.categoryPreferences : undefined
  return {
    ...Object.fromEntries(texts.map((key) => [key, given[key]])),
    ...(typeof given.active === 'boolean' && { active: given.active }),
    ...(isRecord(given.traits) && { traits: given.traits }),
    ...(isRecord(consent) && { consent: { categoryPreferences: flagsOf(consent) } }),
    ...(library && { library }),
    ip: '0.0.0.0',
  }
}

/** Who made the message, as the SDK says it. */
export function libraryOf(context: unknown): { name: string; version: string } | undefined {
  const library = isRecord(context) ? context.library : undefined
  if (!isRecord(library)) return undefined
  const { name, version } = library
  return typeof name === 'string' && typeof version === 'string' ? { name, version } : undefined
}

function flagsOf(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => typeof value === 'boolean'),
  )
}
