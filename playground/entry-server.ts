import { createSSRApp } from 'vue'
import { createMemoryHistory } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { createPlaygroundApp } from './create-app.ts'
import type { RenderedPage } from './fill-template.ts'
import { pageTitle } from './router.ts'
import { useRuntimeConfig } from './stores/runtime-config.ts'

export { fillTemplate } from './fill-template.ts'

/**
 * Renders one request.
 *
 * @param url - path and query, as they were asked for
 * @param configText - the operator's file, where the page is to bring it along
 */
export async function render(url: string, configText?: string): Promise<RenderedPage> {
  const history = createMemoryHistory()
  const { app, router, pinia } = createPlaygroundApp({ create: createSSRApp, history })
  useRuntimeConfig(pinia).text = configText
  // A page that fails to load leaves the app without one, as it does in the browser.
  await router.push(url).catch(() => {})
  const html = await renderToString(app)
  return { html, title: pageTitle(router.currentRoute.value), state: pinia.state.value }
}
