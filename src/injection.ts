import type { InjectionKey } from 'vue'
import type { Telemetry } from './telemetry.ts'

/** Under this key an installed telemetry is provided to its app. */
export const telemetryKey: InjectionKey<Telemetry> = Symbol('vue-telemetry')
