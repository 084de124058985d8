/**
 * What is needed of Playwright, by its shape: a test hands over the `page` that it has, and this
 * package depends on no version of Playwright.
 */
export interface BrowserPage {
  url(): string
  isClosed(): boolean
  context(): BrowserContext
  mainFrame(): BrowserFrame
  evaluate<Result>(read: () => Result | Promise<Result>): Promise<Result>
  on(event: 'framenavigated', listener: (frame: BrowserFrame) => void): unknown
  off(event: 'framenavigated', listener: (frame: BrowserFrame) => void): unknown
}

export interface BrowserContext {
  pages(): BrowserPage[]
  storageState(): Promise<BrowserStorage>
  on(event: 'request', listener: (request: BrowserRequest) => void): unknown
  off(event: 'request', listener: (request: BrowserRequest) => void): unknown
  route(url: RegExp, handler: (route: BrowserRoute) => Promise<void>): Promise<unknown>
  unroute(url: RegExp, handler: (route: BrowserRoute) => Promise<void>): Promise<unknown>
}

export interface BrowserFrame {
  url(): string
}

export interface BrowserRoute {
  fallback(): Promise<void>
}

export interface BrowserRequest {
  url(): string
  method(): string
  headers(): Record<string, string>
  allHeaders(): Promise<Record<string, string>>
  postDataBuffer(): Uint8Array | null
}

export interface BrowserStorage {
  readonly cookies: readonly { readonly name: string; readonly value: string }[]
  readonly origins: readonly {
    readonly localStorage: readonly { readonly name: string; readonly value: string }[]
  }[]
}
