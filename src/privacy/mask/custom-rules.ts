import { type MaskKind, type MaskRule, markerOf } from './mask-rule.ts'

const CUSTOM: MaskKind = 'masked'

/**
 * Rules from an application's own patterns. Copies of them: a pattern with the flag `g` or `y`
 * remembers where it was, and belongs to the application.
 *
 * @throws where one is no regular expression
 */
export function toRules(patterns: readonly RegExp[]): MaskRule[] {
  return patterns.map((pattern) => ({
    kind: CUSTOM,
    hint: /(?:)/,
    pattern: new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}g`),
  }))
}

/** What is left of a text where an application's pattern failed: what it was to find is unknown. */
export const UNREADABLE = { text: markerOf(CUSTOM), found: [CUSTOM] } as const
