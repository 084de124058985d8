import { expect, test, vi } from 'vitest'
import { createJournal, type TelemetryEntry } from '../../src/delivery/journal.ts'

const ENTRY: TelemetryEntry = {
  verdict: 'sent',
  type: 'reset',
  reason: null,
  destinations: ['fake'],
  event: { type: 'reset', id: 'id', time: 1 },
}

test('every listener learns of every entry', () => {
  const journal = createJournal()
  const listeners = [
    vi.fn<(entry: TelemetryEntry) => void>(),
    vi.fn<(entry: TelemetryEntry) => void>(),
  ]
  listeners.forEach(journal.listen)
  journal.add(ENTRY)
  for (const listener of listeners) expect(listener).toHaveBeenCalledExactlyOnceWith(ENTRY)
})

test('what is counted says what, and nothing about it', () => {
  const journal = createJournal()
  const listener = vi.fn<(entry: TelemetryEntry) => void>()
  journal.listen(listener)
  journal.count({ type: 'track' }, 'dropped', 'pending')
  expect(listener).toHaveBeenCalledExactlyOnceWith({
    verdict: 'dropped',
    type: 'track',
    reason: 'pending',
    destinations: [],
    event: null,
  })
})

test('a listener that throws harms nobody', () => {
  const journal = createJournal()
  const listener = vi.fn<(entry: TelemetryEntry) => void>()
  journal.listen(() => {
    throw new Error('listener')
  })
  journal.listen(listener)
  expect(() => journal.add(ENTRY)).not.toThrow()
  expect(listener).toHaveBeenCalledOnce()
})

test('a listener that has left learns nothing', () => {
  const journal = createJournal()
  const [stays, leaves] = [
    vi.fn<(entry: TelemetryEntry) => void>(),
    vi.fn<(entry: TelemetryEntry) => void>(),
  ]
  journal.listen(stays)
  journal.listen(leaves)()
  journal.add(ENTRY)
  expect(leaves).not.toHaveBeenCalled()
  expect(stays).toHaveBeenCalledOnce()
})

test('a journal that is cleared has no listeners', () => {
  const journal = createJournal()
  const listener = vi.fn<(entry: TelemetryEntry) => void>()
  journal.listen(listener)
  journal.clear()
  journal.add(ENTRY)
  expect(listener).not.toHaveBeenCalled()
})
