import { UNREADABLE, toRules } from './custom-rules.ts'
import { decodedViews } from './decoded-views.ts'
import { isSuspicious } from './is-suspicious.ts'
import { type Masked, type MaskRule, applyRules, isMarker, markerOf } from './mask-rule.ts'
import { RULES } from './rules.ts'

/** In UTF-16 code units. No description is longer, and no pattern ever runs on more. */
const MAX_TEXT = 1024

export interface MaskOptions {
  /**
   * The application's own patterns; what they match becomes `[masked]`. The flags `g` and `y` do
   * not matter. They run on at most 1,024 characters, in the text and in its decoded views, but
   * nothing bounds the time of a pattern that is exponential.
   */
  readonly extra?: readonly RegExp[]
}

/**
 * Masks what looks like a secret, or like a person's address or number, in one text. Best effort:
 * a name, or a password in a sentence, looks like any other word.
 *
 * Each match is replaced by its marker, `[email]`. The whole text is where it has more than 1,024
 * characters, and where there is something to find only after decoding (see `decodedViews`) or
 * after a first replacement. So masking twice is masking once.
 */
export function maskText(text: string, { extra = [] }: MaskOptions = {}): Masked {
  if (text.length > MAX_TEXT) return { text: markerOf('long'), found: ['long'] }
  if (extra.length === 0) return isSuspicious(text) ? maskBy(text, RULES) : { text, found: [] }
  // A pattern may match a marker as well: it is what masking ends with.
  if (isMarker(text)) return { text, found: [] }
  try {
    // After ours: what they replace would tear apart what ours would have found.
    const masked = isSuspicious(text) ? maskBy(text, RULES) : { text, found: [] }
    if (isMarker(masked.text)) return masked
    const more = maskBy(masked.text, [...RULES, ...toRules(extra)])
    return { text: more.text, found: [...new Set([...masked.found, ...more.found])] }
  } catch {
    return UNREADABLE
  }
}

/**
 * Whether an id, a group's key or a name would be masked. Such an id is refused: masked, it would
 * be the same for everybody.
 */
export function wouldMask(id: string, options?: MaskOptions): boolean {
  return maskText(id, options).text !== id
}

/** Masks by some rules alone, in the text and in what it says to those who decode it. */
export function maskBy(text: string, rules: readonly MaskRule[]): Masked {
  const masked = applyRules(text, rules)
  const hidden = findHidden(masked, rules)
  if (hidden.length === 0) return masked
  const found = [...new Set([...masked.found, ...hidden])]
  return { text: markerOf(found[0]!), found }
}

/** What a masked text still holds: decoded, or because a replacement has drawn a new boundary. */
function findHidden({ text, found }: Masked, rules: readonly MaskRule[]): Masked['found'] {
  if (text.length > MAX_TEXT) return ['long']
  const views = found.length > 0 ? [text, ...decodedViews(text)] : decodedViews(text)
  for (const view of views) {
    const { found: hidden } = applyRules(view, rules)
    if (hidden.length > 0) return hidden
  }
  return []
}
