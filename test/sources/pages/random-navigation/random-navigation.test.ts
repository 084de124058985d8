/**
 * Walks at random through an app, and asks after each step whether the router is where a model of
 * it says, and now and then whether the pages were counted as the model says. More of it:
 * `NAVIGATION_RUNS=1000 NAVIGATION_STEPS=200`. What failed, again: `NAVIGATION_SEED=… `.
 */
import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { acceptWarnings } from '../../../helpers/expect-report.ts'
import { mountGranted, settle, useFixedClock } from '../../../helpers/mount-telemetry.ts'
import { findFaults } from './check-trail.ts'
import { anySteps } from './generate.ts'
import { Model } from './model.ts'
import { report } from './report.ts'
import type { Step } from './steps.ts'
import { take } from './walk.ts'
import { buildRoutes, createWorld, hookAfter, hookBefore } from './world.ts'

useFixedClock()

/** Not the one of the fixed clock, which would hold it for ever. */
const { setImmediate } = globalThis
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

const RUNS = Number(process.env.NAVIGATION_RUNS ?? 50)
const STEPS = Number(process.env.NAVIGATION_STEPS ?? 60)
const AGAIN = process.env.NAVIGATION_SEED
const SEEDS = AGAIN ? [Number(AGAIN)] : [1, 2, 3, 4, 5, Math.trunc(Math.random() * 2 ** 31)]

async function walk(steps: readonly Step[]): Promise<number> {
  const world = createWorld()
  const router = createRouter({ history: createMemoryHistory(), routes: buildRoutes(world) })
  const model = new Model('memory', router)
  hookBefore(world, router)
  const { fake, consent, unmount } = await mountGranted({ router, pages: { dynamicRoutes: true } })
  hookAfter(world, router)
  const checkpoint = async (): Promise<void> => {
    await settle()
    const faults = findFaults(fake.sent, model.views.trail)
    if (faults.length > 0) throw new Error(faults.join('\n'))
  }
  const under = {
    router,
    world,
    model,
    rest: turn,
    wait: async (time: number) => void (await vi.advanceTimersByTimeAsync(time)),
    checkpoint,
    async grant() {
      consent.grant()
      await settle()
    },
    async deny() {
      await settle()
      consent.deny()
      await settle()
    },
  }
  try {
    for (const step of steps) await take(step, under)
    while (model.waiting.length > 0) await take({ at: 'release', which: 0 }, under)
    await checkpoint()
    unmount()
    model.views.end()
    await checkpoint()
    return fake.sent.length
  } finally {
    unmount()
    acceptWarnings()
  }
}

test.each(SEEDS)(
  'every page is counted once, whatever the router does: seed %i',
  async (seed) => {
    const walked = { steps: 0, events: 0 }
    const steps = anySteps(STEPS, { consent: true })
    const property = fc.asyncProperty(steps, async (some) => {
      walked.steps += some.length
      walked.events += await walk(some)
    })
    const path = process.env.NAVIGATION_PATH ?? ''
    const result = await fc.check(property, { seed, numRuns: RUNS, path })
    if (result.failed) throw new Error(report(result))
    // Most of the ways lead somewhere, or little would be said by this.
    expect(path !== '' || walked.events > walked.steps / 4).toBe(true)
  },
  600_000,
)
