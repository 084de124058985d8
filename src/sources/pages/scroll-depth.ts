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
  // A dialog that locks the page takes its content out of the flow for as long as it is open.
  if (before && hasMore(before) && height <= window) return before
  // A zoomed page scrolls by fractions, and ends up to a pixel before its end.
  const seen = Math.ceil(scrollTop + window)
  return { height, window, seen: Math.max(before?.seen ?? 0, seen) }
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
  let seen = 0
  let height = 0
  for (const part of laidOut.filter(hasMore)) {
    // Content may have become less since.
    seen += Math.min(part.seen, part.height)
    height += part.height
  }
  return height === 0 ? 1 : Math.round((seen / height) * 1000) / 1000
}

function hasMore({ height, window }: Scrolled): boolean {
  return height > window
}
