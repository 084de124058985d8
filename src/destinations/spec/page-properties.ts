import type { LeaveEvent, Page, PageEvent, PlainRecord, PlainValue, Stay } from '../../events.ts'

/** What a view says. `path` and `url` are where Segment's specification has the address. */
export function viewProperties(event: PageEvent): PlainRecord {
  const { previous } = event
  return {
    ...prefixed('query_', event.query),
    ...prefixed('param_', event.params),
    ...pageProperties(event.page),
    ...(event.title !== undefined && { title: event.title }),
    ...(previous && { previous_route: previous.route }),
    ...(previous?.view !== undefined && prefixed('previous_', stayProperties(previous))),
    view_id: event.id,
  }
}

/** What the end of a view says. `view_id` is that of the view. */
export function leaveProperties(event: LeaveEvent): PlainRecord {
  return { ...pageProperties(event.page), ...stayProperties(event), leave_cause: event.cause }
}

/** Durations in seconds, `max_scroll` from 0 to 1. */
function stayProperties(stay: Partial<Stay>): PlainRecord {
  const known = {
    view_id: stay.view,
    duration: stay.duration,
    active_duration: stay.activeDuration,
    max_scroll: stay.maxScroll,
  }
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string | number] => entry[1] != null),
  )
}

function prefixed(prefix: string, values: PlainRecord = {}): Record<string, PlainValue> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]))
}

function pageProperties({ route, name, url }: Page): PlainRecord {
  return { path: route, url, ...(name !== undefined && { name }) }
}
