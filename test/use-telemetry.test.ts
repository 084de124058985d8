import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp, defineComponent, h } from 'vue'
import { createTelemetry } from '../src/create-telemetry.ts'
import { telemetryPlugin } from '../src/telemetry-plugin.ts'
import type { Telemetry } from '../src/telemetry.ts'
import { useTelemetry } from '../src/use-telemetry.ts'
import { fakeDestination } from './helpers/fake-destination.ts'
import { configured, keepChoice, settle, useFixedClock } from './helpers/mount-telemetry.ts'

useFixedClock()

const OPTIONS = { config: configured(), pages: false as const }

/** @returns what a component of the app gets */
function inComponent(install: (app: ReturnType<typeof createApp>) => void) {
  let found!: Telemetry
  const app = createApp(
    defineComponent(() => {
      found = useTelemetry()
      return () => h('p')
    }),
  )
  install(app.use(createPinia()))
  app.mount(document.createElement('div'))
  return { found, app }
}

/** Everything that can be called, once. */
function callAll(telemetry: Telemetry): Promise<void> {
  telemetry.track('Clicked', { a: 1 })
  telemetry.identify('account-7')
  telemetry.group('team', 'team-3')
  telemetry.reset()
  telemetry.onEvent(() => {})()
  telemetry.dispose()
  return telemetry.flush()
}

describe('in an app', () => {
  test('it is the telemetry of the app', () => {
    const telemetry = createTelemetry({ ...OPTIONS, destinations: [fakeDestination()] })
    const { found, app } = inComponent((use) => use.use(telemetry))
    expect(found).toBe(telemetry)
    app.unmount()
  })

  test('it is there in plugins and guards of the app too', () => {
    const telemetry = createTelemetry({ ...OPTIONS, destinations: [fakeDestination()] })
    const { app } = inComponent((use) => use.use(telemetry))
    expect(app.runWithContext(useTelemetry)).toBe(telemetry)
    app.unmount()
  })

  test('the short form installs one as well', async () => {
    keepChoice('granted')
    const fake = fakeDestination()
    const { found, app } = inComponent((use) =>
      use.use(telemetryPlugin, { ...OPTIONS, destinations: [fake] }),
    )
    found.track('Clicked')
    await settle()
    expect(fake.sent).toMatchObject([{ name: 'Clicked' }])
    app.unmount()
  })
})

describe('elsewhere it does nothing, and nothing wrong', () => {
  // That of an app of another test is active otherwise.
  beforeEach(() => setActivePinia(undefined))

  test.each([
    ['outside of components', () => useTelemetry()],
    ['in an app without the plugin', () => inComponent(() => {}).found],
  ])('%s', async (_, use) => {
    const setTimer = vi.spyOn(globalThis, 'setTimeout')
    const telemetry = use()
    await expect(callAll(telemetry)).resolves.toBeUndefined()
    expect(setTimer).not.toHaveBeenCalled()
    expect(telemetry.name).toBe('telemetry')
  })

  test('each call can be spied on', () => {
    const telemetry = useTelemetry()
    const track = vi.spyOn(telemetry, 'track')
    telemetry.track('Clicked')
    expect(track).toHaveBeenCalledExactlyOnceWith('Clicked')
  })
})

describe('$telemetry in templates', () => {
  test('can be told things, and no more', async () => {
    keepChoice('granted')
    const fake = fakeDestination()
    const telemetry = createTelemetry({ ...OPTIONS, destinations: [fake] })
    const { app } = inComponent((use) => use.use(telemetry))
    const { $telemetry } = app.config.globalProperties
    expect(Object.keys($telemetry).toSorted()).toEqual(['group', 'identify', 'reset', 'track'])
    $telemetry.track('Clicked')
    await settle()
    expect(fake.sent).toMatchObject([{ name: 'Clicked' }])
    app.unmount()
  })
})
