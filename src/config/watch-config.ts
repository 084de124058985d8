import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { report } from '../diagnostics.ts'
import { watchReturn } from '../watch-return.ts'
import { isShown } from '../when-shown.ts'
import type { ParseResult } from './parse-config.ts'
import type { ConfigState } from './runtime-config.ts'

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
 * @param parse - checks a value that has arrived
 * @param update - receives each state, the first before this returns unless it is loading
 */
export function watchConfig(
  source: MaybeRefOrGetter<unknown>,
  refresh: number,
  parse: (value: unknown) => ParseResult,
  update: (state: ConfigState) => void,
): void {
  let newest = 0
  let readAt = 0
  let state: ConfigState = FAILED
  /** How often it was asked for again. */
  const asked = shallowRef(0)
  let isAskedAgain = false
  const settle = (value: unknown): ConfigState => {
    const { config, problem } = parse(value)
    if (config) return { status: 'ready', config }
    if (process.env.NODE_ENV !== 'production') {
      report('VT201', `${problem.key}: found ${problem.found}, expected ${problem.expected}`)
    }
    return FAILED
  }
  /** Read inside the watcher, so that a switch flipped in a reactive configuration is noticed. */
  const read = (): ConfigState | Promise<unknown> => {
    readAt = Date.now()
    try {
      const value = toValue(source)
      if (value === undefined || value === null) return { status: 'loading' }
      return isPromise(value) ? Promise.resolve(value) : settle(value)
    } catch {
      return failed(isAskedAgain)
    }
  }
  const failed = (isRefresh: boolean): ConfigState => {
    if (process.env.NODE_ENV !== 'production') report('VT202')
    return isRefresh ? state : FAILED
  }
  const receive = (found: ConfigState | Promise<unknown>): void => {
    const turn = ++newest
    const isRefresh = isAskedAgain
    if (!isPromise(found)) return accept(found)
    const unlessOvertaken = (next: () => ConfigState) => (): void => {
      if (turn === newest) accept(next())
    }
    found.then(
      (value) => unlessOvertaken(() => settle(value))(),
      unlessOvertaken(() => failed(isRefresh)),
    )
  }
  const accept = (next: ConfigState): void => {
    state = next
    update(next)
  }
  // What arrives after the end is overtaken by it.
  onScopeDispose(() => newest++)
  // In an array, because Vue reports the rejection of a promise that a getter returns as the
  // app's own error.
  watch(
    () => [read(), asked.value] as const,
    ([found]) => receive(found),
    { immediate: true, flush: 'sync' },
  )
  if (typeof source !== 'function') return
  watchReturn(() => {
    if (!isShown() || Date.now() - readAt < refresh * MINUTE) return
    isAskedAgain = true
    asked.value++
    isAskedAgain = false
  })
}

const MINUTE = 60_000

const FAILED: ConfigState = { status: 'failed' }

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | null)?.then === 'function'
}
