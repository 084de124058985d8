import type { LeaveEvent, Page, PageEvent, PlainValue, Stay } from '../../events.ts'

/** What is not known is `undefined`, which JSON leaves out. */
export type SpecProperties = Readonly<Record<string, PlainValue | undefined>>

/** What a view says. `path` and `url` are where Segment's specification has the address. */
export function viewProperties(event: PageEvent): SpecProperties {
  const { previous } = event
  return {
    ...prefixed('query_', event.query),
    ...prefixed('param_', event.params),
    ...pageProperties(event.page),
    title: event.title,
    previous_route: previous?.route,
    ...(previous && prefixed('previous_', stayProperties(previous))),
    view_id: event.id,
  }
}

/** What the end of a view says. `view_id` is that of the view. */
export function leaveProperties(event: LeaveEvent): SpecProperties {
  return { ...pageProperties(event.page), ...stayProperties(event), leave_cause: event.cause }
}

/** Durations in seconds, `max_scroll` from 0 to 1. */
function stayProperties(stay: Partial<Stay>): SpecProperties {
  return {
    view_id: stay.view,
    duration: stay.duration,
    active_duration: stay.activeDuration,
    max_scroll: stay.maxScroll,
  }
}

function prefixed(prefix: string, values: SpecProperties = {}): SpecProperties {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]))
}

function pageProperties({ route, name, url }: Page): SpecProperties {
  return { path: route, url, name }
}
