import { createPipeline, type Pipeline, type PipelineContext } from '../../delivery/after-yes.ts'
import type { Outlet } from '../../delivery/outlet.ts'
import type { Note } from '../../notes.ts'
import { createDirectLane } from './direct-lane.ts'

/** An outlet whose code is there: nothing is loaded, and nothing waits for that. */
export interface DirectOutlet extends Outlet {
  /** Makes events of all notes, before it returns. */
  settle(): void
}

/**
 * @param leave - is told of each note that goes on from here
 * @param ended - is told when the telemetry has ended
 */
export function createDirectOutlet(
  context: PipelineContext,
  leave: (note: Note) => void,
  ended: () => void,
): DirectOutlet {
  let pipeline: Pipeline | null = null
  // Its first part, which makes the events, is done when this returns.
  const flush = async (): Promise<void> => pipeline?.flush('manual')
  return {
    open(target) {
      // Made when it is opened: what was found of the app is known by then.
      pipeline ??= createPipeline({ ...context, openLane: createDirectLane })
      pipeline.open(target)
    },
    take(note) {
      leave(note)
      pipeline?.take(note)
    },
    close(reason) {
      pipeline?.close(reason)
      if (reason === 'disposed') ended()
    },
    flush,
    end: () => pipeline?.dispose(),
    settle: () => void flush(),
  }
}
