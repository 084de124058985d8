import type { Page, TelemetryEvent } from '../../events.ts'
import { describeRoute, pageKey, type ReadableRoute } from './describe-route.ts'

/** Turns confirmed navigations into page views that begin and end, each once. */
export interface PageViews {
  /** The id of the view that is going on. */
  current(): string | undefined
  /** A navigation was confirmed; whether it led to another page is found out here. */
  navigate(route: ReadableRoute, time: number): void
  /** A view of the page one is on begins, unless one is going on. */
  begin(time: number): void
  /** The view ends. */
  end(time: number): void
}

interface View {
  readonly id: string
  readonly page: Page
  readonly began: number
}

export function createPageViews(
  send: (event: TelemetryEvent) => void,
  createId: (time: number) => string,
): PageViews {
  let key: string | undefined
  let page: Page | null = null
  let view: View | null = null

  const begin = (time: number, previous?: Page): void => {
    if (!page || view) return
    view = { id: createId(time), page, began: time }
    const event = { type: 'page', id: view.id, time, page } as const
    send(previous ? { ...event, previous: { route: previous.route } } : event)
  }
  const end = (time: number): void => {
    if (!view) return
    const { id, page: left, began } = view
    view = null
    const duration = Math.max(0, time - began) / 1000
    send({ type: 'leave', id: createId(time), time, page: left, view: id, duration })
  }
  return {
    current: () => view?.id,
    navigate(route, time) {
      const next = pageKey(route)
      if (next === key) return
      const previous = view?.page
      end(time)
      key = next
      // Not the page before, should this one throw when it is read.
      page = null
      page = describeRoute(route)
      begin(time, previous)
    },
    begin: (time) => begin(time),
    end,
  }
}
