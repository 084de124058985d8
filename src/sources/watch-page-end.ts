export interface PageEndHandlers {
  /** The page can no longer be seen, and may be killed without another word. */
  hidden(): void
  /** The document goes away, or is frozen to be restored later. */
  exit(): void
  /** A frozen document is back. */
  restored(): void
}

/**
 * Follows how a document ends.
 *
 * @returns what stops following
 */
export function watchPageEnd({ hidden, exit, restored }: PageEndHandlers): () => void {
  const stopped = new AbortController()
  const { signal } = stopped
  const ifHidden = (): void => {
    if (document.visibilityState === 'hidden') hidden()
  }
  const ifRestored = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) restored()
  }
  window.addEventListener('pagehide', exit, { signal })
  window.addEventListener('pageshow', ifRestored, { signal })
  document.addEventListener('visibilitychange', ifHidden, { signal })
  return () => stopped.abort()
}
