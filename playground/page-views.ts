import type { TelemetryEntry } from 'vue-telemetry'

type Event = NonNullable<TelemetryEntry['event']>

/** What is told of a view once it is over; times in seconds, the scroll as a share of the page. */
interface Stay {
  readonly duration?: number
  readonly activeDuration?: number
  readonly maxScroll?: number
}

/** Nothing in it where the view ended and nothing told of that. */
interface Ending extends Stay {
  readonly cause?: string
}

interface Previous extends Stay {
  readonly route: string
  readonly view?: string
}

export interface PageView {
  readonly id: string
  readonly route: string
  readonly began: number
  /** `null` while it is going on. */
  readonly ending: Ending | null
}

const KEPT = 100

/** The views after an event, newest on top. An event is told once for each verdict on it. */
export function withEvent(views: readonly PageView[], event: Event): readonly PageView[] {
  if (event.type === 'leave') {
    const { duration, activeDuration, maxScroll, cause }: Ending = event
    return withEnding(views, event.view, { duration, activeDuration, maxScroll, cause })
  }
  if (event.type !== 'page' || views.some(({ id }) => id === event.id)) return views
  const view = { id: event.id, route: event.page.route, began: event.time, ending: null }
  return [view, ...withoutCurrent(withPrevious(views, event.previous))].slice(0, KEPT)
}

/** The last view ended, and nothing told how: there is one at most at a time. */
export function withoutCurrent(views: readonly PageView[]): readonly PageView[] {
  return views.map((view) => (view.ending ? view : { ...view, ending: {} }))
}

/** Where routes make no leave, the next view tells of the one before it. */
function withPrevious(views: readonly PageView[], previous?: Previous): readonly PageView[] {
  if (previous?.view === undefined || previous.duration === undefined) return views
  const { view, duration, activeDuration, maxScroll } = previous
  return withEnding(views, view, { duration, activeDuration, maxScroll, cause: 'route' })
}

/** What has told of an ending first is believed: a leave comes before the next view. */
function withEnding(views: readonly PageView[], id: string, ending: Ending): readonly PageView[] {
  return views.map((view) =>
    view.id === id && view.ending?.duration === undefined ? { ...view, ending } : view,
  )
}
