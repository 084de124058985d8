import type { BeforeSendFn, CaptureResult } from 'posthog-js/dist/module.slim.no-external'

export interface FailedRequest {
  readonly data?: object | readonly object[]
}

/** Stands in for posthog-js: it emits what it is asked for, and notes what is done to it. */
export class FakePostHog {
  static version = '1.434.18'
  /** All of this test, in the order in which they were made. */
  static made: FakePostHog[] = []
  /** What else it emits, by itself, with each thing that it is asked for. */
  static chatter: string[] = []
  /** Whether it drops what it is asked for, as for a bot. */
  static silent = false

  readonly version = FakePostHog.version
  readonly done: unknown[][] = []
  readonly emitted: CaptureResult[] = []
  readonly rateLimiter = { serverLimits: {} as Record<string, number> }
  readonly sessionPersistence = {
    /** Writes what was typed into a search engine to storage. */
    update_search_keyword: () => void this.done.push(['keep search keyword']),
  }
  private optedIn = false
  readonly _requestQueue = {
    /** What waits for the next batch; each unloading takes all of it. */
    _queue: [] as { data: unknown }[],
    unload: () => {
      this.unloaded.push(this._requestQueue._queue.splice(0).map(({ data }) => data))
      this.note('unload queue')
    },
  }
  readonly unloaded: unknown[][] = []
  readonly _retryQueue = {
    unload: () => this.note('unload retries'),
    resume: () => this.note('resume retries'),
    /** Where a request ends up that has failed. */
    _enqueue: (request: FailedRequest) => void this.retried.push(request),
  }
  readonly retried: FailedRequest[] = []
  private readonly captured: ((event: CaptureResult) => void)[] = []
  key = ''
  session = 'session'
  options!: { before_send: BeforeSendFn; [name: string]: unknown }

  constructor() {
    FakePostHog.made.push(this)
  }
  init(key: string, options: object): void {
    this.key = key
    this.options = options as this['options']
  }
  capture = (event: string): void => {
    this.sessionPersistence.update_search_keyword()
    this.emit(event)
  }
  has_opted_out_capturing = (): boolean => !this.optedIn
  /** As when somebody empties the storage in which it is kept. */
  forgetConsent = (): void => void (this.optedIn = false)
  identify(...args: unknown[]): void {
    this.done.push(['identify', ...args])
    this.emit('$identify')
  }
  group(...args: unknown[]): void {
    this.done.push(['group', ...args])
    this.emit('$groupidentify')
  }
  on(event: string, listener: (event: CaptureResult) => void): void {
    if (event === 'eventCaptured') this.captured.push(listener)
  }
  onSessionId(listener: (id: string) => void): void {
    listener(this.session)
  }
  register(properties: object): void {
    this.done.push(['register', properties])
  }
  opt_in_capturing = (): void => {
    this.optedIn = true
    this.note('opt in')
  }
  opt_out_capturing = (): void => {
    this.optedIn = false
    this.note('opt out')
  }
  reset = (): void => this.note('reset')
  /** What an earlier visit has stored. */
  static stored: { readonly distinct_id: string; readonly $groups?: Record<string, string> } = {
    distinct_id: 'made-up',
  }
  get_distinct_id = (): string => FakePostHog.stored.distinct_id
  get_property = (name: string): unknown => (FakePostHog.stored as Record<string, unknown>)[name]
  getGroups = (): Record<string, string> => FakePostHog.stored.$groups ?? {}

  /** What it was told to do, with whether anything could get out at that time. */
  private note(what: string): void {
    this.done.push([what, this.rateLimiter.serverLimits.events === Infinity ? 'shut' : 'open'])
  }
  private emit(event: string): void {
    for (const name of FakePostHog.silent ? [] : [...FakePostHog.chatter, event]) {
      const properties = { title: 'secret', token: this.key, $session_id: this.session }
      const result = { uuid: 'sdk', event: name, properties }
      const sent = this.options.before_send(result as CaptureResult)
      if (!sent) continue
      this.emitted.push(sent)
      this.captured.forEach((tell) => tell(sent))
    }
  }
}
