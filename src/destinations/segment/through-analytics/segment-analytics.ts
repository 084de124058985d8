import type { SegmentPlugin } from '../scrub/scrub-plugin.ts'

/**
 * What is called of an `AnalyticsBrowser` of `@segment/analytics-next`, or of the `Analytics` that
 * it gives when it has loaded. Told by its shape, so that an app without the package needs no types
 * of it.
 */
export interface SegmentAnalytics {
  track(event: string, properties: object, options: object): Promise<unknown>
  page(category: undefined, name: string, properties: object, options: object): Promise<unknown>
  identify(userId: string, traits: object, options: object): Promise<unknown>
  group(groupId: string, traits: object, options: object): Promise<unknown>
  reset(): unknown
  /** Whom it knows; an `Analytics` says so at once. */
  user?(): MaybePromise<{ id(): unknown }>
  register(plugin: SegmentPlugin): Promise<unknown>
}

type MaybePromise<T> = T | Promise<T>

const METHODS = ['track', 'page', 'identify', 'group', 'reset', 'register'] as const

/** Whether everything is there that is called. */
export function isSegmentAnalytics(value: unknown): value is SegmentAnalytics {
  const given = (value ?? {}) as Record<string, unknown>
  return METHODS.every((method) => typeof given[method] === 'function')
}
