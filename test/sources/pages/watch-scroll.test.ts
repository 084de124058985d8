import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { watchScroll, type ScrollWatch } from '../../../src/sources/pages/watch-scroll.ts'
import {
  addScroller,
  layOut,
  layoutReads,
  putInTheMiddle,
  undoLayout,
} from '../../helpers/fake-layout.ts'

const root = document.documentElement
const original = document.elementFromPoint
let scroll: ScrollWatch

/** A window of 500 pixels onto a page, which begins with the first reading. */
function begin(scrollHeight = 500): void {
  layOut(root, { scrollTop: 0, scrollHeight, clientHeight: 500, clientWidth: innerWidth })
  scroll = watchScroll()
  scroll.read()
}

beforeEach(() => {
  vi.useFakeTimers()
  document.body.replaceChildren()
  putInTheMiddle(null)
  vi.stubGlobal('innerHeight', 500)
})

afterEach(() => {
  scroll.stop()
  document.elementFromPoint = original
  undoLayout(root)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The first idle time in which the page is on the screen. */
const idle = () => scroll.measure()

/** Scrolls by hand. Scroll events of elements do not bubble, that of the document does. */
function scrollTo(element: Element, scrollTop: number): void {
  layOut(element, { scrollTop })
  const target = element === root ? document : element
  target.dispatchEvent(new Event('scroll', { bubbles: element === root }))
}

const CONTAINER = { clientHeight: innerHeight, scrollHeight: 4 * innerHeight }

describe('of the window', () => {
  test('is seen what it shows, without anybody scrolling', () => {
    begin(2000)
    idle()
    expect(scroll.read()).toBe(0.25)
  })

  test('is seen what was scrolled to, however briefly', () => {
    begin(2000)
    idle()
    scrollTo(root, 1000)
    scrollTo(root, 0)
    expect(scroll.read()).toBe(0.75)
  })

  test('is seen all where there is no more', () => {
    begin(500)
    idle()
    expect(scroll.read()).toBe(1)
  })

  test('is known nothing before there was time to look', () => {
    begin(2000)
    expect(scroll.read()).toBeUndefined()
  })

  test('is not what another page was scrolled to before this one was there', () => {
    begin(2000)
    scrollTo(root, 1500)
    layOut(root, { scrollTop: 0 })
    idle()
    expect(scroll.read()).toBe(0.25)
  })

  test('is seen what a window shows that has grown beyond the layout', () => {
    begin(2000)
    vi.stubGlobal('innerHeight', 600)
    idle()
    expect(scroll.read()).toBe(0.3)
  })

  test('is known nothing where nothing was laid out', () => {
    begin(0)
    idle()
    expect(scroll.read()).toBeUndefined()
  })
})

describe('of a container', () => {
  test('is seen what it shows, without anybody scrolling', () => {
    begin()
    putInTheMiddle(addScroller(CONTAINER))
    idle()
    expect(scroll.read()).toBe(0.25)
  })

  test('is seen what was scrolled to', () => {
    begin()
    const container = addScroller(CONTAINER)
    putInTheMiddle(container)
    idle()
    scrollTo(container, 2 * CONTAINER.clientHeight)
    scrollTo(container, 0)
    expect(scroll.read()).toBe(0.75)
  })

  test('is seen what was scrolled to, where it is not in the middle', () => {
    begin()
    const container = addScroller(CONTAINER)
    idle()
    scrollTo(container, CONTAINER.clientHeight)
    expect(scroll.read()).toBe(0.5)
  })

  test('counts together with the window', () => {
    begin(1000)
    putInTheMiddle(addScroller({ scrollHeight: 3000, clientHeight: 500 }))
    idle()
    expect(scroll.read()).toBe(0.25)
  })

  test('counts nothing where it is small', () => {
    begin()
    const menu = addScroller({ ...CONTAINER, clientHeight: 100 })
    putInTheMiddle(menu)
    idle()
    scrollTo(menu, 100)
    expect(scroll.read()).toBe(1)
  })

  test('counts nothing once it is gone, such as a dialog', () => {
    begin()
    const container = addScroller(CONTAINER)
    putInTheMiddle(container)
    idle()
    container.remove()
    expect(scroll.read()).toBe(1)
  })

  test('that is locked and released counts as before', () => {
    begin(2000)
    idle()
    scrollTo(root, 1500)
    layOut(root, { scrollTop: 0, scrollHeight: 500 })
    vi.advanceTimersByTime(2000)
    layOut(root, { scrollTop: 300, scrollHeight: 2000 })
    vi.advanceTimersByTime(2000)
    expect(scroll.read()).toBe(1)
  })
})

describe('a reading', () => {
  test('starts anew', () => {
    begin(2000)
    idle()
    scrollTo(root, 1500)
    expect(scroll.read()).toBe(1)
    layOut(root, { scrollTop: 0 })
    idle()
    expect(scroll.read()).toBe(0.25)
  })

  test('reads nothing of the document', () => {
    begin(2000)
    const container = addScroller(CONTAINER)
    putInTheMiddle(container)
    idle()
    layoutReads.length = 0
    const style = vi.spyOn(globalThis, 'getComputedStyle')
    vi.mocked(document.elementFromPoint).mockClear()
    scroll.read()
    scroll.read()
    expect(layoutReads).toEqual([])
    expect(style).not.toHaveBeenCalled()
    expect(document.elementFromPoint).not.toHaveBeenCalled()
    idle()
    expect(layoutReads).not.toEqual([])
  })

  test('several times in a row has one look at the document', () => {
    begin(2000)
    idle()
    vi.mocked(document.elementFromPoint).mockClear()
    for (let time = 0; time < 10; time++) scroll.read()
    idle()
    expect(document.elementFromPoint).toHaveBeenCalledOnce()
  })
})

describe('what changes', () => {
  test.each([500, 2500, 9500])('is measured where content arrives late: %i ms', (late) => {
    begin(500)
    idle()
    vi.advanceTimersByTime(late)
    layOut(root, { scrollHeight: 2000 })
    vi.advanceTimersByTime(8000)
    expect(scroll.read()).toBe(0.25)
  })

  test('is found where a container comes later', () => {
    begin(500)
    idle()
    putInTheMiddle(addScroller(CONTAINER))
    vi.advanceTimersByTime(1100)
    expect(scroll.read()).toBe(0.25)
  })

  test('is looked at four times, and no more', () => {
    begin()
    idle()
    vi.advanceTimersByTime(60_000)
    expect(vi.getTimerCount()).toBe(0)
    expect(document.elementFromPoint).toHaveBeenCalledTimes(4)
  })

  test('is not looked at where there is another page by then', () => {
    begin(2000)
    idle()
    scroll.read()
    layoutReads.length = 0
    vi.advanceTimersByTime(60_000)
    expect(layoutReads).toEqual([])
  })
})

describe('once it is stopped', () => {
  test('nothing is measured by scrolling', () => {
    begin(2000)
    idle()
    scroll.stop()
    layoutReads.length = 0
    scrollTo(root, 1000)
    scrollTo(addScroller(CONTAINER), 100)
    expect(layoutReads).toEqual([])
  })

  test.each([0, 1010])('nothing that was to be looked at again is: after %i ms', (time) => {
    begin(2000)
    idle()
    vi.advanceTimersByTime(time)
    layoutReads.length = 0
    scroll.stop()
    vi.advanceTimersByTime(60_000)
    expect(layoutReads).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
