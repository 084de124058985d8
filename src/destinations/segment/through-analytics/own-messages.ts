import { createPlugin } from '../scrub/scrub-plugin.ts'
import { scrubMessage, type SegmentMessage } from '../scrub/scrub-message.ts'
import type { SegmentAnalytics } from './segment-analytics.ts'

/**
 * Makes the message that is sent of what the SDK has made of a call of ours; `null` where it is
 * not to be sent any more.
 */
type Rebuild = (made: SegmentMessage) => object | null

/** The messages that were handed to the SDK and have not gone through it yet, by their id. */
export type OwnMessages = Map<string, Rebuild>

/** Under this name each analytics instance has its own. */
const OWN = Symbol.for('vue-telemetry:segment')

type Watched = SegmentAnalytics & { [OWN]?: { own: OwnMessages; registered: Promise<unknown> } }

/**
 * Puts a plugin into an analytics instance, once, which builds our messages anew and scrubs those
 * of the application. It stays: what was handed over before a no is dropped by it.
 *
 * Settles when the SDK has loaded, and rejects where it cannot load, as behind a content blocker
 * that keeps its settings away; until then events wait where a no reaches them.
 */
export async function watchMessages(analytics: SegmentAnalytics): Promise<OwnMessages> {
  const watched = analytics as Watched
  if (!watched[OWN]) {
    const own: OwnMessages = new Map()
    const registered = analytics.register(createPlugin('vue-telemetry', replaceBy(own)))
    Object.defineProperty(watched, OWN, { value: { own, registered } })
  }
  const { own, registered } = watched[OWN]!
  // An `AnalyticsBrowser` is a promise as well. It has plugins before it has loaded, and what it is
  // told in between may get lost (1.84.3).
  await Promise.all([registered, analytics])
  return own
}

function replaceBy(own: OwnMessages): Rebuild {
  return (made) => {
    const rebuild = own.get(String(made.messageId))
    // Where the application's messages go is for the application to say.
    return rebuild ? rebuild(made) : scrubMessage(made, { integrations: 'unchanged' })
  }
}
