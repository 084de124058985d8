import type { TelemetryEvent } from '../../events.ts'
import type { PlausiblePage } from './plausible-message.ts'

/** The pages that were told last: an event knows only the id of the view in which it happened. */
export interface RecentPages {
  /** @param view - the id of the page event */
  add(view: string, page: PlausiblePage): void
  /** The page in which an event happened, or which it ends. */
  of(event: TelemetryEvent): PlausiblePage | undefined
}

/** Events arrive in the order in which they happened, so that few views are open at a time. */
const KEPT = 20

export function createRecentPages(): RecentPages {
  const pages = new Map<string, PlausiblePage>()
  return {
    add(view, { u, p }) {
      pages.set(view, { u, ...(p && { p }) })
      if (pages.size > KEPT) pages.delete(pages.keys().next().value!)
    },
    of: (event) => ('view' in event && event.view ? pages.get(event.view) : undefined),
  }
}
