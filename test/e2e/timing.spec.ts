import type { AppSetUp } from './timing/bench.ts'
import { expect, test } from './timing/fixtures.ts'
import {
  measureHook,
  measureNavigations,
  measureScrolling,
  type Samples,
} from './timing/measure.ts'
import { quantile, trimmedMean } from './timing/statistics.ts'

/** What the hook of a navigation, or a listener of scroll events, may take, in microseconds. */
const HOOK_BAR = 100
/** What the hook may take with more routes, beside 10 of them. */
const FLAT_BAR = 1.5
/** Less than this, in microseconds, cannot be told from what else goes on. */
const TELLABLE = 2
/** What a navigation may take, beside one of the same app without telemetry. */
const NAVIGATION_BAR = 1.1

test.setTimeout(180_000)

/** Each time another one first, so that nobody is always measured at the same moment. */
function rotate<T>(items: readonly T[], turn: number): T[] {
  const first = turn % items.length
  return [...items.slice(first), ...items.slice(0, first)]
}

/** What the hook takes, in microseconds, without what the clock and a watcher take. */
function hookTime({ hook, control }: Samples, share = 0.5): number {
  return (quantile(hook, share) - quantile(control, share)) * 1000
}

function slice({ hook, control }: Samples, from: number, to?: number): Samples {
  return { hook: hook.slice(from, to), control: control.slice(from, to) }
}

const HOOKS: readonly [name: string, setUp: AppSetUp][] = [
  ['before consent', { telemetry: 'pending', routes: 10 }],
  ['10 routes', { telemetry: 'granted', routes: 10 }],
  ['100 routes', { telemetry: 'granted', routes: 100 }],
  ['1,000 routes', { telemetry: 'granted', routes: 1000 }],
]

test('the hook of a navigation is short, however many routes there are', async ({
  run,
  figures,
}) => {
  const slowest: Record<string, number[]> = {}
  const round = async (turn: number) => {
    const singly: Record<string, number> = {}
    const inARow: Record<string, number> = {}
    for (const [name, setUp] of rotate(HOOKS, turn)) {
      const input = { ...setUp, single: 40, batches: 8, batchSize: 40 }
      const { single, batched } = await run(measureHook, input)
      // Every other of the first twenty is the control's.
      const phases = { 'first 20': slice(single, 0, 10), later: slice(single, 10) }
      for (const [phase, samples] of Object.entries(phases)) {
        const label = `hook, ${name}, ${phase}`
        singly[label] = hookTime(samples)
        ;(slowest[label] ??= []).push(...samples.hook.map((time) => time * 1000))
      }
      // What disturbs a batch only ever makes it longer.
      inARow[name] = Math.max(hookTime(batched, 0.25), TELLABLE)
    }
    const besideTen = (name: string): number => inARow[name]! / inARow['10 routes']!
    return {
      ...singly,
      'hook, 100 routes : 10': besideTen('100 routes'),
      'hook, 1,000 routes : 10': besideTen('1,000 routes'),
    }
  }
  const barOf = (name: string): number => (name.includes(':') ? FLAT_BAR : HOOK_BAR)
  const aboveBar = await figures.measure({
    round,
    barOf,
    unitOf: (name) => (name.includes(':') ? '×' : 'µs'),
    p95Of: (name) => (slowest[name] ? quantile(slowest[name], 0.95) : null),
    atLeast: 4,
    atMost: 10,
  })
  expect(aboveBar).toEqual([])
})

test('a navigation takes hardly longer than without telemetry', async ({ run, figures }) => {
  const APPS = { bare: 'none', again: 'none', telemetry: 'granted' } as const
  type Name = keyof typeof APPS
  const round = async (turn: number) => {
    const all = {} as Record<Name, number>
    const paused = {} as Record<Name, number>
    for (const name of rotate(Object.keys(APPS) as Name[], turn)) {
      const input = { telemetry: APPS[name], routes: 10, warmUp: 40, timed: 240 }
      const samples = await run(measureNavigations, input)
      all[name] = quantile(samples.all, 0.5)
      paused[name] = quantile(samples.paused, 0.5)
    }
    return {
      'navigation : without': all.telemetry / all.bare,
      'navigation, without : without': all.again / all.bare,
      'navigation after a pause : without': paused.telemetry / paused.bare,
      'navigation after a pause, without : without': paused.again / paused.bare,
      'navigation, without': all.bare * 1000,
      'navigation, what telemetry adds': (all.telemetry - all.bare) * 1000,
    }
  }
  const aboveBar = await figures.measure({
    round,
    barOf: (name) => (name === 'navigation : without' ? NAVIGATION_BAR : null),
    unitOf: (name) => (name.includes(':') ? '×' : 'µs'),
    atLeast: 8,
    atMost: 24,
  })
  expect(aboveBar).toEqual([])
})

test('scrolling is hardly slower than without telemetry', async ({ run, figures }) => {
  const round = async (turn: number) => {
    const took = { none: 0, granted: 0 }
    for (const telemetry of rotate(['none', 'granted'] as const, turn)) {
      const { events } = await run(measureScrolling, { telemetry, routes: 10, frames: 20 })
      took[telemetry] = trimmedMean(events) * 1000
    }
    return {
      'scroll event, without': took.none,
      'scroll event, what telemetry adds': took.granted - took.none,
    }
  }
  const aboveBar = await figures.measure({
    round,
    barOf: (name) => (name.includes('adds') ? HOOK_BAR : null),
    unitOf: () => 'µs',
    atLeast: 4,
    atMost: 16,
  })
  expect(aboveBar).toEqual([])
})
