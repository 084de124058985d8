import { createPinia } from 'pinia'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  createSSRApp,
  defineComponent,
  h,
  nextTick,
  onMounted,
  ref,
  Suspense,
  type Component,
} from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createTelemetry } from '../../src/create-telemetry.ts'
import { useTelemetryConsent } from '../../src/index.ts'
import { deferred } from '../helpers/deferred.ts'
import { expectWarnings } from '../helpers/expect-report.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'
import { configured, settle, useFixedClock } from '../helpers/mount-telemetry.ts'

useFixedClock()

/** As a server renders it, where telemetry does nothing. */
const serve = (root: Component) => renderToString(createSSRApp(root).use(createPinia()))

/** Takes over what was served, with telemetry. */
function hydrate(root: Component, served: string): HTMLElement {
  const element = document.body.appendChild(document.createElement('div'))
  element.innerHTML = served
  const options = { config: configured(), destinations: [fakeDestination()], pages: false as const }
  const app = createSSRApp(root).use(createPinia()).use(createTelemetry(options))
  app.mount(element)
  onTestFinished(() => {
    app.unmount()
    element.remove()
  })
  return element
}

const banner = () => {
  const consent = useTelemetryConsent()
  return () => h('div', [h('p', 'page'), consent.shouldAsk ? h('aside', 'May we?') : null])
}

/** Waits in the browser, and not on the server, as code does that is loaded there. */
const suspended = (waits: Promise<void>, setUp: () => () => unknown): Component => {
  let isServer = true
  const Inside = defineComponent({
    async setup() {
      const render = setUp()
      if (!isServer) await waits
      isServer = false
      return render
    },
  })
  return { render: () => h(Suspense, null, { default: () => h(Inside) }) }
}

test('a banner comes after the hydration, and disturbs none', async () => {
  const root = defineComponent(banner)
  const element = hydrate(root, await serve(root))
  const [page] = element.getElementsByTagName('p')
  expect(element.textContent).toBe('page')
  await nextTick()
  expect(element.textContent).toBe('pageMay we?')
  expect(element.getElementsByTagName('p')[0]).toBe(page)
})

test('what is suspended hydrates when the answer is there: Vue tells, and mends it', async () => {
  const answer = deferred()
  const root = suspended(answer.promise, banner)
  const element = hydrate(root, await serve(root))
  answer.resolve()
  await settle()
  expect(element.textContent).toBe('pageMay we?')
  expectWarnings('Hydration node mismatch')
  expect(console.error).toHaveBeenCalledExactlyOnceWith(
    'Hydration completed but contains mismatches.',
  )
  vi.mocked(console.error).mockClear()
})

test('what is suspended and asks once it is mounted hydrates as it was', async () => {
  const answer = deferred()
  const patient = () => {
    const consent = useTelemetryConsent()
    const isMounted = ref(false)
    onMounted(() => (isMounted.value = true))
    return () =>
      h('div', [h('p'), isMounted.value && consent.shouldAsk ? h('aside', 'May we?') : null])
  }
  const root = suspended(answer.promise, patient)
  const element = hydrate(root, await serve(root))
  answer.resolve()
  await settle()
  expect(element.textContent).toBe('May we?')
})
