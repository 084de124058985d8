import type { LeaveEvent, PageEvent, TelemetryEvent } from '../events.ts'

/**
 * Makes a check of whether the view that an event speaks of began under the same circumstance as
 * the event is sent under.
 *
 * That is the session, for how long a view lasted: somebody who comes back after a long break has
 * a new one, which would otherwise hold a view of hours; posthog-js means to leave that out and
 * does not (posthog-js#2834). And it is the person, for which view it was: whoever signs in where
 * another is still known from an earlier visit was not the one who began it.
 *
 * @returns a function of each event, in order, and the circumstance under which it is sent
 */
export function createViewCheck(): (event: TelemetryEvent, circumstance: unknown) => boolean {
  let view: string | undefined
  let began: unknown
  return (event, circumstance) => {
    const isSame = viewOf(event) === view && circumstance === began
    if (event.type === 'page') {
      view = event.id
      began = circumstance
    }
    return isSame
  }
}

/** The view that an event speaks of, besides one that begins with it. */
function viewOf(event: TelemetryEvent): string | undefined {
  const { previous, view } = event as Partial<
    Pick<PageEvent, 'previous'> & Pick<LeaveEvent, 'view'>
  >
  return previous ? previous.view : view
}
