/** What waits, in the order in which it happened. */
export interface Buffer<T> {
  readonly full: boolean
  /** @returns what had to give way, if something had to */
  push(item: T): T | undefined
  /** Empties it. */
  take(): T[]
}

/**
 * A bounded buffer. The oldest gives way, except that identity stays: everything after it would
 * be attributed to the wrong person.
 *
 * @param size - how much it holds; identity may exceed it when nothing else is left to give way
 */
export function createBuffer<T extends { readonly type: string }>(size: number): Buffer<T> {
  let items: T[] = []
  /** What somebody did gives way first, then pages; who somebody is never does. */
  const giveWay = (): T | undefined => {
    const track = items.findIndex(({ type }) => type === 'track')
    const index = track < 0 ? items.findIndex(({ type }) => /page|leave/.test(type)) : track
    return index < 0 ? undefined : items.splice(index, 1)[0]
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
