import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { expect, test } from 'vitest'
import { defineComponent, h, KeepAlive, nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { telemetryPlugin, useTelemetry, useTelemetryConsent } from '../src/index.ts'
import { fakeDestination } from './helpers/fake-destination.ts'
import { configured, keepChoice, settle, useFixedClock } from './helpers/mount-telemetry.ts'

useFixedClock()

/** What an application mounts its components with, telemetry included. */
function plugins(destination = fakeDestination()) {
  const routes = [{ path: '/', component: { render: () => null } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  const options = { config: configured(), destinations: [destination] }
  return { destination, global: { plugins: [createPinia(), router, [telemetryPlugin, options]] } }
}

const Banner = defineComponent({
  setup() {
    const consent = useTelemetryConsent()
    return () =>
      h('div', [
        h('p', consent.status),
        consent.shouldAsk ? h('button', { onClick: () => consent.grant() }, 'Yes') : null,
      ])
  },
})

test('a banner follows the store', async () => {
  const { global } = plugins()
  const banner = mount(Banner, { global: global as object })
  // At first it is what a server would have rendered.
  expect(banner.text()).toBe('pending')
  await nextTick()
  expect(banner.text()).toBe('pendingYes')
  await banner.get('button').trigger('click')
  expect(banner.text()).toBe('granted')
  banner.unmount()
})

test('a template tells what happens', async () => {
  const { destination, global } = plugins()
  keepChoice('granted')
  const Saver = defineComponent({
    mounted() {
      this.$telemetry.track('Saved', { count: 1 })
    },
    render: () => null,
  })
  const saver = mount(Saver, { global: global as object })
  await settle()
  expect(destination.sent).toContainEqual(
    expect.objectContaining({ type: 'track', name: 'Saved', properties: { count: 1 } }),
  )
  saver.unmount()
})

test('a component that is kept alive has the telemetry of its app', async () => {
  keepChoice('granted')
  const { destination, global } = plugins()
  const Kept = defineComponent({
    setup() {
      const telemetry = useTelemetry()
      telemetry.track('Opened')
      return () => h('p', telemetry.name)
    },
  })
  const wrapper = mount({ render: () => h(KeepAlive, () => h(Kept)) }, { global: global as object })
  expect(wrapper.text()).toBe('telemetry')
  await settle()
  expect(destination.sent).toContainEqual(
    expect.objectContaining({ type: 'track', name: 'Opened' }),
  )
  wrapper.unmount()
})
