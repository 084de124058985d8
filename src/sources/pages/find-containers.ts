/**
 * Whether an element is large enough to hold the page's content: at least half as wide and half
 * as high as the window. Menus, lists of options and side bars scroll as well, and say nothing of
 * how far a page was read.
 */
export function isContentSized({ clientWidth, clientHeight }: Element): boolean {
  return clientWidth * 2 >= innerWidth && clientHeight * 2 >= innerHeight
}

/**
 * Finds the scroll containers that hold the page's content, before anybody has scrolled them:
 * those around the middle of the window.
 *
 * @param root - the element that scrolls when the window does, which is none of them
 */
export function findContainers(root: Element): Element[] {
  const containers: Element[] = []
  let element = document.elementFromPoint?.(innerWidth / 2, innerHeight / 2) ?? null
  for (; element && element !== root; element = element.parentElement) {
    if (!hasMore(element) || !isContentSized(element) || !scrolls(element)) continue
    if (!lendsToWindow(element, root)) containers.push(element)
  }
  return containers
}

function hasMore({ scrollHeight, clientHeight }: Element): boolean {
  return scrollHeight > clientHeight
}

function scrolls(element: Element): boolean {
  return /auto|scroll|overlay/.test(getComputedStyle(element).overflowY)
}

/** The overflow of a body is that of the window, unless the root has one of its own. */
function lendsToWindow(element: Element, root: Element): boolean {
  return element === document.body && getComputedStyle(root).overflowY === 'visible'
}
