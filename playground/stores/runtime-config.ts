import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { RuntimeConfig } from 'vue-telemetry'

const OVERRIDE_KEY = 'playground:config'

/** The operator's file. Of one app: a server has one for each request. */
export const useRuntimeConfig = defineStore('runtime-config', () => {
  /**
   * As text, so that one with a mistake in it can be tried as well. `undefined` while loading:
   * events wait until there is an answer.
   */
  const text = shallowRef<string>()

  /** What telemetry is given, and follows while the app runs. It checks everything by itself. */
  const file = computed(() =>
    text.value === undefined ? undefined : (understand(text.value) as RuntimeConfig),
  )

  async function load(): Promise<void> {
    text.value = readOverride() ?? (await fetchFile())
  }

  /** Forgets what was edited. */
  async function reset(): Promise<void> {
    text.value = await fetchFile()
  }

  return { text, file, load, reset }
})

async function fetchFile(): Promise<string> {
  try {
    const response = await fetch('/telemetry.json')
    return response.ok ? await response.text() : ''
  } catch {
    return ''
  }
}

/** What is no JSON stays text, and text is no configuration: telemetry is off. `null` is none. */
function understand(text: string): unknown {
  try {
    return (JSON.parse(text) as unknown) ?? text
  } catch {
    return text
  }
}

/** Lets a browser test choose another configuration without a test hook in any address. */
function readOverride(): string | null {
  return sessionStorage.getItem(OVERRIDE_KEY)
}
