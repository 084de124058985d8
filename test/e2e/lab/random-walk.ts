import { Model } from '../../sources/pages/random-navigation/model.ts'
import type { Step } from '../../sources/pages/random-navigation/steps.ts'
import { ModelMistake, take, type Walk } from '../../sources/pages/random-navigation/walk.ts'
import {
  buildRoutes,
  createWorld,
  hookAfter,
  hookBefore,
} from '../../sources/pages/random-navigation/world.ts'
import type { Lab } from './main.ts'

const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve))

const nothing = async (): Promise<void> => {}

/** How long a browser may take to move in its history, in milliseconds. */
const PATIENCE = 3000

/** The same walk as in test/sources/pages/random-navigation, in the history of a browser. */
export function createRandomWalk(boot: Lab['boot']) {
  const world = createWorld()
  const prepare = hookBefore.bind(null, world)
  const pages = { dynamicRoutes: true }
  const booted = boot({ pages }, { routes: buildRoutes(world), prepare })
  const { router } = booted
  const model = new Model('web', router)
  hookAfter(world, router)
  const rest = createRest(model)
  const walk: Walk = {
    router,
    world,
    model,
    rest,
    wait: (time) => new Promise((resolve) => void setTimeout(resolve, time)),
    checkpoint: nothing,
    grant: nothing,
    deny: nothing,
  }
  return {
    booted,
    /** @returns what is to be counted, the end of the last page included */
    async take(steps: readonly Step[]): Promise<string[]> {
      // Where the browser begins has to be known before anybody moves.
      await rest()
      for (const step of steps) await take(step, walk)
      while (model.waiting.length > 0) await take({ at: 'release', which: 0 }, walk)
      model.views.end()
      return model.views.trail
    },
  }
}

/** Waits until the browser has told of each move in its history that the model knows of. */
function createRest({ history }: Model): () => Promise<void> {
  let pops = 0
  let start: number | undefined
  const position = (): number => (window.history.state as { position: number }).position
  window.addEventListener('popstate', () => (pops += 1))
  return async () => {
    start ??= position() - history.position
    for (const began = Date.now(); pops < history.pops && Date.now() < began + PATIENCE;) {
      await turn()
    }
    await turn()
    if (pops === history.pops && position() - start === history.position) return
    throw new ModelMistake(
      `The model is mistaken about the browser, which is at entry ${position() - start} ` +
        `of ${history.position}, by ${pops} of ${history.pops} moves.`,
    )
  }
}

declare global {
  interface Window {
    walk: ReturnType<typeof createRandomWalk>
  }
}
