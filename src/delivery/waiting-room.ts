import type { TelemetryEventType } from '../events.ts'
import type { DropReason, TelemetryEntry } from './journal.ts'

/** Where something waits: bounded, in the order in which it happened, and never left in silence. */
export interface WaitingRoom<T> {
  readonly full: boolean
  /** @param reason - what it waits for; nothing is told of what waits for a moment only */
  enter(item: T, reason?: 'loading' | 'pending' | 'starting'): void
  /** Lets everything out. */
  leave(): T[]
  /** Turns everything away. */
  drop(reason: DropReason): void
}

/** Tells what became of something that waited. */
export type Tell<T> = (
  item: T,
  verdict: TelemetryEntry['verdict'],
  reason: TelemetryEntry['reason'],
) => void

/**
 * When it is full the oldest gives way, except that identity stays: everything after it would be
 * attributed to the wrong person.
 *
 * @param size - how much it holds; identity may exceed it when nothing else is left to give way
 */
export function createWaitingRoom<T extends { readonly type: TelemetryEventType }>(
  size: number,
  tell: Tell<T>,
): WaitingRoom<T> {
  const items: T[] = []
  const leave = (): T[] => items.splice(0)
  return {
    get full() {
      return items.length >= size
    },
    enter(item, reason) {
      items.push(item)
      const gaveWay = items.length > size && giveWay(items)
      // Told last: whoever is told may empty the room.
      if (reason) tell(item, 'buffered', reason)
      if (gaveWay) tell(gaveWay, 'dropped', 'buffer-full')
    },
    leave,
    drop: (reason) => leave().forEach((item) => tell(item, 'dropped', reason)),
  }
}

/** What somebody did gives way first, then pages; who somebody is never does. */
function giveWay<T extends { readonly type: TelemetryEventType }>(items: T[]): T | undefined {
  for (const types of [/track/, /page|leave/]) {
    const index = items.findIndex(({ type }) => types.test(type))
    if (index >= 0) return items.splice(index, 1)[0]
  }
  return undefined
}
