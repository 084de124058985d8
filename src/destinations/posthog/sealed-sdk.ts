import { PostHog, type PostHogConfig } from 'posthog-js/dist/module.slim.no-external'

/** The only version of posthog-js whose inner parts were tested to be as they are used here. */
const TESTED_VERSION = '1.434.18'

/** What is leaned on inside posthog-js, which offers no public way to do it. */
interface SdkInternals {
  readonly rateLimiter: { readonly serverLimits: Record<string, number> }
  readonly _requestQueue?: { unload(): void }
  readonly _retryQueue?: RetryQueue
}

interface RetryQueue {
  unload(): void
  resume(): void
  /** Takes a request that has failed; `data` is one event or several. */
  _enqueue(request: { readonly data?: object | readonly object[] }, retryAfter?: number): void
}

/** An instance of posthog-js that can be opened and closed for good measure. */
export interface SealedSdk {
  readonly sdk: PostHog
  /** Lets events through, as nobody in particular. */
  open(): void
  /** Stops everything at once: what is queued or retrying is dropped, what is stored removed. */
  close(): void
  /** Becomes somebody else. */
  reset(): void
  /** Sends what is queued by a transport that survives the page. */
  flush(): void
}

/**
 * @throws where the installed posthog-js is not the tested one: its inner parts may have moved,
 * and a stop that does not stop is worse than no telemetry
 */
export function createSealedSdk(key: string, options: Partial<PostHogConfig>): SealedSdk {
  const sdk = new PostHog()
  if (sdk.version !== TESTED_VERSION) throw new UntestedSdkError()
  sdk.init(key, options)
  keepAddressOut(sdk)
  const { rateLimiter, _requestQueue, _retryQueue } = sdk as unknown as SdkInternals
  if (!_requestQueue || !_retryQueue) throw new UntestedSdkError()
  const forget = retryOnlyOwn(sdk, _retryQueue)

  const shut = (): void => {
    // Checked before every request, first tries and retries alike.
    rateLimiter.serverLimits.events = Infinity
    sdk.opt_out_capturing()
  }
  const enter = (): void => {
    delete rateLimiter.serverLimits.events
    sdk.opt_in_capturing({ captureEventName: false })
  }
  return {
    sdk,
    open() {
      _retryQueue.resume()
      enter()
    },
    close() {
      shut()
      // Emptied while nothing gets out, so that nothing of now is sent after a later yes.
      _requestQueue.unload()
      _retryQueue.unload()
      forget()
      sdk.reset(true)
    },
    reset() {
      // posthog-js forgets consent with the rest, and warns about it on the console if it held.
      shut()
      sdk.reset(true)
      enter()
    },
    flush: () => _requestQueue.unload(),
  }
}

/**
 * Requests that are under way when everything is stopped may fail after it was opened again, and
 * would then be retried: only what was captured since the last stop is.
 *
 * @returns what forgets everything captured so far
 */
function retryOnlyOwn(sdk: PostHog, queue: RetryQueue): () => void {
  let captured = new WeakSet<object>()
  sdk.on('eventCaptured', (event: object) => captured.add(event))
  const enqueue = queue._enqueue.bind(queue)
  queue._enqueue = (request, retryAfter) => {
    const events = [request.data ?? []].flat()
    if (events.every((event) => captured.has(event))) enqueue(request, retryAfter)
  }
  return () => {
    captured = new WeakSet()
  }
}

/**
 * With each session posthog-js notes the address and the referrer that it began with, and keeps
 * them at rest. It offers no switch for that, but runs this right after its own note and before
 * it writes.
 */
function keepAddressOut(sdk: PostHog): void {
  sdk.onSessionId((sessionId) => {
    sdk.register({ $client_session_props: { sessionId, props: { r: '$direct', u: '' } } })
  })
}

/** The installed posthog-js is not the tested one. */
export class UntestedSdkError extends Error {
  override readonly name = 'UntestedSdkError'
}
