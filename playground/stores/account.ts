import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The product's own idea of who is signed in; telemetry is told separately, by the settings page. */
export const useAccount = defineStore('account', () => {
  /** The id of whoever is signed in. */
  const id = ref<string | null>(null)
  return { id }
})
