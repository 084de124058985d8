import { vi } from 'vitest'

/** What the browser would find out by laying out an element, in pixels. */
interface Box {
  scrollTop?: number
  scrollHeight?: number
  clientHeight?: number
  clientWidth?: number
}

/** What was read of any box, in order, as `scrollTop`. */
export const layoutReads: string[] = []

/** Lays out an element like this; a later call changes what it names. */
export function layOut(element: Element, box: Box): void {
  for (const [name, value] of Object.entries(box)) {
    const get = (): unknown => {
      layoutReads.push(name)
      return value
    }
    Object.defineProperty(element, name, { configurable: true, get })
  }
}

/** Takes back what {@link layOut} did to an element that stays. */
export function undoLayout(element: Element): void {
  const names: (keyof Box)[] = ['scrollTop', 'scrollHeight', 'clientHeight', 'clientWidth']
  for (const name of names) Reflect.deleteProperty(element, name)
  layoutReads.length = 0
}

/** An element within another one, laid out as a scroll container. */
export function addScroller(box: Box, overflowY = 'auto', into: Element = document.body): Element {
  const element = document.createElement('div')
  element.style.overflowY = overflowY
  into.append(element)
  layOut(element, { scrollTop: 0, clientWidth: innerWidth, ...box })
  return element
}

/** Has this element stand in the middle of the window. */
export function putInTheMiddle(element: Element | null): void {
  document.elementFromPoint = vi.fn<typeof document.elementFromPoint>(() => element)
}
