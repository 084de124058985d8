import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { report } from '../diagnostics.ts'
import { watchReturn } from '../watch-return.ts'
import { isShown } from '../when-shown.ts'
import { problemOf } from './read-value.ts'
import type { ConfigState, ParsedConfig } from './runtime-config.ts'

/**
 * Follows the configuration in whatever form the developer gives it, and hands on each state.
 * While a newer promise loads, the older state stands; a promise that a newer value has
 * overtaken is ignored.
 *
 * Must be called inside an effect scope, which ends it.
 *
 * @param source - see `TelemetryOptions.config`
 * @param refresh - after how many minutes a function is called again when the page is shown. A
 * call that fails then changes nothing, since a network that is away for a moment is no answer
 * @param parse - checks a value that has arrived, and throws where it is not what is expected
 * @param update - receives each state, the first before this returns unless it is loading
 */
export function watchConfig(
  source: MaybeRefOrGetter<unknown>,
  refresh: number,
  parse: (value: unknown) => ParsedConfig,
  update: (state: ConfigState) => void,
): void {
  let asks = 0
  /** The answer to an earlier call than that comes too late. */
  let least = 0
  let readAt = 0
  /** How often it was asked for again. */
  const asked = shallowRef(0)
  let isAskedAgain = false
  const settle = (value: unknown): ConfigState => {
    try {
      return parse(value)
    } catch (error) {
      if (process.env.NODE_ENV !== 'production') {
        const { key, found, expected } = problemOf(error)
        report('VT201', `${key}: found ${found}, expected ${expected}`)
      }
      return 'failed'
    }
  }
  /** Read inside the watcher, so that a switch flipped in a reactive configuration is noticed. */
  const read = (): Answer | Promise<unknown> => {
    readAt = Date.now()
    try {
      const value = toValue(source)
      if (value === undefined || value === null) return 'loading'
      return isPromise(value) ? Promise.resolve(value) : settle(value)
    } catch {
      return failed(isAskedAgain)
    }
  }
  const receive = (found: Answer | Promise<unknown>): void => {
    const turn = ++asks
    const isRefresh = isAskedAgain
    // Asking again overtakes nothing until it is answered: what is on its way may be all there is.
    if (!isRefresh) least = turn
    const accept = (answer: () => Answer): void => {
      const next = turn >= least && answer()
      // Reading it may have brought a newer one about.
      if (!next || turn < least) return
      least = turn
      update(next)
    }
    if (!isPromise(found)) return accept(() => found)
    found.then(
      (value) => accept(() => settle(value)),
      () => accept(() => failed(isRefresh)),
    )
  }
  // What arrives after the end comes too late.
  onScopeDispose(() => (least = Infinity))
  // In an array, because Vue reports the rejection of a promise that a getter returns as the
  // app's own error.
  watch(
    () => [read(), asked.value] as const,
    ([found]) => receive(found),
    { immediate: true, flush: 'sync' },
  )
  if (typeof source !== 'function') return
  watchReturn(() => {
    if (!isShown() || Math.abs(Date.now() - readAt) < refresh * MINUTE) return
    isAskedAgain = true
    asked.value++
    isAskedAgain = false
  })
}

function failed(isRefresh: boolean): Answer {
  if (process.env.NODE_ENV !== 'production') report('VT202')
  return isRefresh ? null : 'failed'
}

const MINUTE = 60_000

/** A state; `null` where nothing was learned. */
type Answer = ConfigState | null

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | null)?.then === 'function'
}
