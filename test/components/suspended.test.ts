import { expect, test } from 'vitest'
import { defineComponent, h, Suspense, type Component } from 'vue'
import { useTelemetry, useTelemetryConsent } from '../../src/index.ts'
import { deferred } from '../helpers/deferred.ts'
import { mountComponent } from '../helpers/mount-component.ts'
import { settle, useFixedClock } from '../helpers/mount-telemetry.ts'

useFixedClock()

const suspended = (Inside: Component): Component => ({
  render: () => h(Suspense, null, { default: () => h(Inside), fallback: () => 'waiting' }),
})

test('a component that waits tells what happens before and after', async () => {
  const answer = deferred()
  const Waiting = defineComponent({
    async setup() {
      const telemetry = useTelemetry()
      telemetry.track('Before')
      await answer.promise
      telemetry.track('After')
      return () => h('button', { onClick: () => telemetry.track('Clicked') })
    },
  })
  const { element, tracked } = await mountComponent(suspended(Waiting))
  expect(element.textContent).toBe('waiting')
  expect(await tracked()).toEqual(['Before'])
  answer.resolve()
  await settle()
  element.querySelector('button')!.click()
  expect(await tracked()).toEqual(['Before', 'After', 'Clicked'])
})

test('a component that waits shows what was answered meanwhile', async () => {
  const answer = deferred()
  const Waiting = defineComponent({
    async setup() {
      const consent = useTelemetryConsent()
      await answer.promise
      return () => h('p', consent.status)
    },
  })
  const { element, pinia } = await mountComponent(suspended(Waiting))
  useTelemetryConsent(pinia).deny()
  answer.resolve()
  await settle()
  expect(element.textContent).toBe('denied')
})
