import type { App } from 'vue'

/**
 * Calls back when an app is mounted, before whoever mounts it goes on; at once where it is. What
 * mounts nothing, an element that is not there for instance, or a second call, is not told.
 *
 * Until then nobody may be shown more than a server knows: where an app hydrates what a server
 * has rendered, its first rendering has to be the same.
 */
export function whenMounted(app: App, mounted: () => void): void {
  if (app._container) return mounted()
  const { mount } = app
  app.mount = (...input) => {
    const before = app._container
    const root = mount(...input)
    if (app._container !== before) mounted()
    return root
  }
}
