import { expect, test } from 'vitest'
import { defineComponent, h, Teleport } from 'vue'
import { useTelemetry } from '../../src/index.ts'
import { telemetryKey } from '../../src/injection.ts'
import { mountComponent } from '../helpers/mount-component.ts'
import { useFixedClock } from '../helpers/mount-telemetry.ts'

useFixedClock()

const nothing = { render: () => null }

test('whatever runs with the context of the app has its telemetry', async () => {
  const { app, telemetry, tracked } = await mountComponent(nothing)
  expect(app.runWithContext(() => useTelemetry())).toBe(telemetry)
  app.runWithContext(() => useTelemetry().track('From a guard'))
  expect(await tracked()).toEqual(['From a guard'])
})

test('a component of options has it by `this`, and by a setup of its own', async () => {
  const Options = defineComponent({
    setup: () => ({ telemetry: useTelemetry() }),
    created() {
      this.$telemetry.track('Created')
    },
    mounted() {
      this.telemetry.track('Mounted')
    },
    methods: {
      save() {
        this.$telemetry.track('Saved')
      },
    },
    render() {
      return h('button', { onClick: this.save })
    },
  })
  const { element, tracked } = await mountComponent(Options)
  element.querySelector('button')!.click()
  expect(await tracked()).toEqual(['Created', 'Mounted', 'Saved'])
})

test('it can be injected without a setup', async () => {
  const Injecting = defineComponent({
    inject: { told: { from: telemetryKey } },
    mounted() {
      ;(this as unknown as { told: ReturnType<typeof useTelemetry> }).told.track('Mounted')
    },
    render: () => null,
  })
  const { tracked } = await mountComponent(Injecting)
  expect(await tracked()).toEqual(['Mounted'])
})

test('what is teleported out of the app belongs to it', async () => {
  const Dialogue = defineComponent(() => {
    const telemetry = useTelemetry()
    return () => h('button', { id: 'teleported', onClick: () => telemetry.track('Closed') })
  })
  const { element, tracked } = await mountComponent({
    render: () => h(Teleport, { to: 'body' }, h(Dialogue)),
  })
  const button = document.querySelector<HTMLElement>('#teleported')!
  expect(element.contains(button)).toBe(false)
  button.click()
  expect(await tracked()).toEqual(['Closed'])
})
