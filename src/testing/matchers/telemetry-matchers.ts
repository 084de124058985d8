import type { PageEvent, PlainRecord } from '../../events.ts'
import type { Recorded } from '../telemetry/recorded.ts'
import { ask } from './ask.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import { nearestText } from './nearest-text.ts'
import { meantRoute } from './meant-route.ts'
import { nameOf, type Question } from './question.ts'

export interface TimesOption {
  /**
   * How often, exactly.
   *
   * @default at least once
   */
  readonly times?: number
}

/** What may be expected of a page, each as `toMatchObject` compares it. */
export interface ExpectedView extends TimesOption {
  readonly title?: unknown
  readonly params?: unknown
  readonly query?: unknown
  readonly campaign?: unknown
  /** The name of the route. */
  readonly name?: unknown
}

/** The matchers as `expect` has them. */
export interface TelemetryMatchers<Returned = void> {
  /**
   * Something was tracked and sent.
   *
   * @param properties - a part of its properties, as `toMatchObject` compares it; asymmetric
   * matchers such as `expect.any(Number)` work
   * @example expect(telemetry).toHaveTracked('Form Created', { kind: 'issue' }, { times: 1 })
   */
  toHaveTracked(
    name: string,
    properties?: Readonly<Record<string, unknown>>,
    options?: TimesOption,
  ): Returned
  /**
   * A page was viewed, and the view was sent.
   *
   * @param route - the pattern of the route, `/teams/:team`, or its label
   * @example expect(telemetry).toHaveViewed('/teams/:team', { title: 'Team', times: 1 })
   */
  toHaveViewed(route: string, page?: ExpectedView): Returned
}

/**
 * Matchers for `expect.extend`, of vitest and of jest. `vue-telemetry/testing/vitest` extends
 * vitest's `expect` by itself.
 *
 * @example expect.extend(telemetryMatchers)
 */
export const telemetryMatchers = {
  toHaveTracked(
    this: MatcherContext,
    received: unknown,
    name: string,
    properties?: Readonly<Record<string, unknown>>,
    { times }: TimesOption = {},
  ): MatcherResult {
    const recorded = requireRecorded(received, 'toHaveTracked')
    const sent = recorded.events.flatMap((event) =>
      event.type === 'track'
        ? [{ name: event.name, shown: event.properties, remarks: event.remarks }]
        : [],
    )
    return ask(this, {
      matcher: 'toHaveTracked',
      name,
      expected: properties,
      times,
      sent,
      recorded,
      none: 'Nothing was tracked.',
      meant: nearestText(name, knownNames('track', recorded, sent)),
    })
  },
  toHaveViewed(
    this: MatcherContext,
    received: unknown,
    route: string,
    { times, ...expected }: ExpectedView = {},
  ): MatcherResult {
    const recorded = requireRecorded(received, 'toHaveViewed')
    const sent = recorded.events.flatMap((event) =>
      event.type === 'page'
        ? [{ name: event.page.route, shown: shownOf(event), remarks: event.remarks }]
        : [],
    )
    return ask(this, {
      matcher: 'toHaveViewed',
      name: route,
      expected: Object.keys(expected).length > 0 ? expected : undefined,
      times,
      sent,
      recorded,
      none: NO_PAGE,
      ...meantRoute(route, knownNames('page', recorded, sent)),
    })
  },
}

const NO_PAGE =
  'No page was viewed. Pages need the router among the plugins, and a navigation: ' +
  "await router.push('/')."

/** Without type checks anything may be expected of anything. */
function requireRecorded(received: unknown, matcher: Question['matcher']): Recorded {
  const { events, dropped, waiting } = Object(received) as Partial<Recorded>
  if (events && dropped && waiting) return received as Recorded
  throw new TypeError(
    `expect(…).${matcher} is for what createTestTelemetry() returns, and this has recorded nothing.`,
  )
}

/** All that was said of one type, whatever became of it. */
function knownNames(
  type: 'track' | 'page',
  { dropped, waiting }: Recorded,
  sent: Question['sent'],
): string[] {
  const unsent = [...dropped, ...waiting].filter((one) => one.type === type)
  return [...sent.map(({ name }) => name), ...unsent.flatMap((one) => nameOf(one) ?? [])]
}

/** What may be expected of a view. */
function shownOf({ page: { name }, title, params, query, campaign }: PageEvent): PlainRecord {
  const shown = { name, title, params, query, campaign }
  return Object.fromEntries(
    Object.entries(shown).filter(([, value]) => value !== undefined),
  ) as PlainRecord
}
