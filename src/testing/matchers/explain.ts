import type { MatcherContext } from './matcher-context.ts'
import { comparable, nearestOf } from './nearest-record.ts'
import type { Answer, Question } from './question.ts'
import { whatDidNot } from './what-did-not.ts'
import { times } from './words.ts'

/** How many of anything are listed. */
const MOST = 10

/**
 * Says why an expectation was not met: what was expected, what came nearest, and what became of
 * the rest.
 *
 * @param named - the events of that name
 * @param matching - those of them that are as expected
 */
export function explain(
  context: MatcherContext,
  question: Question,
  named: readonly Answer[],
  matching: readonly Answer[],
): string {
  const { matcher, name, expected, times: wanted } = question
  const { matcherHint, printExpected } = context.utils
  const parts = [name, expected, wanted === undefined ? undefined : { times: wanted }]
  while (parts.at(-1) === undefined) parts.pop()
  const call = matcherHint(
    matcher,
    'telemetry',
    parts.map((part) => oneLine(printExpected(part))).join(', '),
    {
      isNot: context.isNot ?? false,
    },
  )
  const paragraphs = context.isNot
    ? [listOf(context, question, matching)]
    : [...whatCame(context, question, named, matching), ...whatDidNot(context, question)]
  return [call, ...paragraphs].join('\n\n')
}

/** Of an expectation with `.not`, all that should not be there. */
function listOf(
  { utils }: MatcherContext,
  { name }: Question,
  matching: readonly Answer[],
): string {
  const lines = matching
    .slice(0, MOST)
    .map(({ shown }) => `  ${oneLine(utils.printReceived(shown))}`)
  const more = matching.length > MOST ? ['  …'] : []
  const head = `${utils.printReceived(name)} was sent ${times(matching.length)}:`
  return [head, ...lines, ...more].join('\n')
}

function whatCame(
  context: MatcherContext,
  question: Question,
  named: readonly Answer[],
  matching: readonly Answer[],
): string[] {
  const { name, expected, times: wanted, sent, none, meant, because } = question
  const { printReceived, printExpected } = context.utils
  if (matching.length > 0) {
    return [`It was sent ${times(matching.length)}, and not ${times(wanted!)}.`]
  }
  const nearest = expected && nearestOf(context, named, expected)
  if (nearest) return [differing(context, expected, nearest, named.length), ...remarked(nearest)]
  if (sent.length === 0) return [none]
  const hint = meant ? ` Did you mean ${printReceived(meant)}?` : ''
  return [
    `No ${printExpected(name)} was sent.${hint}${because ? ` ${because}` : ''}`,
    `Sent: ${namesOf(sent)
      .map(([text, count]) => `${printReceived(text)}${count}`)
      .join(', ')}`,
  ]
}

function differing(
  { utils }: MatcherContext,
  expected: object,
  { name, shown }: Answer,
  count: number,
): string {
  const other = Object.keys(shown).filter((key) => !Object.hasOwn(expected, key))
  return [
    count > 1
      ? `${utils.printReceived(name)} was sent ${times(count)}, none like that. The nearest:`
      : `${utils.printReceived(name)} was sent, but not like that:`,
    utils.diff(expected, comparable(shown, expected), {
      aAnnotation: 'Expected',
      bAnnotation: 'Sent',
    }),
    ...(other.length > 0 ? [`It had as well: ${other.join(', ')}`] : []),
  ].join('\n\n')
}

/** What of the nearest event was changed for privacy may be what is missing. */
function remarked({ remarks = [] }: Answer): string[] {
  const lines = remarks.map(({ at, what, why }) => `  ${at} was ${what}: ${why}`)
  return lines.length > 0 ? [['Before it was sent:', ...lines].join('\n')] : []
}

/** @example oneLine('Object {\n  "a": 1,\n}') // '{ "a": 1 }' */
function oneLine(printed: string): string {
  return printed
    .replace(/(?:Object|Array) (?=[{[])/g, '')
    .replace(/,\n\s*(?=[}\]])/g, ' ')
    .replace(/\n\s*/g, ' ')
}

/** Each name once, with how often. */
function namesOf(sent: readonly Answer[]): (readonly [name: string, count: string])[] {
  const counts = new Map<string, number>()
  for (const { name } of sent) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => [name, count > 1 ? ` ${times(count)}` : ''] as const)
}
