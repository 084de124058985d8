import * as fc from 'fast-check'
import { ADDRESSES, NAMED } from './addresses.ts'
import { GROUPS, STANDSTILLS, SWITCHES } from './routes.ts'
import type { Move, Step } from './steps.ts'

const SUFFIXES = ['', '?tab=1', '?tab=2', '#top', '?tab=1#top']

const some = (pattern: RegExp) =>
  fc.constantFrom(...Object.keys(ADDRESSES).filter((path) => pattern.test(path)))

/** Plain pages come first: what fails is made simpler towards them. */
const path = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: some(/^\/(teams\/?|TEAMS|teams\/[^/]+\/?|about|about-us)?$/), weight: 8 },
  { arbitrary: some(/./), weight: 6 },
  { arbitrary: some(/slow|lazy|dialog/), weight: 5 },
  { arbitrary: some(/editor|closing|rooms|private/), weight: 3 },
  { arbitrary: some(/old|go\/|guarded/), weight: 4 },
  { arbitrary: some(/hidden|secret/), weight: 2 },
  { arbitrary: some(/extra|area|special|nowhere|nothing/), weight: 3 },
  { arbitrary: some(/reports|analysis/), weight: 2 },
)

const address = fc
  .tuple(path, fc.oneof({ arbitrary: fc.constant(''), weight: 4 }, fc.constantFrom(...SUFFIXES)))
  .map(([start, end]) => start + end)

const kind = fc.oneof(
  { arbitrary: fc.constant('push' as const), weight: 4 },
  { arbitrary: fc.constant('replace' as const), weight: 1 },
)

const delta = fc.constantFrom(-1, 1, -2, 2, -3, 5, -5)

const name = fc.constantFrom(...Object.keys(NAMED))

const move: fc.Arbitrary<Move> = fc.oneof(
  { arbitrary: fc.record({ at: kind, to: address }), weight: 10 },
  { arbitrary: fc.record({ at: fc.constant('go' as const), delta }), weight: 4 },
  { arbitrary: fc.record({ at: kind, name }), weight: 1 },
)

const always = <T extends Step['at']>(at: T) => fc.constant(at)

export interface Wishes {
  /** Whether consent is given and withdrawn on the way. */
  readonly consent: boolean
  /** How many steps there are at least, at which a failing walk is not made shorter. */
  readonly minimum?: number
}

/** Any step; what cannot be done where it comes up is passed over. */
function anyStep({ consent }: Wishes): fc.Arbitrary<Step> {
  const group = fc.constantFrom(...GROUPS)
  const asked: fc.Arbitrary<Step> = fc.record({
    at: fc.constantFrom('grant' as const, 'deny' as const),
  })
  return fc.oneof(
    { arbitrary: move, weight: 30 },
    {
      arbitrary: fc.record({
        at: always('once'),
        moves: fc.array(move, { minLength: 1, maxLength: 4 }),
      }),
      weight: 6,
    },
    {
      arbitrary: fc.record({
        at: always('while'),
        what: fc.constantFrom(...STANDSTILLS),
        moves: fc.array(move, { minLength: 1, maxLength: 3 }),
      }),
      weight: 3,
    },
    { arbitrary: fc.record({ at: always('release'), which: fc.nat(3) }), weight: 14 },
    {
      arbitrary: fc.record({ at: always('switch'), what: fc.constantFrom(...SWITCHES) }),
      weight: 4,
    },
    {
      arbitrary: fc.record({ at: fc.constantFrom('add' as const, 'remove' as const), group }),
      weight: 4,
    },
    { arbitrary: fc.record({ at: always('detour'), to: address }), weight: 1 },
    { arbitrary: fc.record({ at: always('wait'), time: fc.nat(500) }), weight: 1 },
    { arbitrary: fc.record({ at: always('checkpoint') }), weight: 1 },
    { arbitrary: asked, weight: consent ? 1 : 0 },
  )
}

/** So many steps at most; fewer once a walk that fails is made shorter. */
export const anySteps = (count: number, wishes: Wishes): fc.Arbitrary<Step[]> =>
  fc.array(anyStep(wishes), { minLength: wishes.minimum ?? 0, maxLength: count, size: 'max' })
