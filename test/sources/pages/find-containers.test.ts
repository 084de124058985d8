import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findContainers, isContentSized } from '../../../src/sources/pages/find-containers.ts'
import { addScroller, layOut, putInTheMiddle, undoLayout } from '../../helpers/fake-layout.ts'

const root = document.documentElement
const original = document.elementFromPoint

/** Half of the window, which is enough to hold a page's content. */
const HALF = { clientHeight: innerHeight / 2, clientWidth: innerWidth / 2 }

/** As high as the window, with twice as much in it. */
const LARGE = { clientHeight: innerHeight, scrollHeight: 2 * innerHeight }

beforeEach(() => {
  document.body.replaceChildren()
})

afterEach(() => {
  document.elementFromPoint = original
  undoLayout(document.body)
})

const sized = (box: object) => isContentSized({ ...HALF, ...box } as Element)

describe('an element', () => {
  test('may hold the content where it is half as wide and half as high as the window', () => {
    expect(sized({})).toBe(true)
    expect(sized({ clientHeight: innerHeight, clientWidth: innerWidth })).toBe(true)
  })

  test.each([
    ['low', { clientHeight: innerHeight / 2 - 1 }],
    ['narrow', { clientWidth: innerWidth / 2 - 1 }],
    ['not laid out', { clientHeight: 0, clientWidth: 0 }],
  ])('does not where it is %s', (_, box) => {
    expect(sized(box)).toBe(false)
  })
})

describe('a container', () => {
  test('is found around the middle of the window, before anybody has scrolled', () => {
    const container = addScroller(LARGE)
    const content = document.createElement('p')
    container.append(content)
    putInTheMiddle(content)
    expect(findContainers(root)).toEqual([container])
    expect(document.elementFromPoint).toHaveBeenCalledExactlyOnceWith(
      innerWidth / 2,
      innerHeight / 2,
    )
  })

  test('is found with those around it, the innermost first', () => {
    const outer = addScroller(LARGE)
    const inner = addScroller({ ...LARGE, scrollTop: 10 }, 'scroll', outer)
    putInTheMiddle(inner)
    expect(findContainers(root)).toEqual([inner, outer])
  })

  test.each(['auto', 'scroll', 'overlay'])('scrolls by %s', (overflow) => {
    const container = addScroller(LARGE, overflow)
    putInTheMiddle(container)
    expect(findContainers(root)).toEqual([container])
  })

  test.each(['visible', 'hidden', 'clip'])('is none whose overflow is %s', (overflow) => {
    putInTheMiddle(addScroller(LARGE, overflow))
    expect(findContainers(root)).toEqual([])
  })

  test.each([
    ['shows all that it has', { ...LARGE, scrollHeight: innerHeight }],
    ['is low', { ...LARGE, clientHeight: innerHeight / 2 - 1 }],
    ['is narrow', { ...LARGE, clientWidth: innerWidth / 2 - 1 }],
  ])('is none that %s', (_, box) => {
    putInTheMiddle(addScroller(box))
    expect(findContainers(root)).toEqual([])
  })

  test('is none that is not around the middle', () => {
    const container = addScroller(LARGE)
    addScroller(LARGE)
    putInTheMiddle(container)
    expect(findContainers(root)).toEqual([container])
  })

  describe('that is the body', () => {
    beforeEach(() => {
      layOut(document.body, { ...LARGE, clientWidth: innerWidth })
      document.body.style.overflowY = 'auto'
      putInTheMiddle(document.body)
    })

    afterEach(() => {
      document.body.removeAttribute('style')
      root.removeAttribute('style')
    })

    test('is none where it scrolls when the window does', () => {
      expect(findContainers(document.body)).toEqual([])
    })

    test('is one where the document has an overflow of its own', () => {
      root.style.overflowY = 'auto'
      expect(findContainers(root)).toEqual([document.body])
    })

    // Its overflow is the window's then (CSS Overflow 3, section 3.3): it never scrolls itself.
    test('is none where its overflow is that of the window', () => {
      root.style.overflowY = 'visible'
      expect(findContainers(root)).toEqual([])
    })
  })

  test('does not need its style where its size says enough', () => {
    const style = vi.spyOn(globalThis, 'getComputedStyle')
    putInTheMiddle(addScroller({ ...LARGE, scrollHeight: innerHeight }))
    findContainers(root)
    expect(style).not.toHaveBeenCalled()
  })
})

describe('nothing is found', () => {
  test('where nothing is in the middle', () => {
    putInTheMiddle(null)
    expect(findContainers(root)).toEqual([])
  })

  test('where the browser cannot tell', () => {
    document.elementFromPoint = undefined as unknown as typeof document.elementFromPoint
    expect(findContainers(root)).toEqual([])
  })
})
