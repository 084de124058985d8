import { computed, shallowRef } from 'vue'

/** What the operator's file may hold. The plugin validates it; the playground only edits `enabled`. */
export interface PlaygroundConfig {
  telemetry: {
    enabled: boolean
    frontend?: { posthog?: { apikey?: string | null; apiurl?: string } }
  }
}

const OVERRIDE_KEY = 'playground:config'

/** `undefined` while loading: the plugin buffers until there is an answer. */
export const runtimeConfig = shallowRef<PlaygroundConfig>()

export const operatorAllows = computed({
  get: () => runtimeConfig.value?.telemetry?.enabled === true,
  set: (enabled) => {
    const current = runtimeConfig.value
    if (current) runtimeConfig.value = { ...current, telemetry: { ...current.telemetry, enabled } }
  },
})

export async function loadRuntimeConfig(): Promise<void> {
  try {
    runtimeConfig.value = readOverride() ?? (await fetchConfig())
  } catch {
    // A file that cannot be read means no: an object without `enabled` is a configuration error.
    runtimeConfig.value = {} as PlaygroundConfig
  }
}

async function fetchConfig(): Promise<PlaygroundConfig> {
  const response = await fetch('/telemetry.json')
  if (!response.ok) throw new Error(`telemetry.json: ${response.status}`)
  return (await response.json()) as PlaygroundConfig
}

/** Lets a browser test choose another configuration without a test hook in any address. */
function readOverride(): PlaygroundConfig | undefined {
  const stored = sessionStorage.getItem(OVERRIDE_KEY)
  return stored === null ? undefined : (JSON.parse(stored) as PlaygroundConfig)
}
