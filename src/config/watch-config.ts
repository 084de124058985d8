import { toValue, watch, type MaybeRefOrGetter } from 'vue'
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
  const settle = (value: unknown): void => {
    const { config, problem } = parse(value)
    if (config) return update({ status: 'ready', config })
    if (process.env.NODE_ENV !== 'production') {
      report('VT201', `${problem.key}: found ${problem.found}, expected ${problem.expected}`)
    }
    update({ status: 'failed' })
  }
  const fail = (): void => {
    if (process.env.NODE_ENV !== 'production') report('VT202')
    update({ status: 'failed' })
  }
  const receive = (value: unknown): void => {
    const turn = ++newest
    if (isPromise(value)) {
      const current = (then: () => void) => () => turn === newest && then()
      value.then((config) => current(() => settle(config))(), current(fail))
    } else if (value === undefined || value === null) {
      update({ status: 'loading' })
    } else {
      settle(value)
    }
  }
  // `deep`, so that a switch flipped inside a reactive configuration is noticed. In an array,
  // because Vue reports the rejection of a promise that a getter returns as the app's own error.
  watch(
    () => [readSource(source)],
    ([value]) => receive(value),
    { immediate: true, deep: true, flush: 'sync' },
  )
}

/** A function that throws is a configuration that failed, not an error of the application. */
function readSource(source: MaybeRefOrGetter<unknown>): unknown {
  try {
    return toValue(source)
  } catch (error) {
    return Promise.reject(error)
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null)?.then === 'function'
}
