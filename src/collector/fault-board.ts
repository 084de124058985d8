import type { FaultMode } from './fault-mode.ts'
import { wireNames } from './wires/wire-name.ts'
import type { WireName } from './wires/wire-name.ts'

/** The faults in force. */
export interface FaultBoard {
  /** Sets the fault of one wire, or of all of them. */
  set(mode: FaultMode, wire?: WireName): void
  /** The fault of a wire. */
  of(wire: WireName): FaultMode
}

/**
 * Creates a board without faults.
 * @example
 * const faults = createFaultBoard()
 * faults.set('unavailable', 'segment')
 * faults.of('segment') // 'unavailable'
 * faults.of('posthog') // 'none'
 */
export function createFaultBoard(): FaultBoard {
  const modes = new Map<WireName, FaultMode>()
  return {
    set: (mode, wire) => {
      for (const name of wire ? [wire] : wireNames) modes.set(name, mode)
    },
    of: (wire) => modes.get(wire) ?? 'none',
  }
}
