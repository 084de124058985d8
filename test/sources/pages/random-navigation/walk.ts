import type { Router } from 'vue-router'
import { NAMED } from './addresses.ts'
import type { Model } from './model.ts'
import { idsOf } from './places.ts'
import { ROUTES } from './routes.ts'
import { tell, type Move, type Step } from './steps.ts'
import { buildRoute, type World } from './world.ts'

/** An app under way, and what a step needs of it. */
export interface Walk {
  readonly router: Router
  readonly world: World
  readonly model: Model
  /** Waits until the router has come as far as it does by itself. */
  rest(): Promise<void>
  wait(time: number): Promise<void>
  /** Everything counted so far is to be as the model has it. */
  checkpoint(): Promise<void>
  grant(): Promise<void>
  deny(): Promise<void>
}

/**
 * A browser keeps fifty entries, and moves later than it is asked to. So that it stays known what
 * it does: not too many entries, moves by themselves, and none that may have to be taken back.
 */
const MOST_ENTRIES = 40

function isPredictable(move: Move, { model }: Walk): boolean {
  const { kind, position, entries } = model.history
  if (kind === 'memory') return true
  if (model.isAhead) return false
  if (move.at !== 'go') return position < MOST_ENTRIES
  return entries[position + move.delta] !== undefined
}

/** Does the step in the app, and tells the model of it. */
export async function take(step: Step, walk: Walk): Promise<void> {
  const { router, world, model } = walk
  switch (step.at) {
    case 'once':
      for (const move of step.moves) {
        if (model.history.kind === 'memory' || move.at !== 'go') navigate(move, walk)
      }
      break
    case 'while': {
      const turn = { at: 'switch', what: step.what } as const
      for (const each of [turn, ...step.moves, turn]) await take(each, walk)
      return
    }
    case 'release': {
      if (model.waiting.length === 0) return
      const index = step.which % model.waiting.length
      world.waiting.splice(index, 1)[0]!.release()
      model.release(index)
      break
    }
    case 'switch':
      for (const { switches } of [world, model]) {
        if (!switches.delete(step.what)) switches.add(step.what)
      }
      break
    case 'detour':
      world.detour = model.detour = step.to
      break
    case 'add':
    case 'remove':
      changeRoutes(step, router, walk)
      break
    case 'push':
    case 'replace':
    case 'go':
      navigate(step, walk)
      break
    case 'wait':
      await walk.wait(step.time)
      break
    default:
      await walk[step.at]()
      if (step.at !== 'checkpoint') model.views[step.at]()
  }
  model.proceed()
  await walk.rest()
  compare(step, walk)
}

function navigate(move: Move, walk: Walk): void {
  const { router, model } = walk
  if (!isPredictable(move, walk)) return
  if (move.at === 'go') {
    router.go(move.delta)
    return model.go(move.delta)
  }
  const target = 'name' in move ? pick(NAMED[move.name]!) : move.to
  try {
    router[move.at](target as string).catch(() => {})
  } catch {
    // A name that nobody has, or a redirect of the app that throws.
  }
  if ('name' in move) model.navigateByName(move.name, move.at)
  else model.navigate(move.to, move.at)
}

const pick = ({ name, params }: (typeof NAMED)[string]) => ({ name, params })

function changeRoutes(
  { at, group }: { at: 'add' | 'remove'; group: string },
  router: Router,
  { world, model }: Walk,
): void {
  const spec = ROUTES.find((one) => one.group === group)!
  const { name = spec.id, parent } = spec
  if (at === 'add') {
    const record = buildRoute(world, spec)
    if (parent) router.addRoute(parent, record)
    else router.addRoute(record)
    model.places.add(group)
  } else if (model.places.has(name)) {
    router.removeRoute(name)
    model.places.remove(name)
  }
}

/** A mistake of the model is not one of what is tested, and says so. */
export class ModelMistake extends Error {}

/** Parameters in any order; one value as a list of it, and an empty one as none. */
const leveled = (params: Readonly<Record<string, unknown>>): unknown[] =>
  Object.entries(params)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => [name, [value].flat()])
    .toSorted()

function compare(step: Step, { router, world, model }: Walk): void {
  const { matched, fullPath, params } = router.currentRoute.value
  const actual = {
    address: fullPath,
    records: matched.map(({ meta }) => meta.id),
    params: leveled(params),
    waiting: world.waiting.map(({ label }) => label),
    entry: router.options.history.location,
  }
  const { current, waiting, history } = model
  const expected = {
    address: current.address,
    records: idsOf(current),
    params: leveled(current.params),
    waiting: waiting.map(({ obstacle }) => obstacle.label),
    entry: history.current,
  }
  if (JSON.stringify(actual) === JSON.stringify(expected)) return
  throw new ModelMistake(
    `The model is mistaken about the router after "${tell(step)}".\n` +
      `  predicted ${JSON.stringify(expected)}\n  but it is  ${JSON.stringify(actual)}`,
  )
}
