import { effect, stop } from 'vue'

/**
 * Runs a task whose reads of reactive state are nobody's: a component's effect that calls
 * `track(name, state)` would otherwise run again on each change of `state`, and track once more.
 */
export function untracked(task: () => void): void {
  // An effect of its own takes what is read, and is stopped before anything can trigger it.
  stop(effect(task))
}
