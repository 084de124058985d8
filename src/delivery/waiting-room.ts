import type { TelemetryEventType } from '../events.ts'
import { createBuffer } from './buffer.ts'
import type { DropReason, TelemetryEntry } from './journal.ts'

/** Where something waits: bounded, in order, and never left in silence. */
export interface WaitingRoom<T> {
  readonly full: boolean
  /** @param reason - what it waits for; nothing is told of what waits for a moment only */
  enter(item: T, reason?: 'loading' | 'pending' | 'starting'): void
  /** Lets everything out, in the order in which it came. */
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

/** @param size - how much it holds; see {@link createBuffer} for what gives way */
export function createWaitingRoom<T extends { readonly type: TelemetryEventType }>(
  size: number,
  tell: Tell<T>,
): WaitingRoom<T> {
  const buffer = createBuffer<T>(size)
  return {
    get full() {
      return buffer.full
    },
    enter(item, reason) {
      if (reason) tell(item, 'buffered', reason)
      const gaveWay = buffer.push(item)
      if (gaveWay) tell(gaveWay, 'dropped', 'buffer-full')
    },
    leave: buffer.take,
    drop: (reason) => buffer.take().forEach((item) => tell(item, 'dropped', reason)),
  }
}
