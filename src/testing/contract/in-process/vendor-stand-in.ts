import type {
  ContractEvent,
  ContractFault,
  ContractRequest,
  ContractWire,
} from '../contract-bench.ts'
import type { ContractBenchOptions } from './contract-bench-options.ts'

/** A vendor in the place of the network: whatever is fetched ends here. */
export interface VendorStandIn extends ContractWire {
  /** Puts back the `fetch` that was there. */
  close(): void
}

const ANSWERS: Record<
  Exclude<ContractFault, 'hang'>,
  readonly [body: string, how: ResponseInit]
> = {
  none: ['', { status: 200 }],
  refused: ['', { status: 400 }],
  limited: ['', { status: 429, headers: { 'retry-after': '1' } }],
  unavailable: ['', { status: 503 }],
  html: ['<!doctype html>', { status: 200, headers: { 'content-type': 'text/html' } }],
}

/** @param read - as in {@link ContractBenchOptions} */
export function standInForVendor(read: ContractBenchOptions['read']): VendorStandIn {
  const requests: ContractRequest[] = []
  const received: ContractEvent[] = []
  const before = globalThis.fetch
  let fault: ContractFault = 'none'
  globalThis.fetch = async (input, init = {}) => {
    init.signal?.throwIfAborted()
    const request = await recorded(input, init)
    requests.push(request)
    if (fault === 'hang') return hang(init.signal)
    if (fault === 'none') received.push(...read(request))
    return new Response(...ANSWERS[fault])
  }
  return {
    requests: () => requests,
    received: () => received,
    fault: (mode) => void (fault = mode),
    network: () => Promise.reject(new Error('There is no network to be cut off from.')),
    close: () => void (globalThis.fetch = before),
  }
}

/** The request with what a browser would add to it of the page. */
async function recorded(input: RequestInfo | URL, init: RequestInit): Promise<ContractRequest> {
  const url = new URL(input instanceof Request ? input.url : input, location.href)
  const headers = Object.fromEntries(new Headers(init.headers))
  const referer = refererOf(url, init.referrerPolicy)
  const { credentials = 'same-origin' } = init
  const isTold = credentials === 'include' || (credentials === 'same-origin' && isOwn(url))
  if (referer) headers.referer = referer
  if (isTold && document.cookie) headers.cookie = document.cookie
  const body = init.body == null ? '' : await new Response(init.body).text()
  return { at: Date.now(), url: url.href, headers, body }
}

const isOwn = ({ origin }: URL): boolean => origin === location.origin

/** As by the default policy of browsers, and by the one under which most is told. */
function refererOf(url: URL, policy = ''): string {
  if (policy === 'no-referrer') return ''
  const whole = location.href.replace(/#.*/s, '')
  return isOwn(url) || policy === 'unsafe-url' ? whole : `${location.origin}/`
}

function hang(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason as Error)),
  )
}
