import type { LeaveEvent, PageEvent, TelemetryEvent } from '../../../../src/events.ts'

/** What is wrong with the page events that were sent, in words; nothing where all is well. */
export function findFaults(sent: readonly TelemetryEvent[], trail: readonly string[]): string[] {
  const events = sent.filter(({ type }) => type === 'page' || type === 'leave') as (
    | PageEvent
    | LeaveEvent
  )[]
  const counted = events.map(({ type, page }) => (type === 'page' ? '' : '-') + page.route)
  return [
    ...(same(counted, trail) ? [] : [`counted  ${show(counted)}\nexpected ${show(trail)}`]),
    ...unordered(events),
    ...unpaired(events),
    ...(JSON.stringify(sent).includes('hidden') ? ['an event names an excluded page'] : []),
  ]
}

const show = (trail: readonly string[]): string => trail.join('  ')

const same = (a: readonly string[], b: readonly string[]): boolean => show(a) === show(b)

function unordered(events: readonly (PageEvent | LeaveEvent)[]): string[] {
  return events.flatMap(({ id, time }, index) => {
    const before = events[index - 1]
    if (!before) return []
    return [
      ...(id > before.id ? [] : [`id ${id} does not come after ${before.id}`]),
      ...(time >= before.time ? [] : [`time ${time} is before ${before.time}`]),
    ]
  })
}

/** A leave is of the view right before it, and of no other. */
function unpaired(events: readonly (PageEvent | LeaveEvent)[]): string[] {
  return events.flatMap((event, index) => {
    if (event.type === 'page') return []
    const view = events[index - 1]
    const isPaired =
      view?.type === 'page' && view.id === event.view && view.page.route === event.page.route
    return isPaired ? [] : [`the leave of ${event.page.route} is not of the view before it`]
  })
}
