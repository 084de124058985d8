import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { telemetryPlugin } from 'vue-telemetry'
import App from './App.vue'
import { events } from './events.ts'
import { createPlaygroundRouter } from './router.ts'
import { loadRuntimeConfig, runtimeConfig } from './runtime-config.ts'
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

createApp(App)
  .use(createPinia())
  .use(createPlaygroundRouter())
  .use(telemetryPlugin, { config: () => runtimeConfig.value, events })
  .mount('#app')

// After mounting on purpose: the app never waits for telemetry's configuration.
void loadRuntimeConfig()
