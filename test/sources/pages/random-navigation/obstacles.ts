import type { Place, Registered } from './places.ts'
import type { Guard, Switch } from './routes.ts'

export interface Navigation {
  readonly to: Place
  readonly from: Place
  /** What is on the page by then; only a component that is there is asked whether it is left. */
  readonly rendered: readonly Registered[]
  readonly kind: 'push' | 'replace' | 'pop'
  /** By how much it was to move in the history. */
  readonly delta: number
}

/** What a navigation has to get past. */
export interface Obstacle extends Guard {
  readonly label: string
  /** It has been got past. */
  passed?(): void
}

export type Outcome = Exclude<Guard['says'], 'throw' | 'reject'> | 'error'

/**
 * What is in the way of a navigation, in the order in which vue-router documents it. Between two
 * phases a navigation finds out that another has overtaken it; within one it does not.
 */
export function phasesOf(
  { to, from, rendered }: Navigation,
  switches: ReadonlySet<Switch>,
): (() => Obstacle[])[] {
  const leaving = from.chain.filter((record) => !to.chain.includes(record)).toReversed()
  const entering = to.chain.filter((record) => !from.chain.includes(record))
  const target = to.chain.slice(-1)
  const stop = { says: 'stop', during: 'nothing-goes', label: 'app' } as const
  const fail = { says: 'throw', during: 'resolve-throws', label: 'app' } as const
  return [
    () =>
      guards(
        'leave',
        leaving.filter((record) => rendered.includes(record)),
      ),
    // A hook that says no to everything is asked first.
    () => [stop, ...(switches.has('nothing-goes') ? [] : guards('each', target))],
    () => guards('enter', entering),
    () => entering.flatMap(chunkOf),
    () => [fail, ...guards('resolve', target)],
  ]
}

export function outcomeOf(obstacle: Obstacle, switches: ReadonlySet<Switch>): Outcome {
  const { says, during } = obstacle
  if (says === 'pass' || (during && !switches.has(during))) {
    obstacle.passed?.()
    return 'pass'
  }
  return says === 'throw' || says === 'reject' ? 'error' : says
}

function guards(
  moment: 'leave' | 'each' | 'enter' | 'resolve',
  records: readonly Registered[],
): Obstacle[] {
  return records.flatMap(({ spec }) => {
    const guard = spec[moment]
    return guard ? [{ ...guard, label: `${moment} ${spec.id}` }] : []
  })
}

function chunkOf(record: Registered): Obstacle[] {
  const { id, load } = record.spec
  if (!load || record.loaded) return []
  record.attempts += 1
  const fails = load.endsWith('broken') || (load === 'flaky' && record.attempts === 1)
  return [
    {
      says: fails ? 'throw' : 'pass',
      label: `load ${id}`,
      ...(load.startsWith('held') && { held: true }),
      passed: () => void (record.loaded = true),
    },
  ]
}
