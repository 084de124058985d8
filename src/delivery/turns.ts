/** How many tasks may lead to one another. More than that are two that answer each other for ever. */
const MOST = 20

/**
 * Runs tasks one after the other: one that is asked for while another runs has its turn after
 * that. What goes wrong in one keeps none of the others from it.
 */
export function createTurns(): (task: () => void) => void {
  const tasks: (() => void)[] = []
  return (task) => {
    if (tasks.push(task) > 1) return
    for (let turn = 0; turn < MOST && tasks.length > 0; turn++) {
      try {
        tasks[0]!()
      } catch {
        // No error of telemetry is one of the application.
      }
      tasks.shift()
    }
    tasks.length = 0
  }
}
