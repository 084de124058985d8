import { scrubMessage, type ScrubOptions, type SegmentMessage } from './scrub-message.ts'

/** What the SDK hands to the hooks of a plugin, as far as it is used. */
interface HookContext {
  event: object
  cancel(): never
}

type Hook = <Context extends HookContext>(context: Context) => Context

/** A plugin of Segment's SDK, without its types. */
export interface SegmentPlugin {
  readonly name: string
  readonly version: string
  /** The only kind for which the SDK drops what fails; `enrichment` would let it through. */
  readonly type: 'before'
  isLoaded(): boolean
  load(): Promise<void>
  track: Hook
  page: Hook
  identify: Hook
  group: Hook
  alias: Hook
  screen: Hook
}

/**
 * The same as `scrubMiddleware`, as a plugin, which needs no code that the SDK imports later.
 *
 * @example AnalyticsBrowser.load({ writeKey, plugins: [scrubPlugin()] }, { useQueryString: false })
 */
export function scrubPlugin(options: ScrubOptions = {}): SegmentPlugin {
  return createPlugin('vue-telemetry scrub', (message) => scrubMessage(message, options))
}

/**
 * Makes a plugin that replaces each message before any destination sees it.
 *
 * @param replace - gives the message to send, or `null` for none; where it throws there is none
 */
export function createPlugin(
  name: string,
  replace: (message: SegmentMessage) => object | null,
): SegmentPlugin {
  const hook: Hook = (context) => {
    context.event = attempt(() => replace(context.event as SegmentMessage)) ?? drop(context)
    return context
  }
  return {
    name,
    version: '1.0.0',
    type: 'before',
    isLoaded: () => true,
    load: async () => {},
    track: hook,
    page: hook,
    identify: hook,
    group: hook,
    alias: hook,
    screen: hook,
  }
}

function attempt(replace: () => object | null): object | null {
  try {
    return replace()
  } catch {
    return null
  }
}

/**
 * Drops a message for good. What is thrown has to be of the SDK's own class, which is not imported
 * here: it would put the SDK into this package. Anything else is tried again, and until then kept
 * in `localStorage` as it was before.
 */
function drop(context: HookContext): never {
  try {
    return context.cancel()
  } catch (cancelation) {
    throw Object.assign(cancelation as object, { retry: false })
  }
}
