/** What can be measured of the window or an element that scrolls, in pixels. */
export type Scrollable = Pick<Element, 'scrollTop' | 'scrollHeight' | 'clientHeight'>

/** What was seen of it. */
export interface Scrolled {
  /** The height of its content. */
  readonly height: number
  /** The height of its window onto that. */
  readonly window: number
  /** The furthest point of its content that was visible. */
  readonly seen: number
}

/** Adds where something stands now to what was seen of it before. */
export function seeMore(before: Scrolled | undefined, now: Scrollable): Scrolled {
  const { scrollTop, scrollHeight: height, clientHeight: window } = now
  // A zoomed page scrolls by fractions, and ends up to a pixel before its end.
  const seen = Math.max(before?.seen ?? 0, Math.ceil(scrollTop + window))
  return { height, window, seen: Math.min(height, seen) }
}

/**
 * How much of a page was seen, from 0 to 1, in thousandths: of everything in it that has more
 * than it shows, what was seen by what there is.
 *
 * @returns 1 where everything shows all that it has, `undefined` where nothing was laid out
 */
export function depthOf(parts: Iterable<Scrolled>): number | undefined {
  const laidOut = [...parts].filter(({ height }) => height > 0)
  if (laidOut.length === 0) return undefined
  const scrolling = laidOut.filter(({ height, window }) => height > window)
  if (scrolling.length === 0) return 1
  const sum = (of: keyof Scrolled): number => scrolling.reduce((all, part) => all + part[of], 0)
  return Math.round((sum('seen') / sum('height')) * 1000) / 1000
}
