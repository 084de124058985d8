/**
 * What is measured, each by a function that runs in the page and so uses nothing of this module.
 * They give what they saw, in milliseconds; what it amounts to is worked out elsewhere.
 */
import type { AppSetUp, Route } from './bench.ts'

/** What the same took with telemetry and, at other times, without. */
export interface Samples {
  readonly hook: number[]
  readonly control: number[]
}

export interface HookSamples {
  /** One by one, within navigations that an app makes, with idle time after each. */
  readonly single: Samples
  /** The same for one of many in a row, finer than the clock. */
  readonly batched: Samples
  /** How many pages were visited. */
  readonly pages: number
}

export interface HookInput extends AppSetUp {
  readonly single: number
  readonly batches: number
  readonly batchSize: number
}

/**
 * Times what a confirmed navigation has to wait for: setting the route that telemetry follows,
 * beside setting one that is followed by a watcher that does nothing.
 */
export async function measureHook(input: HookInput): Promise<HookSamples> {
  const { shallowRef, watch } = window.lab.vue
  const mirror = shallowRef<Route>(window.lab.vueRouter.START_LOCATION)
  const { router, path, finish } = await window.bench.start(input, mirror)
  const control = shallowRef<Route>(mirror.value)
  watch(control, () => {}, { flush: 'sync' })
  const time = (target: typeof mirror, routes: readonly Route[]): number => {
    const before = performance.now()
    for (const route of routes) target.value = route
    return (performance.now() - before) / routes.length
  }
  const timeOne = (samples: Samples, routes: readonly Route[]): void => {
    // Only what comes first is timed: it makes the caches warm for what comes second.
    if (samples.hook.length > samples.control.length) {
      samples.control.push(time(control, routes))
      time(mirror, routes)
    } else {
      samples.hook.push(time(mirror, routes))
      time(control, routes)
    }
  }

  const single: Samples = { hook: [], control: [] }
  // It runs right after the router has set its own current route, before anything is rendered.
  const stop = router.afterEach((to) => timeOne(single, [to]))
  let visit = 0
  while (visit < input.single) {
    await router.push(path(visit++))
    await window.bench.settle()
  }
  stop()
  const batched: Samples = { hook: [], control: [] }
  for (let batch = 0; batch < input.batches; batch++) {
    const routes = Array.from({ length: input.batchSize }, () => router.resolve(path(visit++)))
    timeOne(batched, routes as Route[])
    await window.bench.settle()
    // The collector refuses more than a megabyte at once.
    if (batch % 5 === 4) await finish()
  }
  await finish()
  return { single, batched, pages: visit + 1 }
}

export interface NavigationSamples {
  /** Right after idle time. */
  readonly paused: number[]
  readonly all: number[]
  /** How many pages were visited. */
  readonly pages: number
}

export interface NavigationInput extends AppSetUp {
  readonly warmUp: number
  readonly timed: number
}

/** Times whole navigations, until the page is rendered. */
export async function measureNavigations(input: NavigationInput): Promise<NavigationSamples> {
  const { nextTick } = window.lab.vue
  const { router, path, finish } = await window.bench.start(input)
  const visits = input.warmUp + input.timed
  const paused: number[] = []
  const all: number[] = []
  for (let visit = 0; visit < visits; visit++) {
    // Events are made and sent in idle time.
    const pause = visit % 8 === 0
    if (pause) await window.bench.settle()
    const target = path(visit)
    const before = performance.now()
    await router.push(target)
    await nextTick()
    const took = performance.now() - before
    if (visit < input.warmUp) continue
    all.push(took)
    if (pause) paused.push(took)
  }
  await finish()
  return { paused, all, pages: visits + 1 }
}

export interface ScrollSamples {
  readonly events: number[]
  /** How many pages were visited. */
  readonly pages: number
}

export interface ScrollInput extends AppSetUp {
  readonly frames: number
}

/**
 * Times scroll events on a page of 2,000 elements: what their listeners do at once, and what
 * they ask to have done before the next frame. One event a frame, as browsers dispatch them.
 */
export async function measureScrolling(input: ScrollInput): Promise<ScrollSamples> {
  const { finish } = await window.bench.start(input)
  const inner = document.createElement('div')
  inner.style.cssText = 'height: 300px; overflow: auto'
  for (let element = 0; element < 2000; element++) {
    const row = document.createElement('p')
    row.textContent = `Row ${element}`
    ;(element % 2 ? inner : document.body).append(row)
  }
  document.body.append(inner)
  const scroll = (frame: number): Promise<number> =>
    new Promise((resolve) => {
      const target = frame % 2 ? inner : document
      const element = frame % 2 ? inner : document.documentElement
      element.scrollTop = frame * 10
      let asked = 0
      requestAnimationFrame(() => (asked = performance.now()))
      const before = performance.now()
      target.dispatchEvent(new Event('scroll', { bubbles: target === document }))
      const atOnce = performance.now() - before
      requestAnimationFrame(() => resolve(atOnce + performance.now() - asked))
    })
  const events: number[] = []
  for (let frame = 0; frame < input.frames; frame++) {
    events.push(await scroll(frame))
    await window.bench.settle()
  }
  await finish()
  return { events, pages: 1 }
}
