/** How long the browser may be busy before a task runs all the same, in milliseconds. */
const AT_MOST = 1000

/**
 * Runs a task when the browser has nothing better to do, at most a second later.
 *
 * @returns what cancels it
 */
export function whenIdle(task: () => void): () => void {
  try {
    const handle = requestIdleCallback(task, { timeout: AT_MOST })
    return () => cancelIdleCallback(handle)
  } catch {
    // WebKit has no idle callbacks, and pages patch them. A timer leaves at least the current
    // task and its rendering alone.
    const timer = setTimeout(task, 50)
    return () => clearTimeout(timer)
  }
}
