import type { TelemetryEvent } from '../../events.ts'
import type { DestinationContext } from '../destination.ts'

/** Who is there, for vendors that want to hear it with each event. */
export interface Person {
  /** An id that is made up, until somebody signs in and after. */
  readonly anonymousId: string
  /** The id that was passed to `identify`, or that of the site. */
  readonly userId?: string
  /** The key of the group that was named last. */
  readonly groupId?: string
}

export interface PersonKeeper {
  /** Learns from an event who is there, and tells who says it. */
  after(event: TelemetryEvent): Person
}

/**
 * Keeps who is there: in `user` mode in `localStorage`, until somebody signs out, so that whoever
 * comes back is the same; else in memory only. `instance` is always the site, and `anonymous`
 * somebody new with each start and each sign-out.
 *
 * @param key - how the name of what is stored begins, one of the destination's own `keys`
 */
export function createPersonKeeper(
  key: string,
  context: Omit<DestinationContext, 'settings' | 'burst' | 'retries' | 'signal'>,
): PersonKeeper {
  const { identity, createId, isPrivate } = context
  const name = key + context.storagePrefix
  const somebody = (): Person => {
    const siteId = identity.instanceId
    return siteId ? { anonymousId: siteId, userId: siteId } : { anonymousId: createId() }
  }
  const isKept = identity.mode === 'user'
  const kept = isKept ? readPerson(name, isPrivate) : undefined
  let person = kept ?? somebody()
  /** What this page has read or stored last: who changes in another tab is not overruled. */
  let stored = JSON.stringify(kept)

  const learn = (event: TelemetryEvent): Person => {
    switch (event.type) {
      case 'identify': {
        // Somebody else may have been there last, and gone without signing out.
        const isOther = person.userId !== undefined && person.userId !== event.userId
        return { ...(isOther ? somebody() : person), userId: event.userId }
      }
      case 'group':
        return { ...person, groupId: event.groupKey }
      case 'reset':
        return event.ifKnown && person.userId === undefined ? person : somebody()
      default:
        return person
    }
  }
  return {
    after(event) {
      person = learn(event)
      // It was said when nobody knew yet whose id the key of the group would turn out to be.
      if (person.groupId && isPrivate(person.groupId)) person = { ...person, groupId: undefined }
      const text = JSON.stringify(person)
      // Another tab, or the application, may have removed the yes that it rests on.
      if (isKept && text !== stored && context.mayStillSend()) store(name, text)
      stored = text
      return person
    },
  }
}

/**
 * What was stored before, by whatever version or hand. Whoever has an id that names somebody is
 * not taken up at all: the others are known beside it.
 */
function readPerson(name: string, isPrivate: (id: string) => boolean): Person | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? '') as Record<keyof Person, unknown>
    const { anonymousId, userId, groupId } = kept
    const person = { anonymousId, userId, groupId }
    const isId = (id: unknown): boolean => typeof id === 'string' && id !== '' && !isPrivate(id)
    const isWhole = Object.values(person).every((id) => id === undefined || isId(id))
    return anonymousId && isWhole ? (person as Person) : undefined
  } catch {
    return undefined
  }
}

function store(name: string, text: string): void {
  try {
    localStorage.setItem(name, text)
  } catch {
    // Where nothing may be stored, they are somebody else the next time.
  }
}
