import type { PlainRecord, TelemetryEvent } from '../../events.ts'
import type { Refusal } from '../destination.ts'
import type { Person } from '../http/after-yes-person.ts'

interface Timed {
  /** When it happened, ISO 8601 with milliseconds, in UTC. */
  readonly timestamp: string
}

/** A call of Accoil's API, version 2 (https://developer.accoil.com/docs/ingress-api). */
export type AccoilCall =
  | {
      readonly path: 'identify'
      readonly message: Timed & {
        readonly userId: string
        readonly groupId?: string
        readonly traits: PlainRecord
      }
    }
  | {
      readonly path: 'group'
      readonly message: Timed & {
        readonly groupId: string
        readonly userId?: string
        readonly traits: PlainRecord
      }
    }
  | {
      readonly path: 'track'
      readonly message: Timed & { readonly userId: string; readonly event: string }
    }

/**
 * Says an event in Accoil's words: from a list, so that nothing leaves that is not named here. Of
 * what is tracked that is the name alone, since the API takes no properties.
 *
 * Accoil knows groups without kinds. The kind is told as the trait `group_type`, as it is to
 * vendors that are told in the words of Segment's specification.
 *
 * @param person - who says it
 * @returns why it cannot be said; `undefined` for a sign-out, which is nothing to say
 *
 * @example
 * toAccoilCall({ type: 'track', name: 'Form Created', … }, { anonymousId: 'a1', userId: 'u1' })
 * // { path: 'track', message: { userId: 'u1', event: 'Form Created', timestamp: '2026-…Z' } }
 */
export function toAccoilCall(
  event: TelemetryEvent,
  { userId, groupId }: Person,
): AccoilCall | Refusal | undefined {
  const timestamp = new Date(event.time).toISOString()
  switch (event.type) {
    case 'identify': {
      const { traits } = event
      const group = groupId === undefined ? {} : { groupId }
      return { path: 'identify', message: { userId: event.userId, ...group, traits, timestamp } }
    }
    case 'group': {
      const traits = { ...event.traits, group_type: event.groupType }
      const user = userId === undefined ? {} : { userId }
      return { path: 'group', message: { groupId: event.groupKey, ...user, traits, timestamp } }
    }
    case 'track':
      if (userId === undefined) return 'nobody-known'
      return { path: 'track', message: { userId, event: event.name, timestamp } }
    case 'reset':
      return undefined
    default:
      return 'not-supported'
  }
}
