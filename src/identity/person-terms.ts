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

/**
 * In letters. A shorter text is looked for as a whole only: every other one would hold it. A Han
 * or Hangul character says as much as two letters, and most names have two or three.
 */
const LEAST = 4
const DENSE = /[\p{Script=Han}\p{Script=Hangul}]/gu

/** Scripts without spaces between words, and Hangul, in which particles follow without one. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar']

/** In characters; what is longer is no id and no name. */
const MOST = 200

/** How many are remembered: a page sees few people, and each costs time with every event. */
const ROOM = 500

export function createPersonTerms(): PersonTerms {
  const terms = new Set<string>()
  /** Made when they are needed: most people are seen where nothing is hidden. */
  let rules: readonly MaskRule[] | null = null

  const add = (text: string): void => {
    // Texts are looked at as they are, and normalised.
    for (const term of [text.trim(), text.normalize('NFKC').trim()]) {
      if (term && term.length <= MOST && terms.size < ROOM) terms.add(term)
    }
  }
  const addTexts = (value: unknown, isPrivate: boolean): void => {
    if (typeof value === 'string') {
      if (isPrivate && isLong(value)) add(value)
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
      if (terms.size > before) rules = null
    },
    hideIn(text) {
      if (terms.size === 0) return { text, found: [] }
      rules ??= toRules(terms)
      return maskBy(text, rules)
    },
    has: (number) => terms.has(String(number)),
  }
}

/** One that stands alone, and one for what may stand within a text, between its words. */
function toRules(terms: ReadonlySet<string>): MaskRule[] {
  // The longest first: of two that begin alike it is the one that is meant.
  const sources = [...terms].toSorted((a, b) => b.length - a.length)
  const within = sources.filter(isLong).map(escape)
  const alone = toRule(`^\\s*(?:${sources.map(escape).join('|')})\\s*$`)
  if (within.length === 0) return [alone]
  return [alone, toRule(`(?<!${OTHER_WORD})(?:${within.join('|')})(?!${OTHER_WORD})`)]
}

/** A letter or digit that belongs to the same word as its neighbour. */
const OTHER_WORD = `(?!${anyOf(UNSPACED)})[\\p{L}\\p{N}]`

function anyOf(scripts: readonly string[]): string {
  return `[${scripts.map((script) => `\\p{scx=${script}}`).join('')}]`
}

function isLong(text: string): boolean {
  return text.replace(DENSE, '--').length >= LEAST
}

function toRule(source: string): MaskRule {
  return { kind: 'person', hint: new RegExp(source, 'iu'), pattern: new RegExp(source, 'giu') }
}

function escape(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&')
}
