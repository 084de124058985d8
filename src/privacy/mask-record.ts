import type { PlainRecord, PlainValue } from '../events.ts'
import type { Masked } from './mask/mask-rule.ts'
import { isPrivateKey } from './mask/private-key.ts'
import type { TakeRemark } from './remark.ts'

export interface RecordMaskRules {
  /** Masks one text. */
  readonly mask: (text: string) => Masked
  /** Reads one key. */
  readonly readKey: (key: string) => ReadKey
  /** Paths whose values stay as they are, with all that is below them. */
  readonly allowed: ReadonlySet<string>
}

/** A key, as far as it may be said, and whether it says that its text is private. */
interface ReadKey extends Masked {
  readonly isPrivate: boolean
}

/** How many keys are remembered. A product has a few dozen, which it says again and again. */
const MOST_KEYS = 500

/** @returns what reads keys, and remembers what it has read */
export function createKeyReader(mask: RecordMaskRules['mask']): RecordMaskRules['readKey'] {
  const known = new Map<string, ReadKey>()
  return (key) => {
    const found = known.get(key)
    if (found) return found
    const read = { ...mask(key), isPrivate: isPrivateKey(key) }
    if (known.size < MOST_KEYS) known.set(key, read)
    return read
  }
}

/**
 * Masks the texts and the keys of a record, however deep. Under a key that says that its text is
 * private no text stays; counts and states do (`tokenCount: 5`, `password: true`).
 *
 * @param path - of the record itself, for what is allowed and what is remarked
 * @returns a record of its own, without a prototype
 */
export function maskRecord(
  record: PlainRecord,
  path: string,
  rules: RecordMaskRules,
  take: TakeRemark,
): PlainRecord {
  const { mask, readKey, allowed } = rules
  const maskEntries = (entries: object, above: string, isPrivate: boolean): PlainRecord => {
    const kept: Record<string, PlainValue> = Object.create(null)
    for (const [key, value] of Object.entries(entries) as [string, PlainValue][]) {
      const at = `${above}.${key}`
      if (allowed.has(at)) {
        kept[key] = value
        continue
      }
      const { text: name, found, isPrivate: isPrivateHere } = readKey(key)
      if (found.length > 0) {
        // Of keys that mask alike remains how many there were.
        kept[name] = (typeof kept[name] === 'number' ? kept[name] : 0) + 1
        take({ at: `${above}.${name}`, what: 'masked', why: found[0]! })
        continue
      }
      const safe = maskValue(value, at, isPrivate || isPrivateHere)
      if (safe !== undefined) kept[key] = safe
    }
    return kept
  }
  const maskValue = (value: PlainValue, at: string, isPrivate: boolean): PlainValue | undefined => {
    if (typeof value === 'string') {
      if (!isPrivate || value === '') return maskAt(value, at, mask, take)
      take({ at, what: 'dropped', why: 'private-key' })
      return undefined
    }
    if (Array.isArray(value)) {
      const items = value.map((item: PlainValue) => maskValue(item, at, isPrivate))
      return items.filter((item) => item !== undefined)
    }
    return value && typeof value === 'object' ? maskEntries(value, at, isPrivate) : value
  }
  return maskEntries(record, path, false)
}

/** Masks one text, and remarks what was found. */
export function maskAt(
  text: string,
  at: string,
  mask: RecordMaskRules['mask'],
  take: TakeRemark,
): string {
  const { text: masked, found } = mask(text)
  if (found.length > 0) take({ at, what: 'masked', why: found[0]! })
  return masked
}
