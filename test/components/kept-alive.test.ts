import { expect, test } from 'vitest'
import {
  defineComponent,
  h,
  KeepAlive,
  nextTick,
  onActivated,
  onDeactivated,
  ref,
  Suspense,
} from 'vue'
import { RouterView, type RouteRecordRaw } from 'vue-router'
import { useTelemetry } from '../../src/index.ts'
import { mountComponent } from '../helpers/mount-component.ts'
import { useFixedClock } from '../helpers/mount-telemetry.ts'

useFixedClock()

/** Says when it is set up, shown, hidden and clicked. */
const telling = (name: string, setUp?: () => Promise<void>) => {
  const tell = () => {
    const telemetry = useTelemetry()
    telemetry.track(`${name} set up`)
    onActivated(() => useTelemetry().track(`${name} shown`))
    onDeactivated(() => useTelemetry().track(`${name} hidden`))
    return () => h('button', { onClick: () => telemetry.track(`${name} clicked`) }, name)
  }
  if (!setUp) return defineComponent({ setup: tell })
  return defineComponent({
    async setup() {
      const render = tell()
      await setUp()
      return render
    },
  })
}

test('a component that is kept alive tells each time that it comes and goes', async () => {
  const isShown = ref(true)
  const Kept = telling('Kept')
  const { element, tracked } = await mountComponent({
    render: () => h(KeepAlive, () => (isShown.value ? h(Kept) : null)),
  })
  isShown.value = false
  await nextTick()
  isShown.value = true
  await nextTick()
  element.querySelector('button')!.click()
  expect(await tracked()).toEqual([
    'Kept set up',
    'Kept shown',
    'Kept hidden',
    'Kept shown',
    'Kept clicked',
  ])
})

test('pages that are kept alive, and wait, are counted once for each visit', async () => {
  const routes: RouteRecordRaw[] = [
    { path: '/', component: telling('Home') },
    { path: '/teams', component: telling('Teams', () => Promise.resolve()) },
  ]
  const Root = {
    render: () =>
      h(RouterView, null, {
        default: ({ Component }: { Component?: object }) =>
          h(KeepAlive, () => [Component && h(Suspense, null, { default: () => Component })]),
      }),
  }
  const { router, element, pages, tracked } = await mountComponent(Root, routes)
  for (const path of ['/teams', '/', '/teams']) {
    await router.push(path)
    await pages()
    element.querySelector('button')!.click()
  }
  expect(await pages()).toEqual(['/', '-/', '/teams', '-/teams', '/', '-/', '/teams'])
  const names = await tracked()
  const ending = (what: string) => names.filter((name) => name.endsWith(what))
  expect(ending('set up')).toEqual(['Home set up', 'Teams set up'])
  expect(ending('shown')).toEqual(['Home shown', 'Teams shown', 'Home shown', 'Teams shown'])
  expect(ending('clicked')).toEqual(['Teams clicked', 'Home clicked', 'Teams clicked'])
})
