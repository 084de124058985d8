import { createIdleTask } from '../../idle-task.ts'
import { findContainers, isContentSized } from './find-containers.ts'
import { depthOf, seeMore, type Scrolled } from './scroll-depth.ts'
import { watchSizes } from './watch-sizes.ts'

/** Measures how much of a page is seen, whether the window scrolls or an element in it. */
export interface ScrollWatch {
  /**
   * Gives what was measured before; nothing of the document is read for it.
   *
   * @returns how much was seen since the last reading, from 0 to 1; `undefined` where nothing
   * was measured meanwhile
   */
  read(): number | undefined
  /** Has a first look since the last reading, if there was none; to be called in idle time. */
  measure(): void
  stop(): void
}

/** Measures by itself when people scroll, and in idle time after each change of size. */
export function watchScroll(): ScrollWatch {
  const stopped = new AbortController()
  const { signal } = stopped
  const parts = new Map<Element, Scrolled>()
  let isDue = true
  const look = (element: Element): void => {
    parts.set(element, seeMore(parts.get(element), element))
  }
  const survey = (): void => {
    isDue = false
    const root = rootScroller()
    const scrollers = [root, ...findContainers(root)]
    scrollers.forEach(look)
    sizes.follow(scrollers)
  }
  const again = createIdleTask(survey)
  const sizes = watchSizes(again.request)
  const onScroll = ({ target }: Event): void => {
    if (target === document) look(rootScroller())
    else if (target instanceof Element && isContentSized(target)) look(target)
  }
  document.addEventListener('scroll', onScroll, { capture: true, passive: true, signal })
  window.addEventListener('resize', again.request, { passive: true, signal })
  return {
    read() {
      const depth = depthOf(parts.values())
      parts.clear()
      isDue = true
      return depth
    },
    measure() {
      if (isDue) survey()
    },
    stop() {
      stopped.abort()
      again.cancel()
      sizes.stop()
    },
  }
}

/** The element that scrolls when the window does. */
function rootScroller(): Element {
  return document.scrollingElement ?? document.documentElement
}
