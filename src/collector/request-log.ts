import type { CollectedEvent, CollectedRequest } from './collected-request.ts'
import type { DecodedEvent } from './read-events.ts'

const maxText = 64_000_000

/** The requests kept, oldest first. */
export interface RequestLog {
  add(request: CollectedRequest): void
  requests(): CollectedRequest[]
  /** The events of the accepted requests, in order of arrival. */
  events(): CollectedEvent[]
  clear(): void
}

/**
 * Creates an empty log of at most `keep` requests.
 * @example createRequestLog(500).requests() // []
 */
export function createRequestLog(keep: number): RequestLog {
  let kept: CollectedRequest[] = []
  return {
    add: (request) => {
      kept = withinBounds([...kept, request], keep)
    },
    requests: () => [...kept],
    events: () => kept.filter(({ accepted }) => accepted).flatMap(({ events }) => events),
    clear: () => {
      kept = []
    },
  }
}

/**
 * Marks the events whose uuid was accepted before from the same vendor's sender, earlier in the
 * same list included. An event that ingestion refused is not: when it is sent again it arrives for
 * the first time.
 */
export function markDuplicates(
  events: DecodedEvent[],
  accepted: CollectedEvent[],
): CollectedEvent[] {
  const seen = new Set(accepted.map(identity))
  return events.map((event) => {
    const duplicate = event.uuid !== '' && seen.has(identity(event))
    seen.add(identity(event))
    return { ...event, duplicate }
  })
}

function identity({ wire, uuid }: DecodedEvent): string {
  return `${wire} ${uuid}`
}

function withinBounds(requests: CollectedRequest[], keep: number): CollectedRequest[] {
  let text = 0
  let first = requests.length
  while (first > 0 && requests.length - first < keep) {
    const { raw, body } = requests[first - 1]!
    text += raw.length + body.length
    // The newest stays however large it is: somebody is looking for it.
    if (text > maxText && first < requests.length) break
    first -= 1
  }
  return requests.slice(first)
}
