import { maskBy } from '../privacy/mask/mask-text.ts'
import type { Masked, MaskRule } from '../privacy/mask/mask-rule.ts'
import { isPrivateKey } from '../privacy/mask/private-key.ts'

/** What the application said of people: their ids, and texts under keys that say they are private. */
export interface PersonTerms {
  learn(userId: string, traits: unknown): void
  /** Replaces what is one of them, or has one in it, as it is or encoded. */
  hideIn(text: string): Masked
  /** Whether a number is somebody's id. */
  has(number: number): boolean
}

/** In characters. A shorter text is looked for as a whole only: every other one would hold it. */
const LEAST = 4

/** In characters; what is longer is no id and no name. */
const MOST = 200

/** How many are remembered: a page sees few people, and each costs time with every event. */
const ROOM = 500

export function createPersonTerms(): PersonTerms {
  const terms = new Set<string>()
  let rules: readonly MaskRule[] = []

  const add = (text: string): void => {
    // Texts are looked at as they are, and normalised.
    for (const term of [text.trim(), text.normalize('NFKC').trim()]) {
      if (term && term.length <= MOST && terms.size < ROOM) terms.add(term)
    }
  }
  const addTexts = (value: unknown, isPrivate: boolean): void => {
    if (typeof value === 'string') {
      if (isPrivate && value.length >= LEAST) add(value)
    } else if (value && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        addTexts(inner, isPrivate || (!Array.isArray(value) && isPrivateKey(key)))
      }
    }
  }
  return {
    learn(userId, traits) {
      const before = terms.size
      add(userId)
      addTexts(traits, false)
      if (terms.size > before) rules = toRules(terms)
    },
    hideIn: (text) => (rules.length > 0 ? maskBy(text, rules) : { text, found: [] }),
    has: (number) => terms.has(String(number)),
  }
}

/** One that stands alone, and one for what may stand within a text, between its words. */
function toRules(terms: ReadonlySet<string>): MaskRule[] {
  // The longest first: of two that begin alike it is the one that is meant.
  const sources = [...terms].toSorted((a, b) => b.length - a.length).map(escape)
  const within = sources.filter((_, index) => sources[index]!.length >= LEAST)
  const alone = toRule(`^\\s*(?:${sources.join('|')})\\s*$`)
  if (within.length === 0) return [alone]
  return [alone, toRule(`(?<![\\p{L}\\p{N}])(?:${within.join('|')})(?![\\p{L}\\p{N}])`)]
}

function toRule(source: string): MaskRule {
  return { kind: 'person', hint: new RegExp(source, 'iu'), pattern: new RegExp(source, 'giu') }
}

function escape(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&')
}
