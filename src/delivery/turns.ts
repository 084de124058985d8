/**
 * Runs tasks one after the other: one that is asked for while another runs has its turn after
 * that. What goes wrong in one keeps none of the others from it.
 */
export function createTurns(): (task: () => void) => void {
  const tasks: (() => void)[] = []
  return (task) => {
    if (tasks.push(task) > 1) return
    for (; tasks.length > 0; tasks.shift()) {
      try {
        tasks[0]!()
      } catch {
        // No error of telemetry is one of the application.
      }
    }
  }
}
