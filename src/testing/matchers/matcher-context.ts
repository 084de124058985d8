/** What `expect.extend` of vitest and of jest gives a matcher as `this`, as far as it is used. */
export interface MatcherContext {
  readonly isNot?: boolean
  readonly customTesters?: unknown[]
  equals(one: unknown, other: unknown, testers?: unknown[]): boolean
  readonly utils: {
    readonly iterableEquality: unknown
    readonly subsetEquality: unknown
    matcherHint(
      name: string,
      received?: string,
      expected?: string,
      options?: { isNot?: boolean; secondArgument?: string },
    ): string
    printExpected(value: unknown): string
    printReceived(value: unknown): string
    diff(
      expected: unknown,
      received: unknown,
      options?: { aAnnotation?: string; bAnnotation?: string },
    ): string | null | undefined
  }
}

export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/** Whether a record has what is expected of it, and maybe more, as `toMatchObject` sees it. */
export function includes(context: MatcherContext, record: object, expected: object): boolean {
  const { iterableEquality, subsetEquality } = context.utils
  const testers = [...(context.customTesters ?? []), iterableEquality, subsetEquality]
  return context.equals(record, expected, testers)
}
