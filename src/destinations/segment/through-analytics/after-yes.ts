import { report } from '../../../diagnostics.ts'
import type { ResetEvent, TelemetryEvent } from '../../../events.ts'
import { VERSION } from '../../../version.ts'
import type { Answer, DestinationContext, StartDestination } from '../../destination.ts'
import { toSpecMessage, type SpecMessage } from '../../spec/after-yes-message.ts'
import { buildMessage, type Sender } from './build-message.ts'
import { callAnalytics } from './call-analytics.ts'
import { watchMessages, type OwnMessages } from './own-messages.ts'
import { isSegmentAnalytics, type SegmentAnalytics } from './segment-analytics.ts'

/** What is read of the settings of the destination. */
interface ThroughAnalyticsSettings {
  /** The destinations behind Segment that may have our messages, by their names in its catalogue. */
  readonly integrations: Readonly<Record<string, boolean>>
}

/** Where the SDK does not say who it is. */
const LIBRARY = { name: 'vue-telemetry', version: VERSION }

/**
 * Sends through an `AnalyticsBrowser` that the application has loaded. Our messages are built from
 * a list, and everything else that the instance sends is scrubbed from this start on, the calls of
 * the application included.
 *
 * After a stop nothing of ours is handed over, and what still waits in the SDK for its plugins is
 * dropped. The rest is the SDK's own, and offers no way to promise it:
 *
 * - **Batches**: with `deliveryStrategy: { strategy: 'batching' }` what is in the batch is sent,
 *   up to `size` messages within `timeout`, and on leaving the page.
 * - **Retries**: what could not be delivered is tried again, ten times, and after a reload.
 * - **What it keeps**: cookies and `localStorage` under `ajs_…`, with the id passed to `identify`
 *   and the key passed to `group`, and queues under `persisted-queue:…`. A no removes none of it,
 *   since it is the application's as well, and whoever says yes again is known by the same id;
 *   `disableClientPersistence: true` keeps it from being.
 * - **What it kept earlier**: a queue from before is sent on load, past every plugin.
 * - **The application's own messages** before this start, and where they are sent after a no.
 * - **Plugins that come later**: `enrichment` plugins, and those registered after this start, may
 *   add to a message whatever they like.
 * - **Identity from the address**: `?ajs_uid=…&ajs_event=…` becomes calls of the application;
 *   `useQueryString: false` turns it off.
 * - **`Referer`**: the SDK sets no referrer policy, so that requests to the page's own origin hold
 *   its full address, unless its `Referrer-Policy` says otherwise.
 * - **Ids of messages under way**: a message without a user gets the one that is known when it is
 *   sent, by the SDK.
 * - **Closing tabs**: the SDK needs timers to send a message, so that the last ones may be lost.
 * - **"Sent"**: told when the SDK has done with a message for the first time. A failure that it
 *   tries again, a batch, an SDK that is disabled, and an HTML page in place of an answer count as
 *   sent.
 *
 * @throws where `analytics` is not what is expected
 *
 * @example
 * const analytics = AnalyticsBrowser.load({ writeKey }, { useQueryString: false })
 * const running = await startThroughAnalytics(analytics)(context)
 */
export function startThroughAnalytics(analytics: SegmentAnalytics | undefined): StartDestination {
  return async (context) => {
    if (!isSegmentAnalytics(analytics)) {
      if (process.env.NODE_ENV !== 'production') report('VT403')
      throw new TypeError('not an AnalyticsBrowser')
    }
    const own = await watchMessages(analytics)
    return runThrough(analytics, own, context)
  }
}

function runThrough(
  analytics: SegmentAnalytics,
  own: OwnMessages,
  { settings, identity, createId, isPrivate, mayStillSend }: DestinationContext,
) {
  const { integrations } = settings as ThroughAnalyticsSettings
  let isStopped = false
  let madeUpId = createId()

  const handOver = async (message: SpecMessage): Promise<Answer> => {
    const sender: Sender = { identity, madeUpId, isPrivate }
    // Events of before a no may come up here much later.
    own.set(message.messageId, (made) =>
      isStopped ? null : buildMessage(message, made, sender, integrations),
    )
    try {
      const done = await callAnalytics(analytics, message, integrations)
      return hasFailed(done) ? 'rejected' : undefined
    } catch {
      return 'sdk'
    } finally {
      own.delete(message.messageId)
    }
  }
  const forget = (): undefined => {
    madeUpId = createId()
    // Under the other identities nobody was told to the SDK whom it could forget.
    if (identity.mode === 'user') analytics.reset()
  }
  const forgetIfKnown = async (): Promise<Answer> =>
    (await knowsSomebody(analytics)) ? forget() : 'duplicate'
  return {
    send(event: TelemetryEvent) {
      if (isStopped || !mayStillSend()) return 'sdk' as const
      const message = toSpecMessage(event, LIBRARY)
      if (message) return handOver(message)
      return (event as ResetEvent).ifKnown ? forgetIfKnown() : forget()
    },
    // The SDK has no public way to send what it holds.
    flush() {},
    stop() {
      isStopped = true
    },
  }
}

/** Whether the SDK knows somebody by an id that was passed to it. */
async function knowsSomebody(analytics: SegmentAnalytics): Promise<boolean> {
  try {
    return Boolean((await analytics.user?.())?.id())
  } catch {
    return false
  }
}

/** Whether the SDK has given a message up, which it tells by the context of the message. */
function hasFailed(done: unknown): boolean {
  const context = done as { failedDelivery?: () => unknown } | undefined
  return Boolean(context?.failedDelivery?.())
}
