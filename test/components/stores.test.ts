import { createPinia, defineStore, type Pinia } from 'pinia'
import { describe, expect, test } from 'vitest'
import { createApp, defineComponent, h, ref, type App } from 'vue'
import { createTelemetry } from '../../src/create-telemetry.ts'
import { useTelemetry } from '../../src/index.ts'
import { fakeDestination } from '../helpers/fake-destination.ts'
import { mountComponent } from '../helpers/mount-component.ts'
import { configured, keepChoice, settle, useFixedClock } from '../helpers/mount-telemetry.ts'

useFixedClock()

const useOptionsStore = defineStore('options', {
  state: () => ({ count: 0 }),
  actions: {
    save() {
      useTelemetry().track('Saved')
    },
    async saveLater() {
      const telemetry = useTelemetry()
      await Promise.resolve()
      telemetry.track('Saved')
    },
  },
})

const useSetupStore = defineStore('setup', () => {
  const count = ref(0)
  return {
    count,
    save: () => useTelemetry().track('Saved'),
    async saveLater() {
      const telemetry = useTelemetry()
      await Promise.resolve()
      telemetry.track('Saved')
    },
  }
})

const useEagerStore = defineStore('eager', () => {
  const telemetry = useTelemetry()
  return { save: () => telemetry.track('Saved') }
})

/** A button that calls an action, long after its component was set up. */
const clicking = (useStore: () => Record<string, unknown>, action: string) =>
  defineComponent(() => {
    const store = useStore()
    return () => h('button', { onClick: () => (store[action] as () => void)() })
  })

describe('an action that a click calls tells what happens', () => {
  test.each([
    ['an options store', useOptionsStore, 'save'],
    ['an options store, after it has waited', useOptionsStore, 'saveLater'],
    ['a setup store', useSetupStore, 'save'],
    ['a setup store, after it has waited', useSetupStore, 'saveLater'],
    ['a setup store that took it when it was set up', useEagerStore, 'save'],
  ])('of %s', async (_, useStore, action) => {
    const root = clicking(useStore as unknown as () => Record<string, unknown>, action)
    const { element, tracked } = await mountComponent(root)
    element.querySelector('button')!.click()
    expect(await tracked()).toEqual(['Saved'])
  })
})

const build = (name: string, pinia: Pinia | null = createPinia()) => {
  const fake = fakeDestination()
  const options = { name, config: configured(), pages: false as const, destinations: [fake] }
  const telemetry = createTelemetry(options)
  const app = createApp({ render: () => null })
  if (pinia) app.use(pinia)
  return { app: app.use(telemetry), fake, telemetry, pinia, options }
}

const mount = (app: App) => void app.mount(document.createElement('div'))

const namesOf = ({ fake }: ReturnType<typeof build>) =>
  fake.sent.map((event) => event.type === 'track' && event.name)

describe('the telemetry of an action', () => {
  test('is there before the app is mounted', async () => {
    keepChoice('granted')
    const one = build('telemetry')
    useOptionsStore(one.pinia).save()
    mount(one.app)
    await settle()
    expect(namesOf(one)).toEqual(['Saved'])
    one.app.unmount()
  })

  test('is there where the app uses its Pinia last', async () => {
    keepChoice('granted')
    const one = build('telemetry', null)
    const pinia = createPinia()
    mount(one.app.use(pinia))
    useOptionsStore(pinia).save()
    await settle()
    expect(namesOf(one)).toEqual(['Saved'])
    one.app.unmount()
  })

  test('is the first of its app', () => {
    const { app, pinia, telemetry, options } = build('one')
    const second = createTelemetry({ ...options, name: 'two' })
    mount(app.use(second))
    useOptionsStore(pinia).save()
    expect(useTelemetry()).toBe(telemetry)
    app.unmount()
    second.dispose()
  })

  test('does nothing any more when it has ended, until there is another', async () => {
    keepChoice('granted')
    const pinia = createPinia()
    const store = useOptionsStore(pinia)
    const first = build('telemetry', pinia)
    mount(first.app)
    first.app.unmount()
    store.save()
    const second = build('telemetry', pinia)
    mount(second.app)
    store.save()
    await settle()
    expect(namesOf(first)).toEqual([])
    expect(namesOf(second)).toEqual(['Saved'])
    second.app.unmount()
    store.save()
    await settle()
    expect(namesOf(second)).toEqual(['Saved'])
  })

  test('is its own, where a page has several', () => {
    const [one, two] = [build('one'), build('two')]
    for (const { pinia, telemetry } of [one, two, one]) {
      useOptionsStore(pinia).save()
      expect(useTelemetry()).toBe(telemetry)
    }
    one.telemetry.dispose()
    two.telemetry.dispose()
  })

  test('is not that of a component whose app has none', () => {
    const { pinia, telemetry } = build('telemetry')
    useOptionsStore(pinia).save()
    let found = telemetry
    mount(
      createApp(
        defineComponent(() => {
          found = useTelemetry()
          return () => null
        }),
      ),
    )
    expect(found).not.toBe(telemetry)
    telemetry.dispose()
  })
})
