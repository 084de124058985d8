/* oxlint-disable no-console -- the console is what this is about */
import { expect, vi } from 'vitest'
import type { DiagnosticCode } from '../../src/diagnostics.ts'

/** Expects exactly these coded messages since the last call, and accepts them. */
export function expectReports(...codes: DiagnosticCode[]): string[] {
  const messages = warnings()
  expect(messages.map((message) => /VT\d+/.exec(message)?.[0])).toEqual(codes)
  acceptWarnings()
  return messages
}

/** Expects warnings of Vue or the router, one that contains each of these, and accepts them. */
export function expectWarnings(...parts: string[]): void {
  expect(warnings()).toEqual(parts.map((part) => expect.stringContaining(part) as unknown))
  acceptWarnings()
}

/** For what somebody else warns about, and not always. */
export function acceptWarnings(): void {
  vi.mocked(console.warn).mockClear()
}

function warnings(): string[] {
  return vi.mocked(console.warn).mock.calls.map(([message]) => String(message))
}
