/**
 * What destinations that take Segment's specification have in common, loaded after the yes. Where
 * an application has two of them, this becomes a chunk of its own, by this file's name; see
 * src/destinations/posthog/after-yes.ts for why.
 */
import { VERSION } from '../../version.ts'
import type { PageEvent, TelemetryEvent } from '../../events.ts'
import type { DestinationContext, RunningDestination } from '../destination.ts'
import { createHttpClient } from '../http/after-yes-client.ts'
import { createPersonKeeper, type Person } from '../http/after-yes-person.ts'
import { createViewCheck } from '../after-yes-view-check.ts'
import { toSpecMessage, type SpecMessage } from './after-yes-message.ts'
import type { SpecSettings } from './spec-settings.ts'

/** In what one vendor differs from the others. */
export interface SpecWire {
  /** The destination's name; with `_` behind it, what the names of what it stores begin with. */
  readonly name: string
  /** Where to. */
  readonly url: string
  /** Says a message as the vendor wants it. */
  adapt(message: SpecMessage): object
  /**
   * Makes the body of a request.
   *
   * @param messages - each of them JSON
   * @param sentAt - now, ISO 8601 in UTC, by which vendors correct a clock that is wrong
   */
  envelope(messages: readonly string[], sentAt: string): string
}

const LIBRARY = { name: 'vue-telemetry', version: VERSION }

/**
 * How many messages one request holds at most: mostly as much as may outlive a page. The vendors
 * take many more (Segment 2,500 and 500 kB, RudderStack 4 MB).
 */
const BATCH_SIZE = 50

/**
 * Segment and RudderStack take 32 KB a message. What is sent is bounded to 8,000 characters, so
 * that only what is written in several bytes each comes near it.
 */
const MESSAGE_BYTES = 32_000

/**
 * Sends events as messages of Segment's specification, with who says it in each of them. They are
 * requests that browsers send without asking first (no header of ours, `text/plain`), since a page
 * that goes away cannot wait for the answer to a preflight, and since an `Authorization` of ours
 * would take the place of the one that a page behind Basic authentication is served with.
 */
export function startSpec(wire: SpecWire, context: DestinationContext): RunningDestination {
  const { integrations } = context.settings as SpecSettings
  const isOfPerson = createViewCheck()
  const keeper = createPersonKeeper(`${wire.name}_`, context)
  const client = createHttpClient(
    {
      name: wire.name,
      headers: {},
      batchSize: BATCH_SIZE,
      messageBytes: MESSAGE_BYTES,
      envelope: (messages) => wire.envelope(messages, new Date().toISOString()),
    },
    context,
  )
  return {
    ...client,
    send(event) {
      const person = keeper.after(event)
      const isOwnView = isOfPerson(event, person.anonymousId)
      const message = toSpecMessage(isOwnView ? event : inNoView(event), LIBRARY)
      if (!message) return undefined
      // The vendor's name for all of them is no name that could be allowed.
      const allowed = { ...integrations, All: false }
      const said = { ...wire.adapt(message), integrations: allowed }
      return client.send(event, wire.url, spokenBy(person, said, message.context))
    },
  }
}

/** Without what an event says of a view that somebody else began, or that was not told. */
function inNoView(event: TelemetryEvent): TelemetryEvent {
  const { previous } = event as Partial<PageEvent>
  const told: unknown = {
    ...event,
    view: undefined,
    duration: undefined,
    activeDuration: undefined,
    maxScroll: undefined,
    previous: previous && { route: previous.route },
  }
  return told as TelemetryEvent
}

/** The message with the ids of whoever says it, in the places of the specification. */
function spokenBy({ groupId, ...ids }: Person, message: object, context: object): object {
  return { ...message, ...ids, context: { ...context, groupId } }
}
