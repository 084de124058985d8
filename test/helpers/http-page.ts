import { afterEach, beforeEach, expect, vi } from 'vitest'
import { memoryStorage } from './memory-storage.ts'
import { serveVendor, type VendorServer } from './vendor-server.ts'

/**
 * A page in Node, whose `fetch` sends for real: with a network to lose, a storage, and a clock that
 * the test moves. What a delay hangs on is the only thing that is not real.
 */
export interface HttpPage {
  /** The vendor, a new one for each test. */
  readonly vendor: VendorServer
  readonly storage: ReturnType<typeof memoryStorage>
  /** What `fetch` was called with. */
  readonly fetched: RequestInit[]
  goOffline(): void
  goOnline(): void
  /** Moves the clock, in milliseconds. */
  pass(time: number): Promise<void>
  /** Moves the clock to the next request, and gives it a moment to be answered. */
  passToRequest(): Promise<void>
  /** Waits, in real time, until it holds. */
  until(isSo: () => boolean): Promise<void>
  /** A moment of real time, in which a request would arrive. */
  moment(): Promise<void>
  /** Ten minutes after which nothing is expected, and a moment. */
  passLong(): Promise<void>
}

/** In Node's environment: `// @vitest-environment node`. */
export function useHttpPage(): HttpPage {
  let vendor: VendorServer
  let network: { onLine: boolean }
  let page: EventTarget
  let storage: ReturnType<typeof memoryStorage>
  const fetched: RequestInit[] = []
  const rejections: unknown[] = []
  const noteRejection = (reason: unknown): void => void rejections.push(reason)

  beforeEach(async () => {
    vendor = await serveVendor()
    network = { onLine: true }
    page = new EventTarget()
    storage = memoryStorage()
    fetched.length = rejections.length = 0
    process.on('unhandledRejection', noteRejection)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    vi.spyOn(Math, 'random').mockReturnValue(0)
    vi.stubGlobal('navigator', network)
    vi.stubGlobal('localStorage', storage)
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
    const send = globalThis.fetch
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      fetched.push(init)
      return send(url, init)
    })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await vendor.close()
    await realMoment()
    process.off('unhandledRejection', noteRejection)
    vi.unstubAllGlobals()
    expect(rejections, 'unhandled rejections').toEqual([])
  })
  const pass = async (time: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(time)
  }
  return {
    get vendor() {
      return vendor
    },
    get storage() {
      return storage
    },
    fetched,
    goOffline() {
      network.onLine = false
    },
    goOnline() {
      network.onLine = true
      page.dispatchEvent(new Event('online'))
    },
    pass,
    async passToRequest() {
      const before = fetched.length
      // Node's fetch has timers of its own.
      while (fetched.length === before && vi.getTimerCount() > 0) {
        await vi.advanceTimersToNextTimerAsync()
      }
      expect(fetched.length).toBeGreaterThan(before)
      await realMoment()
    },
    async until(isSo) {
      const begin = performance.now()
      while (!isSo() && performance.now() - begin < 2000) await turn()
      expect(isSo(), 'did not happen within two seconds').toBe(true)
    },
    moment: realMoment,
    async passLong() {
      await pass(600_000)
      await realMoment()
    },
  }
}

/** One turn of the event loop, in which what has arrived is read. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

async function realMoment(): Promise<void> {
  const begin = performance.now()
  while (performance.now() - begin < 30) await turn()
}
