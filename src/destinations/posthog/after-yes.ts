/**
 * Everything of PostHog that is loaded after the yes, as one chunk. The chunk takes this file's
 * name: it names no vendor, which content blockers look for, and a precaching service worker can
 * leave it out by it (docs/destinations.md).
 */
import type { CaptureResult, PostHog } from 'posthog-js/dist/module.slim.no-external'
import { report } from '../../diagnostics.ts'
import type { TelemetryEvent } from '../../events.ts'
import type { DestinationContext, Refusal, StartDestination } from '../destination.ts'
import type { PostHogSettings } from './posthog.ts'
import { createSdkOptions } from './sdk-options.ts'
import { createSealedSdk, UntestedSdkError, type SealedSdk } from './sealed-sdk.ts'
import { createViewCheck } from '../after-yes-view-check.ts'
import { buildWireEvent, EMITTED_AS, unlessEmpty } from './second-wall.ts'

/** An instance lives as long as the page, since posthog-js cannot be taken down. */
interface OpenedPostHog extends SealedSdk {
  send(
    event: TelemetryEvent,
    context: Pick<DestinationContext, 'mayStillSend' | 'isPrivate'>,
  ): Refusal | undefined
}

export const startPostHog: StartDestination = (context) => {
  const settings = context.settings as PostHogSettings
  const instances = instancesOfPage(context.storagePrefix)
  const instanceKey = `${settings.key} ${settings.host}`
  const posthog = instances.get(instanceKey) ?? createPostHog(settings, context)
  instances.set(instanceKey, posthog)
  posthog.open()
  // Whoever was known by an address to an earlier version is somebody new.
  if (posthog.ids().some(context.isPrivate)) posthog.reset()
  return {
    send: (event) => posthog.send(event, context),
    flush: () => posthog.flush(),
    stop: (underWay) => posthog.close(underWay),
  }
}

/**
 * The instances that this page has made, by key and host. They are opened again rather than made
 * again, because each leaves listeners behind that it offers no way to remove; and they outlive
 * the telemetry that made them, which an app may mount anew.
 */
function instancesOfPage(storagePrefix: string): Map<string, OpenedPostHog> {
  const page = globalThis as unknown as Record<symbol, Map<string, OpenedPostHog> | undefined>
  return (page[Symbol.for(`vue-telemetry:posthog:${storagePrefix}`)] ??= new Map())
}

function createPostHog(settings: PostHogSettings, context: DestinationContext): OpenedPostHog {
  const isOfSession = createViewCheck()
  const isOfPerson = createViewCheck()
  let persons = 0
  let handing: TelemetryEvent | null = null
  let emitted = false

  /** The only way out: for what is being handed over right now, under a name that it may have. */
  const beforeSend = (result: CaptureResult | null): CaptureResult | null => {
    if (!handing || !result) return null
    const names = handing.type === 'track' ? [handing.name] : EMITTED_AS[handing.type]
    if (!names.includes(result.event)) return null
    emitted = true
    return buildWireEvent(handing, result, {
      identity: context.identity,
      isOfSession: isOfSession(handing, result.properties.$session_id),
      isOfPerson: isOfPerson(handing, persons),
    })
  }
  const sealed = seal(settings.key, createSdkOptions({ ...context, ...settings, beforeSend }))
  const send = (
    event: TelemetryEvent,
    { mayStillSend, isPrivate }: Pick<DestinationContext, 'mayStillSend' | 'isPrivate'>,
  ): Refusal | undefined => {
    // That it is open is kept in storage, which the app or another tab may have emptied.
    if (!sealed.isOpen()) {
      if (!mayStillSend()) return 'sdk'
      sealed.open()
    }
    handing = event
    emitted = false
    try {
      // Somebody else may have been there last, and gone without signing out.
      const isSomebodyElse = event.type === 'identify' && sealed.isOtherThan(event.userId)
      const isSignOut = event.type === 'reset' && !(event.ifKnown && sealed.isNobody())
      if (isSignOut || isSomebodyElse) {
        persons += 1
        sealed.reset()
      }
      // It was said when nobody knew yet whose id the key of a group would turn out to be.
      sealed.leaveGroups(isPrivate)
      if (event.type !== 'reset') handOver(sealed.sdk, event)
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
