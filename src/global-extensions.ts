import type { Calls } from './telemetry.ts'
import type { PageLabels } from './sources/pages/page-labels.ts'

declare module 'vue' {
  interface ComponentCustomProperties {
    /** Telemetry in templates; every script of the page can reach it, so it can only be told. */
    $telemetry: Calls
  }
}

declare module 'vue-router' {
  interface RouteMeta {
    /**
     * `false` counts nothing on this route and the routes below it; labels say more of it, and
     * hold for the routes below it as well, unless these have labels of their own.
     */
    telemetry?: false | PageLabels
  }
}
