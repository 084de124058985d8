import type { ContractBench, ContractSecrets } from '../contract-bench.ts'
import type { ContractBenchOptions } from './contract-bench-options.ts'
import { INSTANCE, mountContractApp } from './mount-contract-app.ts'
import { standInForVendor } from './vendor-stand-in.ts'

/** A bench that holds things of the process, for one clause. */
export interface InProcessBench extends ContractBench {
  /** Takes the apps down, and puts everything back. */
  close(): Promise<void>
}

/**
 * Runs the contract in a unit test, in happy-dom or jsdom: the real telemetry in an app of its own,
 * and whatever is fetched ends at a stand-in for the vendor. Make one for each clause; two at a time
 * would share a `fetch` and a storage. What takes a browser is left out.
 *
 * @example
 * const bench = contractBench({
 *   destination: acme,
 *   settings: (url) => ({ url }),
 *   read: ({ body }) => [{ type: 'track', people: [], ...JSON.parse(body) }],
 * })
 */
export function contractBench(options: ContractBenchOptions): InProcessBench {
  const wire = standInForVendor(options.read)
  const title = document.title
  const address = location.href
  const closing: (() => Promise<void>)[] = []
  return {
    instanceId: INSTANCE,
    wire,
    cannot: {
      offline: 'a unit test has no network to be cut off from',
      unload: 'a unit test has no page that goes away',
      ...options.cannot,
    },
    async open(plan = {}) {
      if (plan.secrets) plant(plan.secrets)
      const app = await mountContractApp(options, plan)
      closing.push(app.close)
      return app
    },
    async close() {
      for (const close of closing) await close()
      wire.close()
      localStorage.clear()
      sessionStorage.clear()
      document.title = title
      document.cookie = 'session=; max-age=0'
      Reflect.deleteProperty(document, 'referrer')
      history.replaceState(null, '', address)
    },
  }
}

/** Puts each secret where a careless app, or a careless link to it, would have it. */
function plant({ parameter, query, hash, title, referrer, cookie }: ContractSecrets): void {
  history.replaceState(null, '', `/items/${parameter}?code=${query}#${hash}`)
  document.title = title
  document.cookie = `session=${cookie}`
  const value = `https://other.example/${referrer}`
  Object.defineProperty(document, 'referrer', { value, configurable: true })
}
