import { expect, test, vi } from 'vitest'
import { createApp } from 'vue'
import { expectWarnings } from './helpers/expect-report.ts'
import { whenMounted } from '../src/when-mounted.ts'

const newApp = (done: string[]) =>
  createApp({
    setup: () => void done.push('setup'),
    mounted: () => void done.push('mounted'),
    render: () => null,
  })

test('comes after everything of the first rendering, and gives back what mounting gives', () => {
  const done: string[] = []
  const app = newApp(done)
  whenMounted(app, () => done.push('called back'))
  whenMounted(app, () => done.push('called back again'))
  expect(done).toEqual([])
  const root = app.mount(document.createElement('div'))
  expect(root).toHaveProperty('$el')
  expect(done).toEqual(['setup', 'mounted', 'called back', 'called back again'])
  app.unmount()
})

test('a mount that did not happen is not told, and the one that did only once', () => {
  const app = newApp([])
  const mounted = vi.fn<() => void>()
  whenMounted(app, mounted)
  app.mount('#nope')
  expectWarnings('Failed to mount app')
  expect(mounted).not.toHaveBeenCalled()
  const element = document.createElement('div')
  app.mount(element)
  expect(mounted).toHaveBeenCalledOnce()
  app.mount(element)
  expectWarnings('App has already been mounted')
  expect(mounted).toHaveBeenCalledOnce()
  app.unmount()
})

test('an app is told of whose mounting somebody else gives nothing back', () => {
  const app = newApp([])
  const { mount } = app
  app.mount = (...input) => void mount(...input) as never
  const mounted = vi.fn<() => void>()
  whenMounted(app, mounted)
  app.mount(document.createElement('div'))
  expect(mounted).toHaveBeenCalledOnce()
  app.unmount()
})

test('an app that is mounted is not waited for', () => {
  const app = newApp([])
  app.mount(document.createElement('div'))
  const mounted = vi.fn<() => void>()
  whenMounted(app, mounted)
  expect(mounted).toHaveBeenCalledOnce()
  app.unmount()
})

test('an app that cannot be mounted is not followed', () => {
  const app = createApp({
    setup() {
      throw new Error('of the app')
    },
    render: () => null,
  })
  const mounted = vi.fn<() => void>()
  whenMounted(app, mounted)
  expect(() => app.mount(document.createElement('div'))).toThrow('of the app')
  expect(mounted).not.toHaveBeenCalled()
  expectWarnings('Unhandled error during execution of setup function')
})
