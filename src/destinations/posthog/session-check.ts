import type { Stay, TelemetryEvent } from '../../events.ts'

/**
 * Makes a check of whether an event may say how long a view lasted: only in the session in which
 * the view began. Somebody who comes back after a long break has a new session, which would
 * otherwise hold a view of hours; posthog-js means to leave that out and does not
 * (posthog-js#2834).
 *
 * @returns a function of each event, in order, and the session in which it is sent
 */
export function createSessionCheck(): (event: TelemetryEvent, session: unknown) => boolean {
  let view: string | undefined
  let began: unknown
  return (event, session) => {
    const isOfSession = stayOf(event)?.view === view && session === began
    if (event.type === 'page') {
      view = event.id
      began = session
    }
    return isOfSession
  }
}

function stayOf(event: TelemetryEvent): Partial<Stay> | undefined {
  if (event.type === 'leave') return event
  return event.type === 'page' ? event.previous : undefined
}
