import { explain } from './explain.ts'
import { includes, type MatcherContext, type MatcherResult } from './matcher-context.ts'
import type { Question } from './question.ts'

/** Answers a question as `expect.extend` wants it. */
export function ask(context: MatcherContext, question: Question): MatcherResult {
  const { name, expected, times, sent } = question
  const named = sent.filter((answer) => answer.name === name)
  const matching = named.filter(({ shown }) => !expected || includes(context, shown, expected))
  return {
    pass: times === undefined ? matching.length > 0 : matching.length === times,
    message: () => explain(context, question, named, matching),
  }
}
