import type { Target } from '../config/target.ts'
import { report } from '../diagnostics.ts'
import type { Note } from '../notes.ts'
import type { Pipeline } from './after-yes.ts'
import { whenIdle } from '../idle.ts'
import type { DropReason } from './journal.ts'
import { createWaitingRoom, type Tell } from './waiting-room.ts'

/** What sends, as the first bundle knows it: code that is fetched when it is first opened. */
export interface Outlet {
  open(target: Target): void
  /** Takes a note; it waits until the code is there. */
  take(note: Note): void
  /** Closes it, even while it is opening. Synchronous: nothing goes out any more. */
  close(reason: DropReason): void
  /** Resolves when what waits has been handed over, or after three seconds. */
  flush(): Promise<void>
  /** The page has ended: what waits is sent, and nothing follows. To be closed after that. */
  end(): void
}

/** How long a caller of `flush` is kept waiting for code that does not come, in milliseconds. */
const PATIENCE = 3000

/**
 * @param bufferSize - how much waits while it opens
 * @param load - fetches the code; called again for each opening, and free to remember
 */
export function createOutlet(
  bufferSize: number,
  tell: Tell<Note>,
  load: () => Promise<Pipeline>,
): Outlet {
  const waiting = createWaitingRoom(bufferSize, tell)
  let state: 'closed' | 'opening' | 'failed' | Pipeline = 'closed'
  let loaded: Pipeline | null = null
  let opening: Promise<void> = Promise.resolve()
  let cancel: (() => void) | null = null

  const openNow = async (target: Target, isStale: () => boolean): Promise<void> => {
    try {
      const pipeline = await load()
      // It was closed meanwhile: what has just arrived must not start.
      if (isStale()) return
      loaded = state = pipeline
      pipeline.open(target)
      waiting.leave().forEach(pipeline.take)
    } catch {
      if (isStale()) return
      if (process.env.NODE_ENV !== 'production') report('VT401')
      state = 'failed'
      waiting.drop('load-failed')
    }
  }
  return {
    open(target) {
      let stale = false
      state = 'opening'
      opening = new Promise((resolve) => {
        const cancelIdle = whenIdle(() => resolve(openNow(target, () => stale)))
        cancel = () => {
          stale = true
          cancelIdle()
          resolve()
        }
      })
    },
    take(note) {
      if (typeof state === 'object') state.take(note)
      else if (state === 'failed') tell(note, 'dropped', 'load-failed')
      else waiting.enter(note, 'starting')
    },
    close(reason) {
      cancel?.()
      state = 'closed'
      loaded?.close(reason)
      waiting.drop(reason)
    },
    flush: () =>
      within(
        PATIENCE,
        opening.then(() => loaded?.flush('manual')),
      ),
    end: () => loaded?.dispose(),
  }
}

/** Resolves when the work is done, however it ends, and at last after some time. */
function within(time: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time)
    work.catch(() => {}).then(() => resolve(clearTimeout(timer)))
  })
}
