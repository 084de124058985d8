import { createPinia } from 'pinia'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { useTelemetryConsent } from '../../../consent/consent-store.ts'
import { storeChoice } from '../../../consent/stored-choice.ts'
import { createTelemetry } from '../../../create-telemetry.ts'
import type { TelemetryEntry } from '../../../delivery/journal.ts'
import type { Destination } from '../../../destinations/destination.ts'
import type { ContractApp, ContractPlan } from '../contract-bench.ts'
import type { ContractBenchOptions } from './contract-bench-options.ts'
import { toContractEntry } from './contract-entry.ts'

export const INSTANCE = 'site-4f0a'

const NAME = 'contract'
const CHOICE = `telemetry:${NAME}`

/** What is no destination's: the choice itself, and what the router keeps. */
const EXCEPTED = [CHOICE, 'vue-router:scroll']

/** An app of two pages, in which somebody has agreed on an earlier visit. */
export async function mountContractApp(
  options: ContractBenchOptions,
  plan: ContractPlan,
): Promise<ContractApp> {
  const destination = options.destination()
  const names: string[] = []
  const entries: TelemetryEntry[] = []
  const errors: string[] = []
  const telemetry = createTelemetry({
    name: NAME,
    config: configOf(options, destination, plan),
    destinations: [plan.loads === false ? unloadable(destination) : destination, beside(names)],
  })
  telemetry.onEvent((entry) => entries.push(entry))
  if (!localStorage.getItem(CHOICE)) {
    storeChoice(localStorage, CHOICE).save({ status: 'granted', policyVersion: 1, at: Date.now() })
  }
  const component = { render: () => null }
  const routes = ['/', '/items/:item'].map((path) => ({ path, component }))
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(plan.secrets ? location.pathname + location.search + location.hash : '/')
  const pinia = createPinia()
  const app = createApp({ render: () => h(RouterView) })
  app.config.errorHandler = (error) => void errors.push(String(error))
  app.use(pinia).use(router).use(telemetry).mount(document.createElement('div'))
  const consent = useTelemetryConsent(pinia, NAME)
  const { track, identify, group, reset, flush } = telemetry
  let isOpen = true
  return {
    go: async (path) => void (await router.push(path)),
    track: async (...input) => track(...input),
    identify: async (...input) => identify(...input),
    group: async (...input) => group(...input),
    reset: async () => reset(),
    flush,
    grant: async () => consent.grant(),
    deny: async () => consent.deny(),
    told: async () => entries.filter(isOf(destination.name)).map(toContractEntry),
    beside: async () => names,
    kept: async () => kept(),
    errors: async () => errors,
    async close() {
      if (isOpen) app.unmount()
      isOpen = false
    },
  }
}

function configOf(
  { settings }: ContractBenchOptions,
  { name }: Destination,
  { identity = 'user', at = 'another' }: ContractPlan,
) {
  // No address of the machine: what is not caught by the stand-in must not arrive anywhere.
  const origin = at === 'same' ? location.origin : 'https://vendor.invalid'
  return {
    enabled: true,
    identity: { mode: identity, ...(identity === 'instance' && { instanceId: INSTANCE }) },
    frontend: { [name]: settings(`${origin}/relay`), beside: {} },
  }
}

const isOf =
  (name: string) =>
  ({ destinations }: TelemetryEntry): boolean =>
    destinations.includes(name)

const unloadable = (destination: Destination): Destination => ({
  ...destination,
  load: () => Promise.reject(new Error('It is kept from loading.')),
})

function beside(names: string[]): Destination {
  return {
    name: 'beside',
    keys: [],
    read: () => ({}),
    load: async () => () => ({
      send: (event) => void (event.type === 'track' && names.push(event.name)),
      flush() {},
      stop() {},
    }),
  }
}

function kept(): Record<string, string> {
  const cookies = document.cookie
    .split('; ')
    .filter(Boolean)
    .map((cookie) => cookie.split(/=(.*)/s))
  const stored = Object.entries({ ...localStorage, ...sessionStorage } as Record<string, string>)
  return Object.fromEntries([...stored.filter(([key]) => !EXCEPTED.includes(key)), ...cookies])
}
