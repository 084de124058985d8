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
  stop(): void
}

/** Measures in idle time after each reading and each change of size, and when people scroll. */
export function watchScroll(): ScrollWatch {
  const stopped = new AbortController()
  const { signal } = stopped
  const parts = new Map<Element, Scrolled>()
  const measure = (element: Element): void => {
    parts.set(element, seeMore(parts.get(element), element))
  }
  const survey = createIdleTask(() => {
    const root = rootScroller()
    const scrollers = [root, ...findContainers(root)]
    scrollers.forEach(measure)
    sizes.follow(scrollers)
  })
  const sizes = watchSizes(survey.request)
  const onScroll = ({ target }: Event): void => {
    if (target === document) measure(rootScroller())
    else if (target instanceof Element && isContentSized(target)) measure(target)
  }
  document.addEventListener('scroll', onScroll, { capture: true, passive: true, signal })
  window.addEventListener('resize', survey.request, { passive: true, signal })
  return {
    read() {
      const depth = depthOf(parts.values())
      parts.clear()
      survey.request()
      return depth
    },
    stop() {
      stopped.abort()
      survey.cancel()
      sizes.stop()
    },
  }
}

/** The element that scrolls when the window does. */
function rootScroller(): Element {
  return document.scrollingElement ?? document.documentElement
}
