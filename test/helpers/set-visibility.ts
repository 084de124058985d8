import { vi } from 'vitest'

/** Whether the document is on the screen, without telling it; until the end of the test. */
export function beVisibility(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
}

/** Hides the document or shows it, as another tab that comes to the front or goes. */
export function setVisibility(state: DocumentVisibilityState): void {
  beVisibility(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

/** Has the browser tell since when the document is visible, which happy-dom does not. */
export function showSince(time: number): void {
  const shown = { startTime: time - performance.timeOrigin } as PerformanceEntry
  vi.spyOn(performance, 'getEntriesByType').mockImplementation((type) =>
    type === 'visibility-state' ? [shown] : [],
  )
}
