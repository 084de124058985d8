import type { TelemetryEvent } from '../../src/events.ts'

/**
 * What was sent, in a line each, with the stay that each tells of in seconds:
 * `/teams < / 5s` for a view that follows another, `-/teams exit 5s` for one that ended.
 */
export const trailOf = (events: readonly TelemetryEvent[]): string[] =>
  events.map((event) => {
    if (event.type === 'leave') return `-${event.page.route} ${event.cause} ${event.duration}s`
    if (event.type !== 'page') return event.type === 'track' ? event.name : event.type
    const { previous } = event
    if (!previous) return event.page.route
    const stay = previous.duration === undefined ? '' : ` ${previous.duration}s`
    return `${event.page.route} < ${previous.route}${stay}`
  })

/** The views whose stay is told, in order, wherever it is told. */
export const toldOf = (events: readonly TelemetryEvent[]): string[] =>
  events.flatMap((event) => {
    if (event.type === 'leave') return [event.view]
    return event.type === 'page' && event.previous?.view ? [event.previous.view] : []
  })

/** The ids of the views that began, in order. */
export const viewsOf = (events: readonly TelemetryEvent[]): string[] =>
  events.flatMap(({ type, id }) => (type === 'page' ? [id] : []))

/** `/teams` for a view that began, `-/teams` for one that ended. */
export const pagesOf = (events: readonly TelemetryEvent[]): string[] =>
  events.flatMap((event) => {
    if (event.type === 'page') return [event.page.route]
    return event.type === 'leave' ? [`-${event.page.route}`] : []
  })
