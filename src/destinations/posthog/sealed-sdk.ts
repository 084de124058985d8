import { PostHog, type PostHogConfig } from 'posthog-js/dist/module.slim.no-external'

/** The only version of posthog-js whose inner parts were tested to be as they are used here. */
const TESTED_VERSION = '1.434.18'

/** What is leaned on inside posthog-js, which offers no public way to do it. */
interface SdkInternals {
  readonly rateLimiter: { readonly serverLimits: Record<string, number> }
  readonly sessionPersistence?: { update_search_keyword?: () => void }
  readonly _requestQueue?: RequestQueue
  readonly _retryQueue?: RetryQueue
}

interface RequestQueue {
  /** What waits for the next batch. */
  _queue: readonly { readonly data?: unknown }[]
  /** Sends it as one request. */
  unload(): void
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
  /** Whether events get out; false as well where somebody has removed what is kept of it. */
  isOpen(): boolean
  /** Lets events through. */
  open(): void
  /**
   * Stops everything at once: what is queued or retrying is dropped, what is stored removed.
   *
   * @param underWay - what becomes of requests that are under way
   */
  close(underWay: 'cancel' | 'finish'): void
  /** Becomes somebody else. */
  reset(): void
  /** Whether it knows nobody by an id that was passed. */
  isNobody(): boolean
  /** Whether it knows somebody by another id that was passed. */
  isOtherThan(userId: string): boolean
  /** Is in no group any more, where the key of one may not be told. */
  leaveGroups(isPrivate: (key: string) => boolean): void
  /** By which ids it knows somebody: made up, passed, or stored by an earlier version. */
  ids(): string[]
  /** Sends what is queued by a transport that survives the page. */
  flush(): void
}

/** How long a request may take, in milliseconds; as long as posthog-js gives it. */
const REQUEST_TIMEOUT = 60_000

/**
 * @throws where the installed posthog-js is not the tested one: its inner parts may have moved,
 * and a stop that does not stop is worse than no telemetry
 */
export function createSealedSdk(key: string, options: Partial<PostHogConfig>): SealedSdk {
  const sdk = new PostHog()
  if (sdk.version !== TESTED_VERSION) throw new UntestedSdkError()
  let lease = new AbortController()
  sdk.init(
    key,
    cancellable(options, () => lease.signal),
  )
  const { requests, retries, limits, forget } = takeInternals(sdk)
  keepAddressOut(sdk)
  // Where nothing is kept, that it is open is not either; its limits keep it shut all the same.
  const keepsAnything = options.persistence !== 'memory'

  const userId = (): unknown => sdk.get_property('$user_id')
  const shut = (): void => {
    // Checked before every request, first tries and retries alike. Not to be written, because an
    // answer that arrives later may set a limit of its own.
    Object.defineProperty(limits, 'events', { value: Infinity, configurable: true })
    if (keepsAnything) sdk.opt_out_capturing()
  }
  const enter = (): void => {
    delete limits.events
    if (keepsAnything) sdk.opt_in_capturing({ captureEventName: false })
  }
  return {
    sdk,
    isOpen: () => !sdk.has_opted_out_capturing(),
    open() {
      if (lease.signal.aborted) lease = new AbortController()
      retries.resume()
      enter()
    },
    close(underWay) {
      shut()
      // Emptied while nothing gets out, so that nothing of now is sent after a later yes.
      requests.unload()
      retries.unload()
      forget()
      if (underWay === 'cancel') lease.abort()
      sdk.reset(true)
    },
    reset() {
      // posthog-js forgets consent with the rest, and warns about it on the console if it held.
      shut()
      sdk.reset(true)
      enter()
    },
    isNobody: () => isNobody(userId()),
    isOtherThan: (id) => !isNobody(userId()) && userId() !== id,
    leaveGroups(isPrivate) {
      if (Object.values(sdk.getGroups()).map(String).some(isPrivate)) sdk.resetGroups()
    },
    ids: () =>
      [
        sdk.get_distinct_id(),
        ...['$device_id', '$user_id'].map((name) => sdk.get_property(name)),
        ...Object.values(sdk.getGroups()),
      ].filter((id): id is string => typeof id === 'string'),
    flush: () => unloadLatestFirst(requests),
  }
}

function takeInternals(sdk: PostHog) {
  const internals = sdk as unknown as SdkInternals
  const { rateLimiter, sessionPersistence, _requestQueue, _retryQueue } = internals
  if (
    !Array.isArray(_requestQueue?._queue) ||
    !_retryQueue ||
    !sessionPersistence?.update_search_keyword
  ) {
    throw new UntestedSdkError()
  }
  // Keeps what somebody typed into a search engine, or into anything whose address looks like one.
  sessionPersistence.update_search_keyword = () => {}
  const limits: Record<string, number | undefined> = rateLimiter.serverLimits
  const forget = retryOnlyOwn(sdk, _retryQueue)
  return { requests: _requestQueue, retries: _retryQueue, limits, forget }
}

/**
 * How much one request may hold, in characters before compression, to be certain of a place among
 * the 64 kB that a browser takes of a page that goes away. Of a request it takes all or nothing.
 */
const CERTAIN = 32_000

/**
 * Sends what waits. Where that is more than is certain to survive the page, the latest goes
 * first, in a request of its own: the rest is sent as far as the browser takes it.
 */
function unloadLatestFirst(queue: RequestQueue): void {
  const waiting = queue._queue
  let room = CERTAIN
  const start = waiting.findLastIndex(({ data }) => {
    room -= JSON.stringify(data ?? null).length
    return room < 0
  })
  for (const part of [waiting.slice(start + 1), waiting.slice(0, start + 1)]) {
    queue._queue = part
    if (part.length > 0) queue.unload()
  }
}

/**
 * Between its last check and the request posthog-js compresses, which takes a moment in which
 * somebody may say no. Its options are read at the very last, so that a signal in them is one
 * that is true then; and it cancels what is under way.
 */
function cancellable(
  options: Partial<PostHogConfig>,
  current: () => AbortSignal,
): Partial<PostHogConfig> {
  const fetchOptions = Object.defineProperty({ ...options.fetch_options }, 'signal', {
    enumerable: true,
    get: () =>
      // In browsers from before 2024 a request is given up by the browser alone.
      AbortSignal.any?.([current(), AbortSignal.timeout(REQUEST_TIMEOUT)]) ?? current(),
  })
  return { ...options, fetch_options: fetchOptions }
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

function isNobody(userId: unknown): boolean {
  return userId === undefined || userId === null
}

/** The installed posthog-js is not the tested one. */
export class UntestedSdkError extends Error {
  override readonly name = 'UntestedSdkError'
}
