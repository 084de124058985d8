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
