import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { report } from '../diagnostics.ts'
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
 * @param parse - checks a value that has arrived
 * @param update - receives each state, the first before this returns unless it is loading
 */
export function watchConfig(
  source: MaybeRefOrGetter<unknown>,
  parse: (value: unknown) => ParseResult,
  update: (state: ConfigState) => void,
): void {
  let newest = 0
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
    try {
      const value = toValue(source)
      if (value === undefined || value === null) return { status: 'loading' }
      return isPromise(value) ? Promise.resolve(value) : settle(value)
    } catch {
      return fail()
    }
  }
  const receive = (found: ConfigState | Promise<unknown>): void => {
    const turn = ++newest
    if (!isPromise(found)) return update(found)
    const unlessOvertaken = (state: () => ConfigState) => (): void => {
      if (turn === newest) update(state())
    }
    found.then((value) => unlessOvertaken(() => settle(value))(), unlessOvertaken(fail))
  }
  // What arrives after the end is overtaken by it.
  onScopeDispose(() => newest++)
  // In an array, because Vue reports the rejection of a promise that a getter returns as the
  // app's own error.
  watch(
    () => [read()] as const,
    ([found]) => receive(found),
    { immediate: true, flush: 'sync' },
  )
}

const FAILED: ConfigState = { status: 'failed' }

function fail(): ConfigState {
  if (process.env.NODE_ENV !== 'production') report('VT202')
  return FAILED
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | null)?.then === 'function'
}
