import { malformed } from './problem.ts'
import type { Problem } from './problem.ts'

/** Far above what an SDK sends, far below where writing the value again overflows the stack. */
const maxDepth = 100

/** Parses a body. Never throws. */
export function parseJson(text: string): { value?: unknown; problem?: Problem } {
  if (text === '') return { problem: malformed('empty') }
  try {
    const value: unknown = JSON.parse(text)
    return deeperThan(value, maxDepth) ? { problem: malformed('nested too deeply') } : { value }
  } catch {
    return { problem: malformed('not JSON') }
  }
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => deeperThan(inner, levels - 1))
}
