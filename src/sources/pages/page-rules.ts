/**
 * What becomes of page views, as two tables. A navigation that is cancelled, refused, redirected
 * on its way, duplicated or overtaken, or that fails, is in neither: vue-router sets
 * `currentRoute` for confirmed navigations alone, and nothing else is noted.
 */
import type { LeaveCause } from '../../events.ts'
import type { LeaveMode } from './pages-options.ts'

interface PageRule {
  /** The view that is going on, if any, ends for this reason; `null`: it goes on. */
  readonly ends: LeaveCause | null
  /** A view begins of the page one is on, unless one is going on. */
  readonly begins: boolean
}

/** First the view that is going on ends, then the next one begins. */
export const PAGE_RULES = {
  // First load, push, replace, back, forward, the end of a redirect: another record, or the same
  // one with other parameters.
  'another page': { ends: 'route', begins: true },
  // Another query or hash, an alias, another spelling; or what `pages.key` takes for the same.
  'same page': { ends: null, begins: false },
  // `meta.telemetry: false` on any matched record, or a route that cannot be read.
  'excluded page': { ends: 'route', begins: false },
  // Tab closed, reload, link to another site, frozen to be restored later; the app was unmounted.
  'document ends': { ends: 'exit', begins: false },
  // Back from the back/forward cache.
  'document returns': { ends: null, begins: true },
  // The page was theirs who sign out: whoever follows has nothing of it.
  'person leaves': { ends: 'exit', begins: false },
} as const satisfies Record<string, PageRule>

export type Happening = keyof typeof PAGE_RULES

interface Telling {
  /** A page's view follows in the same moment. */
  readonly followed: 'leave' | 'next view'
  /** None does. */
  readonly last: 'leave' | 'nobody'
}

/** Which event says how long a view lasted: never more than one. */
const TOLD_BY: Readonly<Record<`${LeaveMode}`, Telling>> = {
  route: { followed: 'leave', last: 'leave' },
  exit: { followed: 'next view', last: 'leave' },
  false: { followed: 'next view', last: 'nobody' },
}

/** @param mode - the option `pages.leave`; anything unknown is the default */
export function whoTells(mode: LeaveMode | undefined, isFollowed: boolean): Telling[keyof Telling] {
  const name = `${mode ?? 'route'}` as const
  const { followed, last } = Object.hasOwn(TOLD_BY, name) ? TOLD_BY[name] : TOLD_BY.route
  return isFollowed ? followed : last
}
