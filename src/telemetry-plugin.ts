import type { App } from 'vue'
import { createTelemetry } from './create-telemetry.ts'
import type { TelemetryOptions } from './options.ts'

/**
 * The short form of `createTelemetry` and `app.use`.
 *
 * @example
 * createApp(App)
 *   .use(createPinia())
 *   .use(router)
 *   .use(telemetryPlugin, { config: () => fetch('/telemetry.json').then((file) => file.json()) })
 *   .mount('#app')
 */
export const telemetryPlugin = {
  install(app: App, options: TelemetryOptions): void {
    createTelemetry(options).install(app)
  },
}
