import type { PlainRecord, PlainValue, TelemetryEvent } from '../events.ts'
import { createRemarks, type TakeRemark } from '../privacy/remark.ts'
import type { PersonTerms } from './person-terms.ts'

/**
 * Takes what the application said of people out of everything else that it says: their ids, and
 * what it called their names. Where a site is one user to the vendor, `track('Assigned', { to:
 * userId })` would tell people apart again.
 *
 * Route patterns, and labels of pages in code, are the developer's own and stay as they are.
 *
 * @returns the event, or a copy without them; `null` where the id of a group is one
 */
export function hidePerson(event: TelemetryEvent, terms: PersonTerms): TelemetryEvent | null {
  const { remarks, take } = createRemarks()
  const text = (value: string, at: string): string => hideInText(value, at, terms, take)
  const record = <T extends object>(value: T, at: string): T =>
    hideInRecord(value as unknown as PlainRecord, at, terms, take) as unknown as T
  const hidden = ((): TelemetryEvent | null => {
    switch (event.type) {
      case 'track': {
        const name = text(event.name, 'track')
        return { ...event, name, properties: record(event.properties, `track.${name}`) }
      }
      case 'group': {
        const { groupType, groupKey, traits } = event
        if (text(groupType, '') !== groupType || text(groupKey, '') !== groupKey) return null
        return { ...event, traits: record(traits, `group.${groupType}`) }
      }
      case 'page': {
        const { title, params, query, campaign } = event
        return {
          ...event,
          ...(title !== undefined && { title: text(title, 'page.title') }),
          ...(params && { params: record(params, 'page.params') }),
          ...(query && { query: record(query, 'page.query') }),
          ...(campaign && { campaign: record(campaign, 'page.campaign') }),
        }
      }
      default:
        return event
    }
  })()
  if (!hidden || (remarks.length === 0 && !event.remarks)) return hidden
  return { ...hidden, remarks: withoutPerson([...(event.remarks ?? []), ...remarks], terms) }
}

function withoutPerson(
  remarks: NonNullable<TelemetryEvent['remarks']>,
  terms: PersonTerms,
): TelemetryEvent['remarks'] {
  return remarks.map((remark) => ({ ...remark, at: terms.hideIn(remark.at).text }))
}

function hideInText(value: string, at: string, terms: PersonTerms, take: TakeRemark): string {
  const { text, found } = terms.hideIn(value)
  if (found.length > 0) take({ at, what: 'masked', why: 'person' })
  return text
}

function hideInRecord(
  record: PlainRecord,
  path: string,
  terms: PersonTerms,
  take: TakeRemark,
): PlainRecord {
  const entries = Object.entries(record).flatMap(([key, value]) => {
    const name = hideInText(key, path, terms, take)
    const safe = hideInValue(value, `${path}.${name}`, terms, take)
    return safe === undefined ? [] : [[name, safe] as const]
  })
  return Object.fromEntries(entries)
}

/** @returns nothing where a number is somebody's id */
function hideInValue(
  value: PlainValue,
  at: string,
  terms: PersonTerms,
  take: TakeRemark,
): PlainValue | undefined {
  if (typeof value === 'string') return hideInText(value, at, terms, take)
  if (typeof value === 'number') {
    if (!terms.has(value)) return value
    take({ at, what: 'dropped', why: 'person' })
    return undefined
  }
  if (Array.isArray(value)) {
    const items = value.map((item: PlainValue) => hideInValue(item, at, terms, take))
    return items.filter((item) => item !== undefined)
  }
  return value && typeof value === 'object'
    ? hideInRecord(value as PlainRecord, at, terms, take)
    : value
}
