/**
 * What is measured, each by a function that runs in the page and so uses nothing of this module.
 * They give what they saw, in milliseconds; what it amounts to is worked out elsewhere.
 */
import type { AppSetUp, Route } from './bench.ts'

/** What something took, beside what the same took without telemetry. */
export interface Sample {
  readonly hook: number
  readonly control: number
}

export interface HookSamples {
  /** One by one, within navigations that an app makes, with idle time after each. */
  readonly single: Sample[]
  /** The same for one of many in a row, finer than the clock. */
  readonly batched: Sample[]
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
  let turn = 0
  const timeBoth = (routes: readonly Route[]): Sample => {
    // Whoever comes second finds the caches warm.
    if (++turn % 2) return { hook: time(mirror, routes), control: time(control, routes) }
    const first = time(control, routes)
    return { hook: time(mirror, routes), control: first }
  }

  const single: Sample[] = []
  // It runs right after the router has set its own current route, before anything is rendered.
  const stop = router.afterEach((to) => void single.push(timeBoth([to])))
  let visit = 0
  while (visit < input.single) {
    await router.push(path(visit++))
    await window.bench.settle()
  }
  stop()
  const batched: Sample[] = []
  while (batched.length < input.batches) {
    const routes = Array.from({ length: input.batchSize }, () => router.resolve(path(visit++)))
    batched.push(timeBoth(routes as Route[]))
    await window.bench.settle()
  }
  await finish()
  return { single, batched, pages: visit + 1 }
}

export interface NavigationInput extends AppSetUp {
  readonly warmUp: number
  readonly timed: number
}

/** Times whole navigations, until the page is rendered. */
export async function measureNavigations(input: NavigationInput): Promise<number[]> {
  const { nextTick } = window.lab.vue
  const { router, path, finish } = await window.bench.start(input)
  const took: number[] = []
  for (let visit = 0; visit < input.warmUp + input.timed; visit++) {
    const target = path(visit)
    const before = performance.now()
    await router.push(target)
    await nextTick()
    took.push(performance.now() - before)
    // Events are sent in idle time.
    if (visit % 5 === 4) await window.bench.settle()
  }
  await finish()
  return took.slice(input.warmUp)
}

export interface ScrollInput extends AppSetUp {
  readonly frames: number
}

/**
 * Times scroll events on a page of 2,000 elements: what their listeners do at once, and what
 * they ask to have done before the next frame. One event a frame, as browsers dispatch them.
 */
export async function measureScrolling(input: ScrollInput): Promise<number[]> {
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
  const took: number[] = []
  for (let frame = 0; frame < input.frames; frame++) {
    took.push(await scroll(frame))
    await window.bench.settle()
  }
  await finish()
  return took
}
