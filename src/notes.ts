import type { RouteLocationNormalizedLoaded } from 'vue-router'
import type { TelemetryEventType } from './events.ts'

/**
 * What the first bundle writes down when something happens, and no more: a note becomes an event
 * after the yes, in code that is loaded then. Until that it stays in the memory of the page.
 */
export type Note =
  | { readonly type: 'page'; readonly time: number; readonly route: RouteLocationNormalizedLoaded }
  | {
      readonly type: 'track'
      readonly time: number
      readonly name: string
      /** As `takeSnapshot` gives it. */
      readonly properties: unknown
    }
  | {
      readonly type: 'identify'
      readonly time: number
      readonly userId: string
      readonly traits: unknown
    }
  | {
      readonly type: 'group'
      readonly time: number
      readonly groupType: string
      readonly groupKey: string
      readonly traits: unknown
    }
  | {
      readonly type: 'reset'
      readonly time: number
      /** Whoever is known has left; where nobody is, nothing has happened. */
      readonly ifKnown?: true
    }

/** What is said, before it is noted when. */
export type Said = Note extends infer One ? (One extends Note ? Omit<One, 'time'> : never) : never

/** Notes are named like the events that they lead to. */
export type NoteType = Note['type'] & TelemetryEventType
