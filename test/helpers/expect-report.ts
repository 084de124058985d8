import { expect, vi } from 'vitest'
import type { DiagnosticCode } from '../../src/diagnostics.ts'

/** Expects exactly these coded messages since the last call, and accepts them. */
export function expectReports(...codes: DiagnosticCode[]): string[] {
  const messages = vi.mocked(console.warn).mock.calls.map(([message]) => String(message))
  expect(messages.map((message) => /VT\d+/.exec(message)?.[0])).toEqual(codes)
  vi.mocked(console.warn).mockClear()
  return messages
}
