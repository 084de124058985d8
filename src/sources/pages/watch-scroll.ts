import { whenIdle } from '../../idle.ts'
import { findContainers, isContentSized } from './find-containers.ts'
import { depthOf, seeMore, type Scrollable, type Scrolled } from './scroll-depth.ts'

/** Measures how much of a page is seen, whether the window scrolls or an element in it. */
export interface ScrollWatch {
  /**
   * Gives what was measured before; no layout is read for it.
   *
   * @returns how much was seen since the last reading, from 0 to 1; `undefined` where nothing
   * was measured meanwhile
   */
  read(): number | undefined
  /**
   * Has a first look since the last reading, if there was none. To be called in idle time, once
   * the page is on the screen: until then nothing that scrolls counts, since it is another page's.
   */
  measure(): void
  stop(): void
}

/**
 * When to look again after the first time, in milliseconds from look to look: content arrives
 * after its page. Sizes are not observed, because an observer of the whole document makes the
 * browser report the application's own observers as loops.
 */
const AGAIN = [1000, 2000, 7000]

export function watchScroll(): ScrollWatch {
  const stopped = new AbortController()
  const { signal } = stopped
  const parts = new Map<Element, Scrolled>()
  let isDue = true
  let callOff: (() => void) | undefined

  const look = (element: Element, measures: Scrollable = element): void => {
    parts.set(element, seeMore(parts.get(element), measures))
  }
  const lookAtRoot = (): void => {
    const root = rootScroller()
    const { scrollTop, scrollHeight, clientHeight } = root
    // Where a browser hides its bars, the window shows more than pages are laid out for.
    look(root, { scrollTop, scrollHeight, clientHeight: Math.max(clientHeight, innerHeight) })
  }
  const survey = (): void => {
    isDue = false
    for (const element of parts.keys()) if (!element.isConnected) parts.delete(element)
    lookAtRoot()
    findContainers(rootScroller()).forEach((element) => look(element))
  }
  const surveyAgain = ([next, ...rest]: readonly number[]): void => {
    if (next === undefined) return
    const timer = setTimeout(() => {
      callOff = whenIdle(() => {
        survey()
        surveyAgain(rest)
      })
    }, next)
    callOff = () => clearTimeout(timer)
  }
  const onScroll = ({ target }: Event): void => {
    if (isDue) return
    if (target === document) lookAtRoot()
    else if (target instanceof Element && isContentSized(target)) look(target)
  }
  document.addEventListener('scroll', onScroll, { capture: true, passive: true, signal })
  return {
    read() {
      callOff?.()
      const there = [...parts].filter(([element]) => element.isConnected)
      parts.clear()
      isDue = true
      return depthOf(there.map(([, scrolled]) => scrolled))
    },
    measure() {
      if (!isDue) return
      survey()
      surveyAgain(AGAIN)
    },
    stop() {
      stopped.abort()
      callOff?.()
    },
  }
}

/** The element that scrolls when the window does. */
function rootScroller(): Element {
  return document.scrollingElement ?? document.documentElement
}
