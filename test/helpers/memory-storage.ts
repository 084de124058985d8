import type { ChoiceStorage } from '../../src/consent/stored-choice.ts'

/** A storage that keeps what it is given, as the browser's does. */
export function memoryStorage(kept: Record<string, string> = {}): ChoiceStorage {
  const items = new Map(Object.entries(kept))
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}
