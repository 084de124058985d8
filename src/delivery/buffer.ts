/** What waits, in the order in which it happened. */
export interface Buffer<T> {
  readonly full: boolean
  /** @returns what had to give way, if something had to */
  push(item: T): T | undefined
  /** Empties it. */
  take(): T[]
}

/** What somebody did gives way first, then pages; who somebody is never does. */
const GIVES_WAY = [['track'], ['page', 'leave']]

/**
 * A bounded buffer. The oldest gives way, except that identity stays: everything after it would
 * be attributed to the wrong person.
 *
 * @param size - how much it holds; identity may exceed it when nothing else is left to give way
 */
export function createBuffer<T extends { readonly type: string }>(size: number): Buffer<T> {
  let items: T[] = []
  const giveWay = (): T | undefined => {
    for (const types of GIVES_WAY) {
      const index = items.findIndex(({ type }) => types.includes(type))
      if (index >= 0) return items.splice(index, 1)[0]
    }
    return undefined
  }
  return {
    get full() {
      return items.length >= size
    },
    push(item) {
      items.push(item)
      return items.length > size ? giveWay() : undefined
    },
    take() {
      const taken = items
      items = []
      return taken
    },
  }
}
