/** Tells when the content of something that scrolls has changed its size. */
export interface SizeWatch {
  /** @param scrollers - the elements to follow from now on, instead of earlier ones */
  follow(scrollers: readonly Element[]): void
  stop(): void
}

/** Told no sooner than this after a change, since what is animated changes with every frame. */
const SETTLES = 500

/** How many children of one element are followed; content is mostly wrapped in one. */
const MOST = 10

/** @param changed - called some time after a change, and once after anything new is followed */
export function watchSizes(changed: () => void): SizeWatch {
  // Absent in some embedded browsers, where content that arrives late is measured on scrolling.
  if (typeof ResizeObserver === 'undefined') return { follow() {}, stop() {} }
  let timer: ReturnType<typeof setTimeout> | undefined
  const observer = new ResizeObserver(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      changed()
    }, SETTLES)
  })
  let followed = new Set<Element>()
  return {
    follow(scrollers) {
      const before = followed
      followed = new Set(scrollers.flatMap(contentOf))
      before.forEach((element) => followed.has(element) || observer.unobserve(element))
      followed.forEach((element) => before.has(element) || observer.observe(element))
    },
    stop() {
      observer.disconnect()
      clearTimeout(timer)
    },
  }
}

/** The box of what scrolls stays as it is while its content grows. */
function contentOf(scroller: Element): Element[] {
  const isRoot = scroller.contains(document.body)
  const content = isRoot ? document.body : scroller
  return [content, ...[...content.children].slice(0, MOST)]
}
