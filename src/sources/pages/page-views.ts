import type { RouteLocationNormalizedLoaded } from 'vue-router'
import type { Campaign, Page, PageEvent, Stay, TelemetryEvent } from '../../events.ts'
import { describePage, type DescribeContext, type Subject } from './describe-page.ts'
import { keyOf } from './page-key.ts'
import { readLabels } from './page-labels.ts'
import type { Reading } from './page-meter.ts'
import { PAGE_RULES, whoTells, type Happening } from './page-rules.ts'
import type { PagesOptions } from './pages-options.ts'

/** When something happened, and what was measured until then. */
interface Moment {
  /** In milliseconds since 1970. */
  readonly time: number
  readonly reading: Reading
}

/** Turns what happens to pages into views that begin and end, each once. */
export interface PageViews {
  /** The id of the view that is going on. */
  current(): string | undefined
  /**
   * A navigation was confirmed; whether it led to another page is found out here.
   *
   * @param isRendered - whether the page that it led to is on the screen by now
   */
  navigate(route: RouteLocationNormalizedLoaded, moment: Moment, isRendered: boolean): void
  /** Something else than a navigation happened. */
  happen(what: Exclude<Happening, `${string} page`>, moment: Moment): void
}

export interface PageViewsContext extends DescribeContext {
  send(event: TelemetryEvent): void
  /** @param time - in milliseconds since 1970 */
  createId(time: number): string
  readonly options: PagesOptions
  /** Gives the campaign of the visit, to the first who asks. */
  takeCampaign(): Campaign | undefined
}

interface View {
  readonly id: string
  readonly page: Page
  readonly began: number
  visible: number
  seen: number | undefined
}

export function createPageViews(context: PageViewsContext): PageViews {
  const { send, createId, options, takeCampaign } = context
  let key: string | null = null
  let subject: Subject | null = null
  let view: View | null = null

  const happen = (what: Happening, { time, reading }: Moment): void => {
    const { ends, begins } = PAGE_RULES[what]
    if (view) measure(view, reading)
    const ended = ends && view
    if (ended) view = null
    const next = begins && !view ? subject : null
    const tells = whoTells(options.leave, next !== null)
    if (ended && tells === 'leave') {
      const { page } = ended
      send({ type: 'leave', id: createId(time), time, page, cause: ends, ...stayOf(ended, time) })
    }
    if (next) begin(next, time, ended && previousOf(ended, time, tells === 'next view'))
  }
  const begin = (next: Subject, time: number, previous: PageEvent['previous'] | null): void => {
    const id = createId(time)
    view = { id, page: next.page, began: time, visible: 0, seen: undefined }
    const campaign = takeCampaign()
    send({
      type: 'page',
      id,
      time,
      ...next,
      ...(previous && { previous }),
      ...(campaign && { campaign }),
    })
  }
  return {
    current: () => view?.id,
    navigate(route, moment, isRendered) {
      // A route may throw when it is read; that costs its view, and no other.
      const labels = safely(() => readLabels(route))
      const next = labels && keyOf(route, options.key)
      if (next !== null && next === key) return happen('same page', moment)
      key = next
      subject = labels && safely(() => describePage(route, labels, context, isRendered))
      happen(subject ? 'another page' : 'excluded page', moment)
    },
    happen,
  }
}

function safely<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

function measure(view: View, { visible, seen }: Reading): void {
  view.visible += visible
  if (seen !== undefined) view.seen = Math.max(view.seen ?? 0, seen)
}

function stayOf({ id, began, visible, seen }: View, time: number): Stay {
  const duration = Math.max(0, time - began)
  return {
    view: id,
    duration: duration / 1000,
    activeDuration: Math.min(visible, duration) / 1000,
    ...(seen !== undefined && { maxScroll: seen }),
  }
}

function previousOf(ended: View, time: number, withStay: boolean): PageEvent['previous'] {
  const { route } = ended.page
  return withStay ? { route, ...stayOf(ended, time) } : { route }
}
