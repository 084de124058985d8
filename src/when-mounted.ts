import type { App } from 'vue'

/**
 * Calls back once an app is mounted, before whoever mounts it goes on; at once where it is.
 *
 * Until then nobody may be shown more than a server knows: where an app hydrates what a server
 * has rendered, its first rendering has to be the same.
 */
export function whenMounted(app: App, mounted: () => void): void {
  if (app._container) return mounted()
  const { mount } = app
  app.mount = (...input) => {
    const root = mount(...input)
    mounted()
    return root
  }
}
