const KINDS = [
  'card',
  'email',
  'iban',
  'ip',
  'jwt',
  'key',
  'long',
  'masked',
  'person',
  'phone',
  'secret',
  'ssn',
  'token',
  'url',
  'user',
] as const

/** What was found in a text. Each has one marker, `[email]`, that no rule of ours matches. */
export type MaskKind = (typeof KINDS)[number]

/** What stands in for a match. */
export function markerOf(kind: MaskKind): string {
  return `[${kind}]`
}

/** Whether a text is a marker and nothing else. */
export function isMarker(text: string): boolean {
  return KINDS.some((kind) => text === markerOf(kind))
}

/**
 * One thing that is looked for. Bounded: from any one character on, a pattern looks at a fixed
 * number of others before it gives up, so that its time grows with the length of the text and no
 * faster. An unbounded quantifier only stands where nothing that is required follows it.
 */
export interface MaskRule {
  readonly kind: MaskKind
  /** What every match holds, and few other texts: cheaper to look for than the pattern. */
  readonly hint: RegExp
  /** Global, and only used with `replace`, which keeps no state from one text to the next. */
  readonly pattern: RegExp
  /** Whether a match is one, where a pattern alone cannot tell. */
  readonly accepts?: (match: string) => boolean
  /** How much of an accepted match is meant, in characters; all of it by default. */
  readonly measure?: (match: string) => number
}

/** A text in which matches were replaced, and what they were: each kind once, first found first. */
export interface Masked {
  readonly text: string
  readonly found: readonly MaskKind[]
}

/** Replaces what the rules match, one rule after the other. */
export function applyRules(text: string, rules: readonly MaskRule[]): Masked {
  const found = new Set<MaskKind>()
  let masked = text
  for (const rule of rules) {
    if (!rule.hint.test(masked)) continue
    const before = masked
    masked = applyRule(masked, rule)
    if (masked !== before) found.add(rule.kind)
  }
  return { text: masked, found: [...found] }
}

/** Replaces what one rule matches, without a look at its hint. */
export function applyRule(text: string, rule: MaskRule): string {
  const { pattern, accepts, measure } = rule
  const marker = markerOf(rule.kind)
  return text.replace(pattern, (match) => {
    // An empty match says nothing, and would put markers between any two characters.
    if (match === '' || accepts?.(match) === false) return match
    return measure ? marker + match.slice(measure(match)) : marker
  })
}
