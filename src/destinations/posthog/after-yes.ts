/**
 * Everything of PostHog that is loaded after the yes, as one chunk. The chunk takes this file's
 * name: it names no vendor, which content blockers look for, and a precaching service worker can
 * leave it out by it (docs/destinations.md).
 */
import type { CaptureResult, PostHog } from 'posthog-js/dist/module.slim.no-external'
import { report } from '../../diagnostics.ts'
import type { PlainRecord, TelemetryEvent } from '../../events.ts'
import type { DestinationContext, Refusal, RunningDestination } from '../destination.ts'
import type { PostHogSettings } from './posthog.ts'
import { createSdkOptions } from './sdk-options.ts'
import { createSealedSdk, UntestedSdkError, type SealedSdk } from './sealed-sdk.ts'
import { buildWireEvent, EMITTED_AS } from './second-wall.ts'

/** An instance lives as long as the page, since posthog-js cannot be taken down. */
export interface OpenedPostHog extends SealedSdk {
  send(event: TelemetryEvent): Refusal | undefined
}

/**
 * @param context - where to, and under which storage names
 * @param instances - those of this page, by key and host: opened again rather than made again,
 * because each leaves listeners behind that it offers no way to remove
 */
export function startPostHog(
  context: DestinationContext,
  instances: Map<string, OpenedPostHog>,
): RunningDestination {
  const { key, host } = context.settings as PostHogSettings
  const instanceKey = `${key} ${host}`
  const posthog = instances.get(instanceKey) ?? createPostHog(key, host, context)
  instances.set(instanceKey, posthog)
  posthog.open()
  return { send: posthog.send, flush: () => posthog.flush(), stop: () => posthog.close() }
}

function createPostHog(key: string, host: string, context: DestinationContext): OpenedPostHog {
  let handing: TelemetryEvent | null = null
  let emitted = false

  /** The only way out: for what is being handed over right now, under a name that it may have. */
  const beforeSend = (result: CaptureResult | null): CaptureResult | null => {
    if (!handing || !result) return null
    const names = handing.type === 'track' ? [handing.name] : EMITTED_AS[handing.type]
    if (!names.includes(result.event)) return null
    emitted = true
    return buildWireEvent(handing, result)
  }
  const sealed = seal(key, createSdkOptions({ ...context, host, beforeSend }))
  const send = (event: TelemetryEvent): Refusal | undefined => {
    handing = event
    emitted = false
    try {
      if (event.type === 'reset') sealed.reset()
      else handOver(sealed.sdk, event)
    } finally {
      handing = null
    }
    if (emitted || event.type === 'reset') return undefined
    // Said before: posthog-js sends neither the same traits nor the same group twice.
    return event.type === 'identify' || event.type === 'group' ? 'duplicate' : 'sdk'
  }
  return { ...sealed, send }
}

function seal(...input: Parameters<typeof createSealedSdk>): SealedSdk {
  try {
    return createSealedSdk(...input)
  } catch (error) {
    if (process.env.NODE_ENV !== 'production' && error instanceof UntestedSdkError) report('VT402')
    throw error
  }
}

/** Handed over without options, which would make a request of its own of each event. */
function handOver(sdk: PostHog, event: Exclude<TelemetryEvent, { type: 'reset' }>): void {
  switch (event.type) {
    case 'identify':
      return sdk.identify(event.userId, unlessEmpty(event.traits))
    case 'group':
      return sdk.group(event.groupType, event.groupKey, unlessEmpty(event.traits))
    case 'track':
      return void sdk.capture(event.name)
    default:
      return void sdk.capture(EMITTED_AS[event.type][0]!)
  }
}

/** An empty object would count as traits to be set, and make an event that says nothing. */
function unlessEmpty(traits: PlainRecord): Record<string, unknown> | undefined {
  return Object.keys(traits).length > 0 ? { ...traits } : undefined
}
