import { createApp, createSSRApp } from 'vue'
import { createWebHistory } from 'vue-router'
import { createPlaygroundApp, type AppOptions } from './create-app.ts'
import { pageTitle } from './router.ts'
import { useRuntimeConfig } from './stores/runtime-config.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/pages.css'
import './styles/mask-trials.css'
import './styles/panel.css'
import './styles/panel-lists.css'
import './styles/panel-marks.css'
import './styles/panel-views.css'
import './styles/panel-vendors.css'
import './styles/side-by-side.css'

const root = document.querySelector('#app')!
// A page that a server has rendered is taken over. Otherwise there is nothing in it yet.
const isServed = root.hasChildNodes()

const { app, router, pinia } = createPlaygroundApp({
  create: isServed ? createSSRApp : createApp,
  history: createWebHistory(),
  state: servedState(),
})

router.afterEach((to, _from, failure) => {
  if (!failure) document.title = pageTitle(to)
})

if (isServed) {
  // The code of the page has to be there, or there is less in it than was served. Where the page
  // is refused or fails, the server has rendered none either.
  void router.isReady().then(start, start)
} else {
  start()
}

function start(): void {
  app.mount(root)
  // After mounting on purpose: the app never waits for telemetry's configuration.
  const config = useRuntimeConfig(pinia)
  if (config.text === undefined) void config.load()
}

function servedState(): AppOptions['state'] {
  const state = document.querySelector('#state')
  return state ? (JSON.parse(state.textContent) as AppOptions['state']) : undefined
}
