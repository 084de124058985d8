import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { watchScroll, type ScrollWatch } from '../../../src/sources/pages/watch-scroll.ts'
import {
  addScroller,
  FakeResizeObserver,
  layOut,
  layoutReads,
  putInTheMiddle,
  stubResizeObserver,
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
  stubResizeObserver()
  putInTheMiddle(null)
})

afterEach(() => {
  scroll.stop()
  document.elementFromPoint = original
  undoLayout(root)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Idle time, and more than it takes to come. */
function idle(): void {
  scroll.measure()
  vi.advanceTimersByTime(2000)
}

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

  test('is known what was scrolled to before there was time to look', () => {
    begin(2000)
    scrollTo(root, 500)
    expect(scroll.read()).toBe(0.5)
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
    scrollTo(container, 2 * innerHeight)
    scrollTo(container, 0)
    expect(scroll.read()).toBe(0.75)
  })

  test('is seen what was scrolled to, where it is not in the middle', () => {
    begin()
    const container = addScroller(CONTAINER)
    idle()
    expect(scroll.read()).toBe(1)
    scrollTo(container, innerHeight)
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

  test('counts for what it was when it is removed', () => {
    begin()
    const container = addScroller(CONTAINER)
    putInTheMiddle(container)
    idle()
    container.remove()
    expect(scroll.read()).toBe(0.25)
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
  test('is measured where content arrives late', () => {
    begin(500)
    idle()
    layOut(root, { scrollHeight: 2000 })
    FakeResizeObserver.made[0]!.change()
    idle()
    expect(scroll.read()).toBe(0.25)
  })

  test('is measured where the window is made larger', () => {
    begin(2000)
    idle()
    layOut(root, { clientHeight: 1000 })
    window.dispatchEvent(new Event('resize'))
    idle()
    expect(scroll.read()).toBe(0.5)
  })

  test('is found where a container comes later', () => {
    begin(500)
    idle()
    putInTheMiddle(addScroller(CONTAINER))
    FakeResizeObserver.made[0]!.change()
    idle()
    expect(scroll.read()).toBe(0.25)
  })

  test('is followed with what is in the container', () => {
    begin()
    const container = addScroller(CONTAINER)
    const content = container.appendChild(document.createElement('div'))
    putInTheMiddle(container)
    idle()
    expect([...FakeResizeObserver.made[0]!.observed]).toEqual([document.body, container, content])
  })

  test('comes to rest where nothing changes any more', () => {
    begin()
    putInTheMiddle(addScroller(CONTAINER))
    idle()
    vi.advanceTimersByTime(60_000)
    expect(vi.getTimerCount()).toBe(0)
    expect(vi.mocked(document.elementFromPoint).mock.calls.length).toBeLessThanOrEqual(2)
  })
})

describe('once it is stopped', () => {
  test('nothing is measured by scrolling or resizing', () => {
    begin(2000)
    idle()
    scroll.stop()
    layoutReads.length = 0
    scrollTo(root, 1000)
    scrollTo(addScroller(CONTAINER), 100)
    window.dispatchEvent(new Event('resize'))
    vi.advanceTimersByTime(2000)
    expect(layoutReads).toEqual([])
  })

  test('nothing that was asked for before happens', () => {
    begin(2000)
    idle()
    window.dispatchEvent(new Event('resize'))
    layoutReads.length = 0
    scroll.stop()
    vi.advanceTimersByTime(2000)
    expect(layoutReads).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('no size is observed, and no change is waited for', () => {
    begin(2000)
    idle()
    FakeResizeObserver.made[0]!.change()
    scroll.stop()
    expect(FakeResizeObserver.made[0]!.observed.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('a browser without observers measures by scrolling', () => {
  vi.stubGlobal('ResizeObserver', undefined)
  begin(2000)
  idle()
  scrollTo(root, 500)
  expect(scroll.read()).toBe(0.5)
})
