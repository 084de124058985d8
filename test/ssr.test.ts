// @vitest-environment node
import { createPinia, defineStore } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { watchBrowserGlobals, type WatchedGlobals } from './helpers/browser-globals.ts'

let globals: WatchedGlobals

beforeEach(() => {
  globals = watchBrowserGlobals()
})

afterEach(() => globals.restore())

test('importing, creating, installing and rendering touch nothing, and read no configuration', async () => {
  expect(typeof window).toBe('undefined')
  const timers = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'setInterval')]
  const { createTelemetry, useTelemetry, useTelemetryConsent } = await import('../src/index.ts')
  const set = timers.map(({ mock }) => mock.calls.length)

  const config = vi.fn<() => null>()
  const telemetry = createTelemetry({ config, name: 'main' })
  const page = defineComponent(() => {
    const inside = useTelemetry()
    inside.track('Rendered', { a: 1 })
    const consent = useTelemetryConsent()
    return () => h('p', `${inside.name} ${consent.status} ${consent.shouldAsk}`)
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: page }],
  })
  await router.push('/')
  const app = createSSRApp(page).use(createPinia()).use(router).use(telemetry)
  expect(await renderToString(app)).toBe('<p>main pending false</p>')

  telemetry.identify('account-7')
  telemetry.group('team', 'team-3')
  telemetry.reset()
  telemetry.onEvent(() => {})()
  await telemetry.flush()
  telemetry.dispose()
  expect(config).not.toHaveBeenCalled()
  expect(globals.touched).toEqual([])
  expect(timers.map(({ mock }) => mock.calls.length)).toEqual(set)
})

test('there is a $telemetry for templates', async () => {
  const { telemetryPlugin } = await import('../src/index.ts')
  const app = createSSRApp({ template: '' }).use(telemetryPlugin, { config: null })
  expect(() => app.config.globalProperties.$telemetry.track('Rendered')).not.toThrow()
})

test('an action tells nothing, of no request', async () => {
  const { createTelemetry, useTelemetry } = await import('../src/index.ts')
  const useStore = defineStore('form', { actions: { save: () => useTelemetry() } })
  const pinias = [createPinia(), createPinia()]
  const telemetries = pinias.map((pinia) => {
    const telemetry = createTelemetry({ config: null })
    createSSRApp({ render: () => null })
      .use(pinia)
      .use(telemetry)
    return telemetry
  })
  // Here Pinia would warn of another request's Pinia, if it were asked which one is active.
  expect(telemetries).not.toContain(useStore(pinias[0]).save())
})
